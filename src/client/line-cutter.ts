/** Far longer than any line of IRC with its tags; what is longer comes in pieces. */
const LONGEST = 65_536;

/** Cuts a stream of UTF-8 into lines, wherever the chunks were cut. What is not UTF-8 becomes U+FFFD. */
export class LineCutter {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #rest = '';

  /** The lines that are complete now, without LF or CRLF. */
  push(chunk: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LONGEST) {
      lines.push(this.#rest);
      this.#rest = '';
    }
    return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  /** Whether a line has begun and not ended. */
  get isWaiting(): boolean {
    return this.#rest !== '';
  }
}

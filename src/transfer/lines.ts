// Bytes that come in pieces, as lines of text.
import { FlawError } from './fields.ts';

const LF = 10;

export class Lines {
  readonly #limit: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  /** Pieces of a line that has not ended. */
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  /** @param limit bytes of a line */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that are whole with this piece. @throws FlawError for one that is too long or not UTF-8 */
  *add(piece: Uint8Array): Generator<string> {
    let start = 0;
    for (;;) {
      const end = piece.indexOf(LF, start);
      this.#keep(piece.subarray(start, end < 0 ? piece.length : end));
      if (end < 0) return;
      yield this.#take();
      start = end + 1;
    }
  }

  /** What came last, if it did not end. */
  *end(): Generator<string> {
    if (this.#bytes > 0) yield this.#take();
  }

  #keep(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#bytes > this.#limit) throw new FlawError({ kind: 'line-too-long', limit: this.#limit });
    if (bytes.length > 0) this.#pieces.push(bytes);
  }

  #take(): string {
    const [only, ...others] = this.#pieces;
    const bytes = others.length === 0 ? only : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#bytes = 0;
    try {
      return this.#decoder.decode(bytes).trim();
    } catch {
      throw new FlawError({ kind: 'not-utf8' });
    }
  }
}

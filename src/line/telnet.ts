/** Bytes of telnet (RFC 854): IAC begins a command; SB … IAC SE is a subnegotiation; WILL, WONT, DO and DONT have an option after them. */
const SE = 240;
const SB = 250;
const WILL = 251;
const IAC = 255;

/** Bytes of a subnegotiation; after more, it is not taken for one any longer, or it would swallow the stream. */
const SUBNEGOTIATION_BYTES = 1024;

type State = 'text' | 'command' | 'option' | 'subnegotiation' | 'command in subnegotiation';

/** Bytes to bytes: takes out the commands of telnet, wherever the chunks were cut. */
export class TelnetFilter {
  #state: State = 'text';
  #subnegotiated = 0;
  #isTelnet = false;

  /** Whether a command has come: it is a telnet that sends. */
  get isTelnet(): boolean {
    return this.#isTelnet;
  }

  push(chunk: Uint8Array): Buffer {
    const input = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#state === 'text' && !input.includes(IAC)) return input;
    return Buffer.from(input.filter((byte) => this.#isText(byte)));
  }

  #isText(byte: number): boolean {
    const isText = this.#state === 'text' ? byte !== IAC : this.#state === 'command' && byte < SE;
    this.#state = this.#after(byte);
    return isText;
  }

  #after(byte: number): State {
    switch (this.#state) {
      case 'text':
        return byte === IAC ? 'command' : 'text';
      case 'command':
        return this.#afterCommand(byte);
      case 'option':
        return 'text';
      case 'subnegotiation':
        if (++this.#subnegotiated > SUBNEGOTIATION_BYTES) return 'text';
        return byte === IAC ? 'command in subnegotiation' : 'subnegotiation';
      case 'command in subnegotiation':
        return byte === SE ? 'text' : 'subnegotiation';
    }
  }

  #afterCommand(byte: number): State {
    // Not a command: a program whose text is not UTF-8.
    if (byte < SE) return 'text';
    this.#isTelnet = true;
    this.#subnegotiated = 0;
    if (byte === SB) return 'subnegotiation';
    return byte >= WILL && byte < IAC ? 'option' : 'text';
  }
}

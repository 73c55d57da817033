// Cuts a stream of bytes into IRC lines.
import type { Decoder, Line } from '../session/protocol.ts';

/** Bytes of a line without tags and without its ending: 512 with CR LF (modern-irc "Message Format"). */
export const BODY_BYTES = 510;
/** Bytes of the tags that a client may send, with the `@` before and the space after them (message-tags "Size limit"). */
export const CLIENT_TAG_BYTES = 4096;

/** Of a line that is too long, as much as may show what it was. */
const START_BYTES = 64;
const LF = 10;
const CR = 13;
const SPACE = 32;
const AT = 64;

/** What may not be in a message at all, besides LF. */
const FORBIDDEN = /[\r\0]/g;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A line ends with LF, or with CR LF; an empty one is nothing (RFC 1459, 2.3.1). What is left when the stream ends has
 * lost its end, and is dropped: half a command is not a command. Every byte is looked at once, and kept until then.
 */
export class IrcDecoder implements Decoder {
  readonly patience = null;
  #bytes: Buffer = Buffer.alloc(0);
  /** In `#bytes`: where the next line begins, and up to where its end has been looked for. */
  #begin = 0;
  #looked = 0;
  /** The next line is too long already: of it, only the start is kept. */
  #isTooLong = false;

  push(chunk: Uint8Array): void {
    this.#keep(Buffer.concat([this.#bytes.subarray(this.#begin), chunk]));
  }

  next(): Line | null {
    for (;;) {
      const end = this.#bytes.indexOf(LF, this.#looked);
      if (end < 0) {
        this.#keepRest();
        return null;
      }
      const line = this.#read(this.#bytes.subarray(this.#begin, end));
      this.#begin = end + 1;
      this.#looked = this.#begin;
      this.#isTooLong = false;
      if (line !== null) return line;
    }
  }

  get rest(): number {
    return this.#looked < this.#bytes.length ? 0 : this.#bytes.length - this.#begin;
  }

  silence(): void {}

  end(): void {}

  #read(bytes: Uint8Array): Line | null {
    if (bytes.length === 0) return null;
    const crlf = bytes.at(-1) === CR;
    const line = crlf && !this.#isTooLong ? bytes.subarray(0, -1) : bytes;
    if (this.#isTooLong || exceeds(line)) {
      return { kind: 'too-long', start: lenient.decode(line.subarray(0, START_BYTES)) };
    }
    try {
      const text = strict.decode(line).replace(FORBIDDEN, '');
      return text === '' ? null : { kind: 'text', text, end: crlf ? 'crlf' : 'lf' };
    } catch {
      return { kind: 'not-utf8', text: lenient.decode(line).replace(FORBIDDEN, '') };
    }
  }

  /** Not the chunk that it came in, and not more than a line may have. */
  #keepRest(): void {
    const rest = this.#bytes.subarray(this.#begin);
    // One more for the CR, which is not counted.
    this.#isTooLong ||= rest.length > CLIENT_TAG_BYTES + BODY_BYTES + 1;
    this.#keep(copyOf(this.#isTooLong ? rest.subarray(0, START_BYTES) : rest));
    this.#looked = this.#bytes.length;
  }

  #keep(bytes: Buffer): void {
    this.#looked -= this.#begin;
    this.#begin = 0;
    this.#bytes = bytes;
  }
}

/** In memory of its own: a part of the chunk, or of what Node shares out, would keep the whole of it. */
function copyOf(bytes: Uint8Array): Buffer {
  return Buffer.from(new Uint8Array(bytes).buffer);
}

function exceeds(line: Uint8Array): boolean {
  if (line[0] !== AT) return line.length > BODY_BYTES;
  const space = line.indexOf(SPACE);
  const tags = space < 0 ? line.length : space + 1;
  return tags > CLIENT_TAG_BYTES || line.length - tags > BODY_BYTES;
}

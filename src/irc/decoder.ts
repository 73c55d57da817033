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
 * lost its end, and is dropped: half a command is not a command.
 */
export class IrcDecoder implements Decoder {
  readonly patience = null;
  #kept: Uint8Array = new Uint8Array(0);
  /** The kept bytes are the start of a line that is already too long. */
  #tooLong = false;

  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      this.#keep(chunk.subarray(from, at));
      const line = this.#take();
      if (line !== null) lines.push(line);
      from = at + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  silence(): Line[] {
    return [];
  }

  end(): Line[] {
    return [];
  }

  #keep(bytes: Uint8Array): void {
    if (this.#tooLong || bytes.length === 0) return;
    this.#kept = this.#kept.length === 0 ? bytes.slice() : joined(this.#kept, bytes);
    // One more for the CR, which is not counted.
    if (this.#kept.length <= CLIENT_TAG_BYTES + BODY_BYTES + 1) return;
    this.#tooLong = true;
    this.#kept = this.#kept.slice(0, START_BYTES);
  }

  #take(): Line | null {
    const bytes = this.#kept;
    const tooLong = this.#tooLong;
    this.#kept = new Uint8Array(0);
    this.#tooLong = false;
    const crlf = bytes.at(-1) === CR;
    const line = crlf && !tooLong ? bytes.subarray(0, -1) : bytes;
    if (tooLong || exceeds(line)) return { kind: 'too-long', start: lenient.decode(line.subarray(0, START_BYTES)) };
    try {
      const text = strict.decode(line).replace(FORBIDDEN, '');
      return text === '' ? null : { kind: 'text', text, end: crlf ? 'crlf' : 'lf' };
    } catch {
      return { kind: 'not-utf8' };
    }
  }
}

function exceeds(line: Uint8Array): boolean {
  if (line[0] !== AT) return line.length > BODY_BYTES;
  const space = line.indexOf(SPACE);
  const tags = space < 0 ? line.length : space + 1;
  return tags > CLIENT_TAG_BYTES || line.length - tags > BODY_BYTES;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

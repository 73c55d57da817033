// Cuts bytes into messages, one at a time: what has not been asked for is only kept.
import type { Line, LineEnd } from '../session/protocol.ts';
import { cutCharacter } from './utf8.ts';

const NUL = 0;
const LF = 0x0a;
const CR = 0x0d;

/** Of a message that is too long, as much as may show what it was. */
const START_BYTES = 64;

/** Here a message ends, whatever comes after. `at` counts as `#gone` does. */
interface Mark {
  readonly at: number;
  readonly end: LineEnd;
}

/** How far a message goes, and where the next one begins. */
interface Ending {
  readonly length: number;
  readonly next: number;
  readonly end: LineEnd;
}

/**
 * A message ends at a mark; at a NUL, since C programs like to send the whole of their buffer; and at LF, CR LF or CR NUL
 * (RFC 854) if newlines are asked to end it. Every byte is looked at once.
 */
export class Cutter {
  readonly #limit: number;
  readonly #newlines: 'end' | 'stay';
  #bytes: Buffer = Buffer.alloc(0);
  /** How many bytes are done with: what stood before `#bytes`. */
  #gone = 0;
  /** In `#bytes`: where the first message begins, and up to where its end has been looked for. */
  #begin = 0;
  #looked = 0;
  readonly #marks: Mark[] = [];
  /** The first message is over the limit: of it, only the start is kept. */
  #isTooLong = false;

  /** @param limit bytes of a message @param newlines whether they end a message or are only a space in it */
  constructor(limit: number, newlines: 'end' | 'stay') {
    this.#limit = limit;
    this.#newlines = newlines;
  }

  push(bytes: Buffer): void {
    this.#keep(Buffer.concat([this.#bytes.subarray(this.#begin), bytes]));
  }

  /** What has come is a message (or several), but for its last `spare` bytes. */
  mark(end: LineEnd, spare = 0): void {
    this.#marks.push({ at: this.#gone + this.#bytes.length - spare, end });
  }

  /** What has come after the last mark. */
  get tail(): Buffer {
    const mark = this.#marks.at(-1);
    return this.#bytes.subarray(mark === undefined ? this.#begin : mark.at - this.#gone);
  }

  /** Whether the next byte begins a message. */
  get isBetweenMessages(): boolean {
    const last = this.tail.at(-1);
    return last === undefined || last === NUL || (last === LF && this.#newlines === 'end');
  }

  /** The message that has begun and not ended; null if there is none, or if not all has been asked for. */
  get rest(): Buffer | null {
    if (this.#looked < this.#bytes.length || this.#marks.length > 0) return null;
    return this.#bytes.length === this.#begin ? null : this.#bytes.subarray(this.#begin);
  }

  next(): Line | null {
    for (;;) {
      const ending = this.#ending();
      if (ending === null) {
        this.#keepRest();
        return null;
      }
      const line = this.#take(ending);
      if (line !== null) return line;
    }
  }

  #ending(): Ending | null {
    const [mark] = this.#marks;
    const until = mark === undefined ? this.#bytes.length : mark.at - this.#gone;
    while (this.#looked < until) {
      const at = this.#looked++;
      const byte = this.#bytes[at];
      if (byte === NUL || (byte === LF && this.#newlines === 'end')) return this.#endingAt(at, 1);
    }
    if (mark === undefined) return null;
    this.#marks.shift();
    const isNewline = until > this.#begin && this.#bytes[until - 1] === LF;
    return isNewline ? this.#endingAt(until - 1, 1) : { ...this.#endingAt(until, 0), end: mark.end };
  }

  #endingAt(at: number, bytes: number): Ending {
    const next = at + bytes;
    if (at > this.#begin && this.#bytes[at - 1] === CR) return { length: at - 1 - this.#begin, next, end: 'crlf' };
    return { length: at - this.#begin, next, end: this.#bytes[at] === LF ? 'lf' : 'nul' };
  }

  #take({ length, next, end }: Ending): Line | null {
    const bytes = this.#bytes.subarray(this.#begin, this.#begin + length);
    const isTooLong = this.#isTooLong || length > this.#limit;
    this.#begin = next;
    this.#isTooLong = false;
    if (isTooLong) return { kind: 'too-long', start: startOf(bytes) };
    if (length === 0 && end !== 'lf' && end !== 'crlf') return null;
    return { kind: 'text', text: textOf(bytes), end };
  }

  /** Not the chunk that it came in, and not more than the limit. */
  #keepRest(): void {
    const rest = this.#bytes.subarray(this.#begin);
    // One more each time, for a CR that may be the first half of its end.
    this.#isTooLong ||= rest.length > this.#limit + 1;
    this.#keep(copyOf(this.#isTooLong ? rest.subarray(0, START_BYTES + 1) : rest));
    this.#looked = this.#bytes.length;
  }

  #keep(bytes: Buffer): void {
    this.#gone += this.#begin;
    this.#looked -= this.#begin;
    this.#begin = 0;
    this.#bytes = bytes;
  }
}

/** In memory of its own: a part of the chunk, or of what Node shares out, would keep the whole of it. */
function copyOf(bytes: Uint8Array): Buffer {
  return Buffer.from(new Uint8Array(bytes).buffer);
}

function startOf(bytes: Buffer): string {
  const start = bytes.subarray(0, START_BYTES);
  return start.toString('utf8', 0, start.length - cutCharacter(start));
}

function textOf(bytes: Buffer): string {
  let length = bytes.length;
  // Some programs turn CR LF into CR CR LF.
  while (length > 0 && (bytes[length - 1] === CR || bytes[length - 1] === LF)) length--;
  return edited(bytes.toString('utf8', 0, length).replace(/\r?\n/g, ' '));
}

/** A telnet that sends every key also sends the backspaces: what they took back is gone. */
function edited(text: string): string {
  if (!/[\b\x7f]/.test(text)) return text;
  const kept: string[] = [];
  for (const character of text) {
    if (character === '\b' || character === '\x7f') kept.pop();
    else kept.push(character);
  }
  return kept.join('');
}

// Cuts what plain-text clients send into messages: by line, or by silence for programs that never send a newline.
import type { Decoder, Line, LineEnd } from '../session/protocol.ts';

/** `auto` finds out from the first message; `line` only cuts at newlines; `chunk` takes every piece that arrives as a message. */
export type Framing = 'auto' | 'line' | 'chunk';

/** A piece without a newline, and then nothing for this long: that was the message. */
const SILENCE_MS = 50;
/** One character alone may be somebody typing in a telnet that sends every key at once. */
const ONE_KEY_MS = 5000;
/** A character that was cut in two is waited for a little longer. */
const REST_OF_CHARACTER_MS = 1000;

const LF = 0x0a;
const CR = 0x0d;
/** How a telnet may send the Return key (RFC 854). */
const CR_NUL = Buffer.from([CR, 0]);
const IAC = 0xff;

/**
 * How this client ends its messages, as far as is known. `typing`: key by key, so its line will end in a newline;
 * once a line did, silence means nothing any more.
 */
type Habit = 'unknown' | 'typing' | 'lines' | 'chunks';

/** Decoder of the plain-text protocol. @param limit bytes of a message */
export class PlainDecoder implements Decoder {
  readonly #framing: Framing;
  readonly #limit: number;
  #habit: Habit;
  #kept: Buffer = Buffer.alloc(0);
  #telnet: Buffer = Buffer.alloc(0);
  #keys = 0;
  /** The message is over the limit: its rest is thrown away, this is how it began. */
  #overlong: string | null = null;

  constructor(framing: Framing, limit: number) {
    this.#framing = framing;
    this.#limit = limit;
    this.#habit = framing === 'auto' ? 'unknown' : framing === 'line' ? 'lines' : 'chunks';
  }

  get patience(): number | null {
    if (this.#habit === 'lines' || this.#habit === 'typing') return null;
    if (this.#kept.length === 0 && this.#overlong === null) return null;
    if (cutCharacter(this.#kept) > 0) return REST_OF_CHARACTER_MS;
    return this.#habit === 'unknown' && this.#keys === 1 ? ONE_KEY_MS : SILENCE_MS;
  }

  push(chunk: Uint8Array): Line[] {
    const bytes = this.#withoutTelnet(chunk);
    if (bytes.length === 0) return [];
    const lines = this.#watchKeys(bytes);
    this.#kept = Buffer.concat([this.#kept, bytes]);
    lines.push(...this.#cutLines());
    if (this.#framing === 'chunk') {
      const whole = this.#kept.length - cutCharacter(this.#kept);
      if (whole > 0) lines.push(...this.#take(whole, whole, 'silence'));
    } else this.#dropOverlong();
    return lines;
  }

  silence(): Line[] {
    if (this.patience === null) return [];
    this.#habit = 'chunks';
    return this.#take(this.#kept.length, this.#kept.length, 'silence');
  }

  end(): Line[] {
    return this.#kept.length === 0 && this.#overlong === null
      ? []
      : this.#take(this.#kept.length, this.#kept.length, 'end');
  }

  #cutLines(): Line[] {
    const lines: Line[] = [];
    for (;;) {
      const end = firstOf(this.#kept.indexOf(LF), this.#kept.indexOf(CR_NUL));
      if (end < 0) return lines;
      if (this.#habit === 'unknown' || this.#habit === 'typing') this.#habit = 'lines';
      if (this.#kept[end] === CR) lines.push(...this.#take(end, end + 2, 'crlf'));
      else if (this.#kept[end - 1] === CR) lines.push(...this.#take(end - 1, end + 1, 'crlf'));
      else lines.push(...this.#take(end, end + 1, 'lf'));
    }
  }

  /** A message of the first `length` bytes; `used` bytes are done with. */
  #take(length: number, used: number, end: LineEnd): Line[] {
    const text = this.#kept.toString('utf8', 0, length);
    this.#kept = this.#kept.subarray(used);
    this.#keys = 0;
    const overlong = this.#overlong ?? (length > this.#limit ? text : null);
    this.#overlong = null;
    if (overlong !== null) return [{ kind: 'too-long', start: overlong.slice(0, 80) }];
    return [{ kind: 'text', text: edited(text.replace(/[\r\n]+$/, '')), end }];
  }

  #dropOverlong(): void {
    if (this.#kept.length <= this.#limit) return;
    this.#overlong ??= this.#kept.toString('utf8', 0, 80);
    this.#kept = Buffer.alloc(0);
  }

  /**
   * Is somebody typing key by key? One key after another: yes. One, and then a whole piece: no, it was a message of one
   * character, which is given back.
   */
  #watchKeys(bytes: Buffer): Line[] {
    if (this.#habit !== 'unknown') return [];
    if (isOneCharacter(bytes) && (this.#kept.length === 0 || this.#keys > 0)) {
      if (++this.#keys >= 2) this.#habit = 'typing';
    } else if (this.#keys === 1 && !bytes.includes(LF) && !bytes.includes(CR)) {
      this.#habit = 'chunks';
      return this.#take(this.#kept.length, this.#kept.length, 'silence');
    }
    return [];
  }

  /** Telnet's own commands (RFC 854: IAC and one or two bytes, or a subnegotiation) are not text. Sending one, it is a telnet: by line. */
  #withoutTelnet(chunk: Uint8Array): Buffer {
    let input: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#telnet.length === 0 && !input.includes(IAC)) return input;
    input = Buffer.concat([this.#telnet, input]);
    if (this.#framing === 'auto') this.#habit = 'lines';
    const text: Buffer[] = [];
    let at = 0;
    while (at < input.length) {
      const command = input.indexOf(IAC, at);
      text.push(input.subarray(at, command < 0 ? input.length : command));
      if (command < 0) break;
      const length = telnetCommandLength(input.subarray(command));
      if (length === null) {
        // Not complete: kept for the next chunk, unless somebody makes it endless.
        this.#telnet = input.length - command > this.#limit ? Buffer.alloc(0) : input.subarray(command);
        return Buffer.concat(text);
      }
      at = command + length;
    }
    this.#telnet = Buffer.alloc(0);
    return Buffer.concat(text);
  }
}

const SE = 240;
const SB = 250;
const WILL = 251;

/** Bytes of the telnet command at the beginning; null if it is not all there. */
function telnetCommandLength(bytes: Buffer): number | null {
  const command = bytes[1];
  if (command === undefined) return null;
  if (command === SB) {
    const end = bytes.indexOf(Buffer.from([IAC, SE]), 2);
    return end < 0 ? null : end + 2;
  }
  if (command >= WILL && command < IAC) return bytes.length < 3 ? null : 3;
  return 2;
}

/** The smaller of two positions, -1 being none. */
function firstOf(one: number, other: number): number {
  return one < 0 || (other >= 0 && other < one) ? other : one;
}

function isOneCharacter(bytes: Buffer): boolean {
  return bytes.length <= 4 && cutCharacter(bytes) === 0 && [...bytes.toString('utf8')].length === 1;
}

/** How many bytes at the end are the beginning of a UTF-8 character whose rest is missing (0 to 3). */
export function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0) && byte < 0xf8 ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
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

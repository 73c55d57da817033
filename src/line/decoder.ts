// Cuts what plain-text clients send into messages: by newline, or by silence for programs that never send one.
import type { Decoder, Line, StreamEnd } from '../session/protocol.ts';
import { ByteOrderMarkFilter } from './byte-order-mark.ts';
import { Cutter } from './cutter.ts';
import { type Habit, habitAfter, habitAfterSilence, isMeantWithoutEnd, patienceFor, pieceOf } from './habit.ts';
import { TelnetFilter } from './telnet.ts';
import { cutCharacter } from './utf8.ts';

/** `auto` finds out how the client does it; `line` only cuts at newlines; `chunk` takes every piece that arrives as a message. */
export type Framing = 'auto' | 'line' | 'chunk';

const FIRST_HABIT: Readonly<Record<Framing, Habit>> = { auto: 'unknown', line: 'typing', chunk: 'pieces' };

/** Decoder of the plain-text protocol: the bytes go through two filters to the cutter, which is told what the habit says. */
export class PlainDecoder implements Decoder {
  readonly #telnet = new TelnetFilter();
  readonly #byteOrderMark = new ByteOrderMarkFilter();
  readonly #cutter: Cutter;
  #habit: Habit;

  /** @param limit bytes of a message */
  constructor(framing: Framing, limit: number) {
    this.#habit = FIRST_HABIT[framing];
    this.#cutter = new Cutter(limit, framing === 'chunk' ? 'stay' : 'end');
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#byteOrderMark.push(this.#telnet.push(chunk));
    const before = this.#habit;
    const piece = pieceOf(bytes, this.#cutter.isBetweenMessages, this.#telnet.isTelnet);
    this.#habit = habitAfter(before, piece);
    // It was no key: it was all that was said.
    if (before === 'key' && this.#habit === 'chunks') this.#cutter.mark('chunk');
    this.#cutter.push(bytes);
    if (this.#habit === 'pieces') this.#cutter.mark('chunk', cutCharacter(this.#cutter.tail));
  }

  next(): Line | null {
    return this.#cutter.next();
  }

  get rest(): number {
    return this.#cutter.rest?.length ?? 0;
  }

  get patience(): number | null {
    const { rest } = this.#cutter;
    return rest === null ? null : patienceFor(rest, this.#habit);
  }

  silence(): void {
    if (this.patience === null) return;
    this.#habit = habitAfterSilence(this.#habit);
    this.#cutter.mark('silence');
  }

  end(how: StreamEnd): void {
    if (how === 'ended' || isMeantWithoutEnd(this.#habit)) this.#cutter.mark('end');
  }
}

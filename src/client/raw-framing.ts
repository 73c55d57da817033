// Messages of a server of which nothing is known.
import type { Framing } from './options.ts';
import type { Awaited, Cut } from './trace.ts';

/** What has been found out about how messages end. */
export type Ending = 'unknown' | 'newline' | 'none';

/** A line to print, and why it ends where it does. */
export interface RawMessage {
  readonly text: string;
  readonly cut: Cut;
}

/**
 * Cuts what a server sends into lines to print. Pure: it is told of silence, it does not wait for it. UTF-8 cut between
 * two chunks is joined.
 */
export class RawDecoder {
  readonly #framing: Framing;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #rest = '';
  #ending: Ending;

  constructor(framing: Framing) {
    this.#framing = framing;
    this.#ending = { auto: 'unknown', line: 'newline', chunk: 'none' }[framing] as Ending;
  }

  /** How messages end as far as is known: the first one decides for good. */
  get ending(): Ending {
    return this.#ending;
  }

  /** What would complete a message that has begun; null: none has. */
  get awaited(): Awaited | null {
    if (this.#rest === '') return null;
    return this.#framing === 'line' ? 'newline' : 'silence';
  }

  push(chunk: Uint8Array): RawMessage[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    if (lines.length > 0 && this.#ending === 'unknown') this.#ending = 'newline';
    return [
      ...lines.map((line): RawMessage => ({ text: withoutReturn(line), cut: 'newline' })),
      ...(this.#framing === 'chunk' ? this.#take('chunk') : []),
    ];
  }

  silence(): RawMessage[] {
    if (this.awaited !== 'silence') return [];
    if (this.#ending === 'unknown') this.#ending = 'none';
    return this.#take('silence');
  }

  /** The stream has ended. */
  end(): RawMessage[] {
    this.#rest += this.#decoder.decode();
    return this.#take('end');
  }

  #take(cut: Cut): RawMessage[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? [] : [{ text: withoutReturn(rest), cut }];
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

// Messages of a server of which nothing is known.
import type { Framing } from './options.ts';

/** What has been found out about how messages end. */
export type Ending = 'unknown' | 'newline' | 'none';

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

  /** Whether silence would complete a message. */
  get isWaiting(): boolean {
    return this.#framing !== 'line' && this.#rest !== '';
  }

  push(chunk: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    if (lines.length > 0 && this.#ending === 'unknown') this.#ending = 'newline';
    return [...lines.map(withoutReturn), ...(this.#framing === 'chunk' ? this.#take() : [])];
  }

  silence(): string[] {
    if (!this.isWaiting) return [];
    if (this.#ending === 'unknown') this.#ending = 'none';
    return this.#take();
  }

  /** The stream has ended. */
  end(): string[] {
    this.#rest += this.#decoder.decode();
    return this.#take();
  }

  #take(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? [] : [withoutReturn(rest)];
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

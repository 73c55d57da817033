import { type Outbox, Outboxes, type Sink } from './outbox.ts';

/** A reader who takes everything, or nothing. */
export class Page implements Sink {
  readonly written: Uint8Array[] = [];
  unsent = 0;
  isDropped = false;
  readonly #reads: boolean;

  constructor(reads: 'reads' | 'stalls' = 'reads') {
    this.#reads = reads === 'reads';
  }

  get text(): string {
    return Buffer.concat(this.written).toString();
  }

  write(bytes: Uint8Array): void {
    this.written.push(bytes);
    if (!this.#reads) this.unsent += bytes.length;
  }

  overflow(): void {
    this.isDropped = true;
  }
}

export const LIMIT = 100;

/** Outboxes whose tick ends when the test says so. Their clock stands still unless the test moves it. */
class Desk {
  now = 0;
  readonly outboxes: Outboxes;
  readonly #ends: (() => void)[] = [];
  /** What waits to be stored; null: all is at once. */
  #flushes: (() => void)[] | null = null;

  constructor() {
    this.outboxes = new Outboxes({
      clock: () => this.now,
      soon: (act) => this.#ends.push(act),
      whenDurable: (flush) => {
        if (this.#flushes === null) flush();
        else this.#flushes.push(flush);
      },
    });
  }

  readonly open = (sink: Sink): Outbox => this.outboxes.open(sink, LIMIT);

  readonly endTick = (): void => {
    for (const end of this.#ends.splice(0)) end();
  };

  /** From now on nothing can be stored. */
  stopStoring(): void {
    this.#flushes = [];
  }

  /** All is stored. */
  store(): void {
    const flushes = this.#flushes ?? [];
    this.#flushes = null;
    for (const flush of flushes) flush();
  }

  get scheduled(): number {
    return this.#ends.length;
  }
}

export function desk(): Desk {
  return new Desk();
}

export const [one, two, three] = ['one ', 'two ', 'three '].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
];

/** So often at once, and then once more every so many ms. */
export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

interface Bucket {
  readonly level: number;
  /** When it was that full (ms since 1970). */
  readonly at: number;
}

/** Leaky buckets: how often something has happened of late, by key. At most `keys` of them; the one used longest ago is forgotten. */
export class Buckets {
  readonly #rate: Rate;
  readonly #keys: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now ms since 1970 */
  constructor(rate: Rate, keys: number, now: () => number) {
    this.#rate = rate;
    this.#keys = keys;
    this.#now = now;
  }

  hasRoom(key: string): boolean {
    return this.#levelOf(key) + 1 <= this.#rate.burst;
  }

  /** It has happened once more. */
  add(key: string): void {
    this.#fill(key, this.#levelOf(key) + 1);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > this.#keys && oldest !== undefined) this.#buckets.delete(oldest);
  }

  /** It has not happened after all. */
  takeBack(key: string): void {
    this.#fill(key, this.#levelOf(key) - 1);
  }

  #levelOf(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return 0;
    // A clock may be set back.
    const passed = Math.max(0, this.#now() - bucket.at);
    return Math.max(0, bucket.level - passed / this.#rate.everyMs);
  }

  #fill(key: string, level: number): void {
    this.#buckets.delete(key);
    if (level > 0) this.#buckets.set(key, { level, at: this.#now() });
  }
}

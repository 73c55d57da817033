import type { Claimant } from './accounts.ts';

/** Somebody who waits for a turn, and how to tell whether it has come or never will. */
export interface Waiting {
  readonly claimant: Claimant;
  readonly go: (turn: 'now' | 'busy') => void;
}

/**
 * A queue with so many places, fair between addresses: each has its turn, however many wait from another; and when all
 * places are taken, the address that has most of them gives one up to who has fewer.
 */
export class FairQueue {
  readonly #places: number;
  #taken = 0;
  /** In the order of their turns; none is empty. */
  readonly #byHost = new Map<string, Waiting[]>();

  constructor(places: number) {
    this.#places = places;
  }

  /** Tells whoever gets no place. */
  push(waiting: Waiting): void {
    const { host } = waiting.claimant.peer;
    if (this.#taken >= this.#places) this.#dropTheGone();
    if (this.#taken >= this.#places && !this.#makeRoomFor(host)) return waiting.go('busy');
    this.#byHost.set(host, [...(this.#byHost.get(host) ?? []), waiting]);
    this.#taken++;
  }

  /** The next who is still there. */
  shift(): Waiting | undefined {
    this.#dropTheGone();
    for (const [host, [first, ...others]] of this.#byHost) {
      this.#byHost.delete(host);
      if (others.length > 0) this.#byHost.set(host, others);
      this.#taken--;
      return first;
    }
    return undefined;
  }

  #dropTheGone(): void {
    for (const [host, queue] of this.#byHost) {
      const gone = queue.filter(({ claimant }) => !claimant.isConnected);
      if (gone.length === 0) continue;
      this.#keep(
        host,
        queue.filter(({ claimant }) => claimant.isConnected),
      );
      for (const { go } of gone) go('busy');
    }
  }

  #makeRoomFor(host: string): boolean {
    const own = this.#byHost.get(host)?.length ?? 0;
    const [longest] = [...this.#byHost].sort(([, one], [, other]) => other.length - one.length);
    if (longest === undefined) return false;
    const [from, queue] = longest;
    // Otherwise the two would only change places.
    if (queue.length < own + 2) return false;
    this.#keep(from, queue.slice(0, -1));
    queue.at(-1)?.go('busy');
    return true;
  }

  /** Puts those in the place of all who waited from there. */
  #keep(host: string, waiting: Waiting[]): void {
    this.#taken += waiting.length - (this.#byHost.get(host)?.length ?? 0);
    if (waiting.length > 0) this.#byHost.set(host, waiting);
    else this.#byHost.delete(host);
  }
}

import { networkOf } from '../chat/address.ts';
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
  readonly #byNetwork = new Map<string, Waiting[]>();

  constructor(places: number) {
    this.#places = places;
  }

  /** Tells whoever gets no place. */
  push(waiting: Waiting): void {
    const network = networkOf(waiting.claimant.peer.host);
    if (this.#taken >= this.#places) this.#dropTheGone();
    if (this.#taken >= this.#places && !this.#makeRoomFor(network)) return waiting.go('busy');
    this.#byNetwork.set(network, [...(this.#byNetwork.get(network) ?? []), waiting]);
    this.#taken++;
  }

  /** The next who is still there. */
  shift(): Waiting | undefined {
    this.#dropTheGone();
    for (const [network, [first, ...others]] of this.#byNetwork) {
      this.#byNetwork.delete(network);
      if (others.length > 0) this.#byNetwork.set(network, others);
      this.#taken--;
      return first;
    }
    return undefined;
  }

  #dropTheGone(): void {
    for (const [network, queue] of this.#byNetwork) {
      const gone = queue.filter(({ claimant }) => !claimant.isConnected);
      if (gone.length === 0) continue;
      this.#keep(
        network,
        queue.filter(({ claimant }) => claimant.isConnected),
      );
      for (const { go } of gone) go('busy');
    }
  }

  #makeRoomFor(network: string): boolean {
    const own = this.#byNetwork.get(network)?.length ?? 0;
    const [longest] = [...this.#byNetwork].sort(([, one], [, other]) => other.length - one.length);
    if (longest === undefined) return false;
    const [from, queue] = longest;
    // Otherwise the two would only change places.
    if (queue.length < own + 2) return false;
    this.#keep(from, queue.slice(0, -1));
    queue.at(-1)?.go('busy');
    return true;
  }

  /** Puts those in the place of all who waited from there. */
  #keep(network: string, waiting: Waiting[]): void {
    this.#taken += waiting.length - (this.#byNetwork.get(network)?.length ?? 0);
    if (waiting.length > 0) this.#byNetwork.set(network, waiting);
    else this.#byNetwork.delete(network);
  }
}

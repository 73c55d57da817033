import { hash } from 'node:crypto';
import { networkOf } from '../chat/address.ts';
import { fold } from '../chat/names.ts';
import { COUNTED_KEYS, WRONG_PER_ACCOUNT, WRONG_PER_ADDRESS } from '../limits.ts';
import { Buckets } from './buckets.ts';

/** A password that is about to be tried. It counts as wrong until something else is known. */
export interface Guess {
  right(): void;
  /** It was not tried. */
  takeBack(): void;
}

/**
 * How many wrong passwords there were of late: for one account, whoever guessed, and from one address (see `networkOf`). Where
 * an account was logged in to before, it is counted apart: the owner is not kept out by what strangers do elsewhere.
 */
export class Guesses {
  readonly #ofAccounts: Buckets;
  readonly #ofAddresses: Buckets;
  /** Accounts and addresses that belong together, the latest last. */
  readonly #proved = new Set<string>();

  /** @param now ms since 1970 */
  constructor(now: () => number) {
    this.#ofAccounts = new Buckets(WRONG_PER_ACCOUNT, COUNTED_KEYS, now);
    this.#ofAddresses = new Buckets(WRONG_PER_ADDRESS, COUNTED_KEYS, now);
  }

  /** At an account's password. @returns null when there were too many: nothing may be tried now */
  begin(account: string, host: string): Guess | null {
    const network = networkOf(host);
    const home = keyOf(account, network);
    const guess = this.#begin(
      this.#proved.has(home)
        ? [[this.#ofAccounts, home]]
        : [
            [this.#ofAccounts, keyOf(account)],
            [this.#ofAddresses, network],
          ],
    );
    if (guess === null) return null;
    const right = (): void => {
      guess.takeBack();
      this.#remember(home);
    };
    return { ...guess, right };
  }

  /** At a password that is no account's. @returns as `begin` */
  beginOther(host: string): Guess | null {
    return this.#begin([[this.#ofAddresses, networkOf(host)]]);
  }

  #begin(counts: readonly (readonly [Buckets, key: string])[]): Guess | null {
    if (!counts.every(([buckets, key]) => buckets.hasRoom(key))) return null;
    for (const [buckets, key] of counts) buckets.add(key);
    const takeBack = (): void => {
      for (const [buckets, key] of counts) buckets.takeBack(key);
    };
    return { right: takeBack, takeBack };
  }

  #remember(home: string): void {
    this.#proved.delete(home);
    this.#proved.add(home);
    const [oldest] = this.#proved;
    if (this.#proved.size > COUNTED_KEYS && oldest !== undefined) this.#proved.delete(oldest);
  }
}

/** Short, whatever somebody calls an account. */
function keyOf(account: string, network = ''): string {
  return hash('sha256', `${network} ${fold(account)}`, 'base64');
}

import { hash } from 'node:crypto';
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
 * How many wrong passwords there were of late: for one account, whoever guessed, and from one address. Where an account was
 * logged in to before, it is counted apart: the owner is not kept out by what strangers do elsewhere.
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

  /** @returns null when there were too many: nothing may be tried now */
  begin(account: string, host: string): Guess | null {
    const home = keyOf(account, host);
    const counts: [Buckets, key: string][] = this.#proved.has(home)
      ? [[this.#ofAccounts, home]]
      : [
          [this.#ofAccounts, keyOf(account)],
          [this.#ofAddresses, host],
        ];
    if (!counts.every(([buckets, key]) => buckets.hasRoom(key))) return null;
    for (const [buckets, key] of counts) buckets.add(key);
    const takeBack = (): void => {
      for (const [buckets, key] of counts) buckets.takeBack(key);
    };
    const right = (): void => {
      takeBack();
      this.#remember(home);
    };
    return { right, takeBack };
  }

  #remember(home: string): void {
    this.#proved.delete(home);
    this.#proved.add(home);
    const [oldest] = this.#proved;
    if (this.#proved.size > COUNTED_KEYS && oldest !== undefined) this.#proved.delete(oldest);
  }
}

/** Short, whatever somebody calls an account. */
function keyOf(account: string, host = ''): string {
  return hash('sha256', `${host} ${fold(account)}`, 'base64');
}

// Accounts that were dropped. Nobody has what was theirs, but by their names others still find what they said to each other.
import type { UserId } from './command.ts';
import { fold } from './names.ts';
import type { FormerAccount } from './views.ts';

export class FormerAccounts {
  readonly #limit: number;
  /** By name under `fold`; the latest last. */
  readonly #byName = new Map<string, FormerAccount>();
  /** Those that somebody was logged in to; one user may have had several. */
  readonly #byUser = new Map<UserId, readonly FormerAccount[]>();

  /** @param limit names that are remembered */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The account of this name has been dropped. @returns the name that is forgotten for it, if any */
  add(name: string, account: FormerAccount): string | null {
    this.#forget(fold(name));
    this.#byName.set(fold(name), account);
    for (const user of account.users) this.#byUser.set(user, [...this.ofUser(user), account]);
    const [oldest] = this.#byName.keys();
    if (this.#byName.size <= this.#limit || oldest === undefined) return null;
    this.#forget(oldest);
    return oldest;
  }

  #forget(key: string): void {
    const account = this.#byName.get(key);
    this.#byName.delete(key);
    for (const user of account?.users ?? []) {
      const others = this.ofUser(user).filter((other) => other !== account);
      if (others.length > 0) this.#byUser.set(user, others);
      else this.#byUser.delete(user);
    }
  }

  ofUser(id: UserId): readonly FormerAccount[] {
    return this.#byUser.get(id) ?? [];
  }

  named(name: string): FormerAccount | undefined {
    return this.#byName.get(fold(name));
  }
}

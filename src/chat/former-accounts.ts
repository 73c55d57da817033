// Accounts that were dropped. Nobody has what was theirs, but by their names others still find what they said to each other.
import { fold } from './names.ts';
import type { FormerAccount } from './views.ts';

export class FormerAccounts {
  readonly #limit: number;
  /** By name under `fold`; the latest last. */
  readonly #byName = new Map<string, FormerAccount>();

  /** @param limit names that are remembered */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The account of this name has been dropped. @returns the name that is forgotten for it, if any */
  add(name: string, account: FormerAccount): string | null {
    this.#byName.delete(fold(name));
    this.#byName.set(fold(name), account);
    const [oldest] = this.#byName.keys();
    if (this.#byName.size <= this.#limit || oldest === undefined) return null;
    this.#byName.delete(oldest);
    return oldest;
  }

  named(name: string): FormerAccount | undefined {
    return this.#byName.get(fold(name));
  }
}

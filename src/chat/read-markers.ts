// Until when somebody has read what was said, by room or person (IRCv3 read-marker). Of an account, not of one connection.
import type { Person } from './event.ts';
import { fold } from './names.ts';

/** Accounts do not end, so their markers must. */
const MOST_OWNERS = 2000;

export class ReadMarkers {
  readonly #limit: number;
  readonly #byOwner = new Map<string, Map<string, number>>();

  /** @param limit markers of one owner; the ones set longest ago are forgotten */
  constructor(limit: number) {
    this.#limit = limit;
  }

  of(person: Person, target: string): number | null {
    return this.#byOwner.get(ownerOf(person))?.get(fold(target)) ?? null;
  }

  /** Moves the marker, only ever onwards. @returns where it is now */
  move(person: Person, target: string, at: number): number {
    const owner = ownerOf(person);
    const markers = this.#byOwner.get(owner) ?? new Map<string, number>();
    // Who marks something moves to the end: the owners who have not for longest are forgotten.
    this.#byOwner.delete(owner);
    this.#byOwner.set(owner, markers);
    const [first] = this.#byOwner.keys();
    if (this.#byOwner.size > MOST_OWNERS && first !== undefined) this.#byOwner.delete(first);
    const key = fold(target);
    const read = Math.max(at, markers.get(key) ?? 0);
    markers.delete(key);
    markers.set(key, read);
    const [oldest] = markers.keys();
    if (markers.size > this.#limit && oldest !== undefined) markers.delete(oldest);
    return read;
  }

  /** Somebody has an account from now on: what it has read goes with it, unless the account knows more. */
  give(before: Person, after: Person): void {
    const markers = this.#byOwner.get(ownerOf(before)) ?? [];
    this.forget(before);
    for (const [target, read] of markers) this.move(after, target, read);
  }

  forget(person: Person): void {
    this.#byOwner.delete(ownerOf(person));
  }
}

function ownerOf({ id, account }: Person): string {
  return account === null ? `user ${id}` : `account ${fold(account)}`;
}

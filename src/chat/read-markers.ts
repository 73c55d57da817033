// Until when somebody has read what was said, by room or person (IRCv3 read-marker). Of an account, which keeps them; of a user
// without one as long as it is here.
import type { Person } from './event.ts';
import { fold } from './names.ts';

/** Accounts, and users without one. Accounts do not end by themselves, so their markers must. */
const MOST_OWNERS = 2000;

type Owner = Pick<Person, 'id' | 'account'>;
/** When somebody has read until, by target; the one set last is last. */
type Markers = Map<string, number>;
/** Whose they are; who has set one last is last. */
type ByOwner = Map<string, Markers>;

/** Is told of every marker of an account that is another now; `read` null: it is forgotten. */
export type MarkerChanged = (account: string, target: string, read: number | null) => void;

export class ReadMarkers {
  readonly #limit: number;
  readonly #ofUsers: ByOwner = new Map();
  readonly #ofAccounts: ByOwner = new Map();

  /** @param limit markers of one owner; the ones set longest ago are forgotten */
  constructor(limit: number) {
    this.#limit = limit;
  }

  of({ id, account }: Owner, target: string): number | null {
    const markers = account === null ? this.#ofUsers.get(id) : this.#ofAccounts.get(fold(account));
    return markers?.get(fold(target)) ?? null;
  }

  /** Moves the marker, only ever onwards. @returns where it is now */
  move({ id, account }: Owner, target: string, at: number, changed: MarkerChanged): number {
    const told = account === null ? UNTOLD : changed;
    const [all, owner] = account === null ? [this.#ofUsers, id] : [this.#ofAccounts, fold(account)];
    const markers = last(all, owner, all.get(owner) ?? new Map());
    const key = fold(target);
    const before = markers.get(key);
    const read = last(markers, key, Math.max(at, before ?? 0));
    if (read !== before) told(owner, key, read);
    const [oldest] = markers.keys();
    if (markers.size > this.#limit && oldest !== undefined) forgetOne(markers, owner, oldest, told);
    const [first] = all.keys();
    if (all.size > MOST_OWNERS && first !== undefined) forgetAll(all, first, told);
    return read;
  }

  /** Somebody has an account from now on: what it has read goes with it, unless the account knows more. */
  give(before: Owner, after: Owner, changed: MarkerChanged): void {
    const markers = this.#ofUsers.get(before.id) ?? [];
    this.forgetUser(before);
    for (const [target, read] of markers) this.move(after, target, read, changed);
  }

  forgetUser({ id }: Owner): void {
    this.#ofUsers.delete(id);
  }

  forgetAccount(account: string, changed: MarkerChanged): void {
    forgetAll(this.#ofAccounts, fold(account), changed);
  }
}

const UNTOLD: MarkerChanged = () => {};

function last<T>(map: Map<string, T>, key: string, value: T): T {
  map.delete(key);
  map.set(key, value);
  return value;
}

function forgetOne(markers: Markers, owner: string, target: string, changed: MarkerChanged): void {
  markers.delete(target);
  changed(owner, target, null);
}

function forgetAll(all: ByOwner, owner: string, changed: MarkerChanged): void {
  const markers: Markers = all.get(owner) ?? new Map();
  for (const target of [...markers.keys()]) forgetOne(markers, owner, target, changed);
  all.delete(owner);
}

// Where the guests of the exam talk: rooms, and in private, where both have accounts.
import type { Conversation } from '../../src/store/store.ts';

const ROOMS = ['#lobby', '#tea', '#茶', '#late'] as const;
/** The first guests have accounts; of these, each even one talks with the next. */
export const ACCOUNTS = 4;

export const PASSWORD = 'open sesame';

export interface Place {
  readonly name: string;
  readonly of: Conversation;
}

export const ROOM_PLACES: readonly Place[] = ROOMS.map((name) => ({ name, of: { kind: 'room', name } }));

export function nameOf(guest: number): string {
  return `guest${guest}`;
}

export function hasAccount(guest: number): boolean {
  return guest < ACCOUNTS;
}

/** With whom a guest with an account talks in private. */
export function partnerOf(guest: number): number {
  return guest ^ 1;
}

function privately(guest: number): Place {
  const between = [{ account: nameOf(guest) }, { account: nameOf(partnerOf(guest)) }] as const;
  return { name: `${nameOf(guest)} and ${nameOf(partnerOf(guest))}`, of: { kind: 'private', between } };
}

const PRIVATE_PLACES = Array.from({ length: ACCOUNTS / 2 }, (_, pair) => privately(pair * 2));

export const PLACES: readonly Place[] = [...ROOM_PLACES, ...PRIVATE_PLACES];

/** The private place of a guest with an account. */
export function privatePlaceOf(guest: number): Place {
  const place = PRIVATE_PLACES[guest >> 1];
  if (place === undefined) throw new Error(`${nameOf(guest)} has no account`);
  return place;
}

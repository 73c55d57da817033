// From what an earlier run has left to a chat that goes on where that one ended.
import { MODES, ROLES, ROOM_LISTS, type RoomFlag } from './command.ts';
import { nextExpiry } from './expiry.ts';
import type { Fact, Json, JsonObject } from './fact.ts';
import { isMask, matcherOf } from './masks.ts';
import { fold } from './names.ts';
import { networkCalled, onlyAddress } from './network.ts';
import { type ListedMask, newRoom, type Room } from './room.ts';
import type { State } from './state.ts';
import { LOBBY } from './views.ts';

/** What an earlier run has left. */
export interface Inheritance {
  readonly accounts: readonly {
    readonly name: string;
    readonly registeredAt: number;
    readonly certificates: readonly string[];
  }[];
  readonly facts: readonly Fact[];
}

/** @returns the facts that cannot be understood; nothing has come of them */
export function inherit(state: State, { accounts, facts }: Inheritance): readonly Fact[] {
  for (const { name, registeredAt, certificates } of accounts) {
    state.accounts.set(fold(name), { name, registeredAt, certificates: new Set(certificates) });
    for (const fingerprint of certificates) state.certificates.add(fingerprint);
  }
  const numbers = new Set(facts.flatMap(({ kind, key }) => (kind === 'ban' ? (numberIn(key) ?? []) : [])));
  const strange = facts.filter((fact) => !isUnderstood(state, fact, numbers));
  state.nextExpiry = nextExpiry(state);
  return strange;
}

/** Whether it was; then it is so from now on. @param numbers those of sanctions */
function isUnderstood(state: State, { kind, key, value }: Fact, numbers: Set<number>): boolean {
  try {
    switch (kind) {
      case 'room':
        state.putRoom(roomIn(key, object(value)));
        return true;
      case 'house':
        return isSet(state, key, value);
      case 'ban':
        keepOut(state, key, object(value), numbers);
        return true;
      default:
        return false;
    }
  } catch (error) {
    if (error instanceof Strange) return false;
    throw error;
  }
}

/** Before there were numbers, a ban was of an address, and kept under it. */
function keepOut({ house }: State, key: string, value: JsonObject, numbers: Set<number>): void {
  const { by, at, text, name, account, networks, until } = value;
  const sanction = {
    name: orNull(name, string),
    account: orNull(account, string),
    networks: networks === undefined ? [onlyAddress(key)] : list(networks).map((one) => networkCalled(string(one))),
    text: string(text),
    by: string(by),
    at: number(at),
    until: orNull(until, number),
  };
  const written = numberIn(key);
  const numbered = written ?? lowestBeside(numbers);
  numbers.add(numbered);
  if (written === null) house.formerKeys.set(numbered, key);
  house.sanctions.set(numbered, { number: numbered, ...sanction });
}

function numberIn(key: string): number | null {
  return /^[1-9]\d{0,8}$/.test(key) ? Number(key) : null;
}

function lowestBeside(numbers: ReadonlySet<number>): number {
  let lowest = 1;
  while (numbers.has(lowest)) lowest++;
  return lowest;
}

function isSet({ house }: State, key: string, value: Json): boolean {
  switch (key) {
    case 'mode':
      house.mode = oneOf(MODES, value);
      return true;
    case 'limit':
      house.limit = number(value);
      return true;
    case 'locked':
      house.locked = boolean(value);
      return true;
    default:
      return false;
  }
}

/** Of what is not there, there was nothing when it was written. */
function roomIn(key: string, value: JsonObject): Room {
  const {
    name,
    createdAt,
    registration,
    topic,
    flags,
    key: word,
    limit,
    lists,
    metadata,
    roles,
    invited,
    ...fields
  } = value;
  const room = newRoom(string(name), number(createdAt));
  if (!room.name.startsWith('#') || fold(room.name) !== key) throw new Strange();
  room.registration = orNull(registration, (given) => {
    const { founder, at } = object(given);
    return { founder: string(founder), at: number(at) };
  });
  // A room that would not last is no fact.
  if (room.registration === null && room.name !== LOBBY) throw new Strange();
  room.topic = orNull(topic, (given) => {
    const { text, by, at } = object(given);
    return { text: string(text), by: string(by), at: number(at) };
  });
  const all = list(flags).map(string);
  room.flags.clear();
  for (const flag of all) if (isFlag(flag)) room.flags.add(flag);
  room.key = orNull(word, string);
  room.limit = orNull(limit, number);
  for (const which of ROOM_LISTS) fillList(room.lists[which], object(lists ?? {})[which]);
  for (const entry of list(metadata)) {
    const [of, is] = list(entry);
    room.metadata.set(string(of), string(is));
  }
  for (const entry of list(roles)) {
    const { account, roles } = object(entry);
    const known = ROLES.filter((role) => list(roles).includes(role));
    room.roleHolders.set(fold(string(account)), { account: string(account), roles: new Set(known) });
  }
  for (const account of list(invited).map(string)) room.invitedAccounts.set(fold(account), account);
  room.foreign = { fields, flags: all.filter((flag) => !isFlag(flag)) };
  return room;
}

function fillList(masks: Map<string, ListedMask>, given: Json | undefined): void {
  for (const entry of list(given)) {
    const { mask: written, by, at, name, text, until } = object(entry);
    const mask = string(written);
    if (!isMask(mask)) throw new Strange();
    const pattern = fold(mask);
    masks.set(pattern, {
      mask,
      name: orNull(name, string),
      text: orNull(text, string) ?? '',
      by: string(by),
      at: number(at),
      until: orNull(until, number),
      matcher: matcherOf(pattern),
    });
  }
}

const FLAGS: Readonly<Record<RoomFlag, true>> = {
  'invite-only': true,
  moderated: true,
  'no-external': true,
  secret: true,
  'topic-locked': true,
  'no-ctcp': true,
  'registered-only': true,
  'registered-speech': true,
};

function isFlag(flag: string): flag is RoomFlag {
  return Object.hasOwn(FLAGS, flag);
}

/** Not what this version writes, nor an earlier one. */
class Strange extends Error {
  override readonly name = 'Strange';
}

function string(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Strange();
  return value;
}

function number(value: Json | undefined): number {
  if (typeof value !== 'number') throw new Strange();
  return value;
}

function boolean(value: Json | undefined): boolean {
  if (typeof value !== 'boolean') throw new Strange();
  return value;
}

function oneOf<T extends string>(choices: readonly T[], value: Json): T {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw new Strange();
  return chosen;
}

function object(value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || isList(value)) throw new Strange();
  return value;
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  if (!isList(value)) throw new Strange();
  return value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function orNull<T>(value: Json | undefined, read: (value: Json) => T): T | null {
  return value === undefined || value === null ? null : read(value);
}

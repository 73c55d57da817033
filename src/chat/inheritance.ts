// From what an earlier run has left to a chat that goes on where that one ended.
import { MODES, ROLES, ROOM_LISTS, type RoomFlag, USER_MODES } from './command.ts';
import { nextExpiry } from './expiry.ts';
import type { Fact, Json, JsonObject } from './fact.ts';
import { isMask, matcherOf } from './masks.ts';
import { fold } from './names.ts';
import { networkCalled, onlyAddress } from './network.ts';
import { isKept, type ListedMask, newRoom, type Room } from './room.ts';
import type { State, User } from './state.ts';

/** What an earlier run has left. */
export interface Inheritance {
  readonly accounts: readonly {
    readonly name: string;
    readonly registeredAt: number;
    readonly certificates: readonly string[];
  }[];
  readonly facts: readonly Fact[];
  /** When something was last said (ms since 1970): whoever was connected then has read no more. */
  readonly endedAt: number;
}

/** @returns the facts that cannot be understood; nothing has come of them */
export function inherit(state: State, { accounts, facts, endedAt }: Inheritance): readonly Fact[] {
  for (const { name, registeredAt, certificates } of accounts) {
    const account = { name, registeredAt, passwordBy: '', certificates: new Set(certificates), stays: false };
    state.accounts.set(fold(name), account);
    for (const fingerprint of certificates) state.certificates.add(fingerprint);
  }
  const markers: Marker[] = [];
  // Who stays comes into its rooms when they are there.
  const [stays, others] = [true, false].map((staying) => facts.filter(({ kind }) => (kind === 'stay') === staying));
  const ordered = [...(others ?? []), ...(stays ?? [])];
  const numbers = new Set(facts.flatMap(({ kind, key }) => (kind === 'ban' ? (numberIn(key) ?? []) : [])));
  const strange = new Set(ordered.filter((fact) => !isUnderstood(state, fact, { markers, numbers, endedAt })));
  // Whoever has more than may be forgets the oldest.
  for (const { account, target, read } of markers.sort((one, other) => one.read - other.read)) {
    state.markers.move({ id: '', account }, target, read, () => {});
  }
  const unused = [...state.rooms].filter((room) => !isKept(room));
  for (const room of unused) state.closeIfUnused(room);
  state.changed.rooms.clear();
  state.changed.stayers.clear();
  state.nextExpiry = nextExpiry(state);
  // A room that would not last is no fact.
  const lost = new Set(unused.map(({ name }) => fold(name)));
  return facts.filter((fact) => strange.has(fact) || (fact.kind === 'room' && lost.has(fact.key)));
}

/** Until when an account has read something. */
interface Marker {
  readonly account: string;
  readonly target: string;
  readonly read: number;
}

/** What understanding a fact may need of the others. */
interface Context {
  readonly markers: Marker[];
  /** Those of sanctions. */
  readonly numbers: Set<number>;
  readonly endedAt: number;
}

/** Whether it was; then it is so from now on, or among the markers. */
function isUnderstood(state: State, { kind, key, value }: Fact, { markers, numbers, endedAt }: Context): boolean {
  try {
    switch (kind) {
      case 'room':
        state.putRoom(roomIn(key, object(value)));
        return true;
      case 'house':
        return isSet(state, key, value);
      case 'stay':
        stay(state, key, object(value), endedAt);
        return true;
      case 'ban':
        keepOut(state, key, object(value), numbers);
        return true;
      case 'read':
        markers.push(markerIn(key, value));
        return true;
      case 'former':
        state.formerAccounts.add(key, { heir: string(value), users: new Set() });
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

function markerIn(key: string, value: Json): Marker {
  const [account, target] = list(parsed(key));
  return { account: string(account), target: string(target), read: number(value) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Strange();
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
  for (const entry of list(metadata)) room.metadata.set(...pair(list(entry)));
  for (const entry of list(roles)) {
    const { account, roles } = object(entry);
    const known = ROLES.filter((role) => list(roles).includes(role));
    room.roleHolders.set(fold(string(account)), { account: string(account), roles: new Set(known) });
  }
  for (const account of list(invited).map(string)) room.invitedAccounts.set(fold(account), account);
  room.foreign = { fields, flags: all.filter((flag) => !isFlag(flag)) };
  return room;
}

/** Somebody who stayed is here, without a session, unless its name is the operator's now: then it may come in under another. */
function stay(state: State, key: string, { user: given }: JsonObject, endedAt: number): void {
  const account = state.accounts.get(key);
  if (account === undefined) throw new Strange();
  account.stays = true;
  if (given === null) return;
  const value = object(given);
  const { rooms } = value;
  const user = userIn(account.name, value, endedAt);
  const { name } = user.person;
  if (state.users.has(user.id) || state.userNamed(name) !== undefined) throw new Strange();
  if (state.nameRefusal(name, { id: user.id, face: 'irc', account: account.name }) !== null) return;
  const places = list(rooms).map((entry) => {
    const { name: room, roles } = object(entry);
    return { room: state.roomNamed(string(room)), roles: ROLES.filter((role) => list(roles).includes(role)) };
  });
  state.addUser(user);
  for (const { room, roles } of places) if (room !== undefined) state.addMember(room, user, roles);
  state.setStays(user, account, true);
}

function userIn(account: string, value: JsonObject, endedAt: number): User {
  const { id, name, username, realname, peer, cloak, bot, enteredAt, absentSince, away, modes, metadata } = value;
  const { host, port } = object(peer);
  return {
    id: string(id),
    person: {
      id: string(id),
      name: string(name),
      username: string(username),
      realname: string(realname),
      peer: { host: string(host), port: number(port) },
      cloak: orNull(cloak, string),
      operator: false,
      account,
      bot: boolean(bot),
    },
    sessions: new Map(),
    stays: false,
    absentSince: orNull(absentSince, number) ?? endedAt,
    enteredAt: number(enteredAt),
    spokeAt: number(enteredAt),
    away: orNull(away, string) ?? '',
    modes: new Set(USER_MODES.filter((mode) => list(modes).includes(mode))),
    rooms: new Set(),
    invitedTo: new Set(),
    monitored: new Map(),
    subscriptions: new Set(),
    metadata: new Map(list(metadata).map((entry) => pair(list(entry)))),
  };
}

function pair([of, is]: readonly Json[]): [string, string] {
  return [string(of), string(is)];
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

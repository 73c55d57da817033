// What lasts of the chat, as plain data that can be stored.
import { ROLES, ROOM_LISTS, type RoomList, type UserId } from './command.ts';
import { fold } from './names.ts';
import type { Room } from './room.ts';
import type { Account, User } from './user.ts';
import type { Sanction } from './views.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/**
 * Something that lasts, in full; what was known under its kind and key before is not so any more. Null: nothing is. A
 * fact may have been written by a later version, so its kind and its value may be any.
 */
export interface Fact {
  /**
   * - `room`: a room's lasting part, under its name's `fold`
   * - `house`: `mode`, `limit` or `locked`
   * - `ban`: a sanction of the house, under its number; one that an earlier version has kept, under the address
   * - `stay`: an account whose owner stays without a connection, under its name's `fold`, and how it is here now
   * - `read`: until when an account has read something; the key is both under `fold`, as a list in JSON
   * - `former`: of an account that was dropped, under its name's `fold`: its heir
   */
  readonly kind: string;
  readonly key: string;
  readonly value: Json;
}

/** What of a room's fact this version does not know, and keeps for those that do. */
export interface Foreign {
  readonly fields: JsonObject;
  readonly flags: readonly string[];
}

export type Setting = 'mode' | 'limit' | 'locked';

/** @param key the room's name under `fold` */
export function roomFact(key: string, room: Room): Fact {
  const { name, createdAt, topic, flags, limit, metadata, registration, foreign } = room;
  const value: JsonObject = {
    ...foreign.fields,
    name,
    createdAt,
    registration: registration === null ? null : { ...registration },
    topic: topic === null ? null : { ...topic },
    flags: [...flags, ...foreign.flags],
    key: room.key,
    limit,
    lists: Object.fromEntries(ROOM_LISTS.map((list) => [list, masksOf(room, list)])),
    metadata: [...metadata],
    invited: [...room.invitedAccounts.values()],
    roles: [...room.roleHolders.values()].map(({ account, roles }) => ({
      account,
      roles: ROLES.filter((role) => roles.has(role)),
    })),
  };
  return { kind: 'room', key, value };
}

function masksOf({ lists }: Room, list: RoomList): Json {
  return [...lists[list].values()].map(({ matcher: _matcher, ...mask }) => mask);
}

export function settingFact(key: Setting, value: string | number | boolean): Fact {
  return { kind: 'house', key, value };
}

/** @param read ms since 1970; null: that is not known any more */
export function readFact(account: string, target: string, read: number | null): Fact {
  return { kind: 'read', key: JSON.stringify([fold(account), fold(target)]), value: read };
}

/** @param heir null: nobody is to find anything by that name any more */
export function formerFact(name: string, heir: UserId | null): Fact {
  return { kind: 'former', key: fold(name), value: heir };
}

/** @param sanction null: there is none any more */
export function banFact(key: string, sanction: Sanction | null): Fact {
  if (sanction === null) return { kind: 'ban', key, value: null };
  return { kind: 'ban', key, value: { ...sanction, networks: sanction.networks.map(({ text }) => text) } };
}

/**
 * @param key the account's name under `fold`
 * @param user who stays; undefined: nobody who is logged in to it is here
 */
export function stayFact(key: string, account: Account | undefined, user: User | undefined): Fact {
  const stays = account?.stays === true;
  return { kind: 'stay', key, value: stays ? { user: user === undefined ? null : stayerValue(user) } : null };
}

/** Being an operator is proved anew. */
function stayerValue({ person, enteredAt, absentSince, away, modes, metadata, rooms }: User): JsonObject {
  const { id, name, username, realname, peer, cloak, bot } = person;
  return {
    id,
    name,
    username,
    realname,
    peer: { ...peer },
    cloak,
    bot,
    enteredAt,
    absentSince,
    away,
    modes: [...modes],
    metadata: [...metadata],
    rooms: [...rooms].map((room) => ({ name: room.name, roles: [...(room.members.get(id)?.roles ?? [])] })),
  };
}

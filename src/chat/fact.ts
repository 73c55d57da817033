// What lasts of the chat, as plain data that can be stored: rooms that are registered, the operator's settings.
import type { RoomList } from './command.ts';
import { ROLES, ROOM_LISTS } from './command.ts';
import type { Room } from './room.ts';
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

/** @param sanction null: there is none any more */
export function banFact(key: string, sanction: Sanction | null): Fact {
  if (sanction === null) return { kind: 'ban', key, value: null };
  return { kind: 'ban', key, value: { ...sanction, networks: sanction.networks.map(({ text }) => text) } };
}

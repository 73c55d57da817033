// A room as an earlier run has left it.
import { ROLES, ROOM_FLAGS, ROOM_LISTS, type RoomFlag } from './command.ts';
import type { Json, JsonObject } from './fact.ts';
import { list, number, object, orNull, pair, Strange, string } from './fact-values.ts';
import { isMask, matcherOf } from './masks.ts';
import { fold } from './names.ts';
import { type ListedMask, newRoom, type Room } from './room.ts';

/** Of what is not there, there was nothing when it was written. */
export function roomIn(key: string, value: JsonObject): Room {
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
  for (const flag of all.flatMap(flagNamed)) room.flags.add(flag);
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
  room.foreign = { fields, flags: all.filter((flag) => flagNamed(flag).length === 0) };
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

/** The flag, or nothing: a later version may know others. */
function flagNamed(name: string): RoomFlag[] {
  return ROOM_FLAGS.filter((flag) => flag === name);
}

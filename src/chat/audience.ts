// Whom an event reaches.
import type { UserId } from './command.ts';
import { audienceOf, type Room } from './room.ts';
import type { State } from './state.ts';
import type { User } from './user.ts';

/** The ids of everybody in any of these rooms, each once. */
export function audienceOfAll(rooms: readonly Room[]): readonly UserId[] {
  const [first, ...others] = rooms;
  if (first === undefined) return [];
  return others.length === 0 ? audienceOf(first) : [...new Set(rooms.flatMap(audienceOf))];
}

/** The user and everybody who shares a room with it, each once. */
export function witnessesOf(user: User): readonly UserId[] {
  return user.rooms.size === 0 ? [user.id] : audienceOfAll([...user.rooms]);
}

/** The ids of everybody who is an operator of the house. */
export function operatorsOf({ users }: State): readonly UserId[] {
  return [...users.values()].filter(({ person }) => person.operator).map(({ id }) => id);
}

// A room's topic and modes.
import { type ModeChange, ROLES, type RoomCommand } from '../command.ts';
import { completeMask } from '../masks.ts';
import { fold } from '../names.ts';
import { audienceOf, hasOwner, keepRole, lasts, type Room, reaches } from '../room.ts';
import type { Step } from '../step.ts';
import { isLoggedInTo, type User } from '../user.ts';
import type { RoleHolder } from '../views.ts';
import { isWithinReach } from './membership.ts';
import { addMask, removeMask } from './room-bans.ts';
import { mayHold } from './room-registration.ts';

type Of<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;
type RoleChange = Extract<ModeChange, { what: 'role' }>;

export function topic(step: Step, user: User, command: Of<'topic'>): void {
  const room = step.knownRoom(user, command.room);
  if (room === null) return;
  const member = room.members.get(user.id);
  if (!user.person.operator) {
    if (member === undefined) return step.refuse({ why: 'not-in-room', room: room.name });
    if (room.flags.has('topic-locked') && !reaches(member, 'halfop')) {
      return step.refuse({ why: 'op-needed', room: room.name });
    }
  }
  const text = step.short(command.text);
  room.topic = text === '' ? null : { text, by: user.person.name, at: step.at };
  step.touch(room);
  step.happened('topic-changed', user.person, audienceOf(room), { room: room.name, text });
}

export function modes(step: Step, user: User, command: Of<'modes'>): void {
  const known = step.knownRoom(user, command.room);
  if (known === null) return;
  // Who is not in the room is told the same as who is and may not (modern-irc "Channel mode").
  if (!user.person.operator && !known.members.has(user.id)) {
    return step.refuse({ why: 'op-needed', room: known.name });
  }
  const room = step.ownRoom(user, command.room);
  if (room === null) return;
  const done: ModeChange[] = [];
  for (const change of lastOfEach(command.changes)) {
    const result = changed(step, user, room, change);
    if (result !== null) done.push(result);
  }
  if (done.length === 0) return;
  step.touch(room);
  step.happened('modes-changed', user.person, audienceOf(room), { room: room.name, changes: done });
}

/** Of several changes of the same thing the last counts, so that others are told only what is different now. */
function lastOfEach(changes: readonly ModeChange[]): Iterable<ModeChange> {
  const last = new Map<string, ModeChange>();
  for (const change of changes) {
    const thing = thingChanged(change);
    last.delete(thing);
    last.set(thing, change);
  }
  return last.values();
}

function thingChanged(change: ModeChange): string {
  switch (change.what) {
    case 'role':
      return `${change.role} ${fold(change.name)}`;
    case 'ban':
    case 'exception':
    case 'invite-exception':
      return `${change.what} ${fold(completeMask(change.mask))}`;
    default:
      return change.what;
  }
}

/** The change as it was made, or null when nothing changed (already so, or refused). */
function changed(step: Step, user: User, room: Room, change: ModeChange): ModeChange | null {
  switch (change.what) {
    case 'role':
      return changedRole(step, user, room, change);
    case 'ban':
    case 'exception':
    case 'invite-exception': {
      const written = completeMask(change.mask);
      const mask = change.set
        ? addMask(step, user, room, change.what, written)
        : removeMask(room, change.what, written);
      return mask === null ? null : { ...change, mask };
    }
    case 'key': {
      const key = change.set ? change.key : null;
      if (key === room.key) return null;
      if (key !== null && !isKey(key, step.limits.keyLength)) {
        step.refuse({ why: 'key-invalid', room: room.name });
        return null;
      }
      room.key = key;
      return change;
    }
    case 'limit': {
      const limit = change.set ? change.limit : null;
      if (limit === room.limit) return null;
      room.limit = limit;
      return change;
    }
    default:
      if (room.flags.has(change.what) === change.set) return null;
      if (change.set) room.flags.add(change.what);
      else room.flags.delete(change.what);
      return change;
  }
}

function isKey(key: string, limit: number): boolean {
  return key !== '' && [...key].length <= limit && !key.startsWith(':') && !/[\s,\p{C}]/u.test(key);
}

/** A room's first owner is made by an op; everybody may give up what they are. */
function changedRole(step: Step, user: User, room: Room, change: RoleChange): ModeChange | null {
  const reach = step.reachIn(room, user);
  const absent = change.set ? undefined : absentHolder(step, room, change.name);
  if (absent !== undefined) return takenFromAbsent(step, user, room, change, absent);
  const member = step.memberNamed(room, change.name);
  if (member === null || member.roles.has(change.role) === change.set) return null;
  const isFirstOwner = change.role === 'owner' && reach === 'op' && !hasOwner(room);
  const mayGive = reach !== null && ROLES.indexOf(change.role) >= ROLES.indexOf(reach);
  const isOwnGivenUp = member.user === user && !change.set;
  if (
    !isOwnGivenUp &&
    !((isFirstOwner || mayGive) && (change.role === 'voice' || isFirstOwner || isWithinReach(member, reach)))
  ) {
    step.refuse({ why: 'op-needed', room: room.name });
    return null;
  }
  if (change.set && lasts(room) && !mayHold(step, room, member.user)) {
    step.refuse({ why: 'too-many-role-holders', room: room.name, limit: step.limits.roleHoldersPerRoom });
    return null;
  }
  if (change.set) member.roles.add(change.role);
  else member.roles.delete(change.role);
  step.state.changedUser(member.user);
  keepRole(room, member.user.person.account, change.role, change.set);
  return { ...change, name: member.user.person.name };
}

/** The account of this name, if it has a role in the room and nobody of this name is there. */
function absentHolder({ state }: Step, room: Room, name: string): RoleHolder | undefined {
  const user = state.userNamed(name) ?? state.userAt(name);
  return user !== undefined && room.members.has(user.id) ? undefined : room.roleHolders.get(fold(name));
}

/** Nobody is to have a role for good only because it stays away. */
function takenFromAbsent(
  step: Step,
  user: User,
  room: Room,
  change: RoleChange,
  holder: RoleHolder,
): ModeChange | null {
  const { role } = change;
  if (!holder.roles.has(role)) return null;
  const reach = step.reachIn(room, user);
  const isWithin = reach !== null && ROLES.indexOf(role) >= ROLES.indexOf(reach) && isWithinReach(holder, reach);
  const isOwn = isLoggedInTo(user, holder.account);
  if (!isOwn && !isWithin) {
    step.refuse({ why: 'op-needed', room: room.name });
    return null;
  }
  keepRole(room, holder.account, role, false);
  return { ...change, name: holder.account };
}

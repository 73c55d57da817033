// A room's topic, modes and bans.
import type { ModeChange, RoomCommand } from '../command.ts';
import { completeMask, globMatches, maskedIdentity } from '../masks.ts';
import { fold } from '../names.ts';
import { audienceOf, type Room, type User } from '../state.ts';
import type { Step } from '../step.ts';
import { utf8Length } from '../text.ts';
import { putOut } from './membership.ts';

type Of<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

export function topic(step: Step, user: User, command: Of<'topic'>): void {
  const room = step.knownRoom(user, command.room);
  if (room === null) return;
  const member = room.members.get(user.id);
  if (!user.person.operator) {
    if (member === undefined) return step.refuse({ why: 'not-in-room', room: room.name });
    if (room.flags.has('topic-locked') && !member.roles.has('op')) {
      return step.refuse({ why: 'op-needed', room: room.name });
    }
  }
  const text = step.short(command.text);
  room.topic = text === '' ? null : { text, by: user.person.name, at: step.at };
  step.happened('topic-changed', user.person, audienceOf(room), { room: room.name, text });
}

export function modes(step: Step, user: User, command: Of<'modes'>): void {
  const room = step.ownRoom(user, command.room);
  if (room === null) return;
  const done: ModeChange[] = [];
  for (const change of lastOfEach(command.changes)) {
    const result = changed(step, user, room, change);
    if (result !== null) done.push(result);
  }
  if (done.length > 0)
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
      return `ban ${fold(completeMask(change.mask))}`;
    default:
      return change.what;
  }
}

/** The change as it was made, or null when nothing changed (already so, or refused). */
function changed(step: Step, user: User, room: Room, change: ModeChange): ModeChange | null {
  switch (change.what) {
    case 'role': {
      const member = step.memberNamed(room, change.name);
      if (member === null || member.roles.has(change.role) === change.set) return null;
      if (change.set) member.roles.add(change.role);
      else member.roles.delete(change.role);
      return { ...change, name: member.user.person.name };
    }
    case 'ban': {
      const written = completeMask(change.mask);
      const mask = change.set ? addBan(step, user, room, written) : removeBan(room, written);
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

/** The mask, or null when nothing changed. Whom it hits must be invited anew. */
function addBan(step: Step, user: User, room: Room, mask: string): string | null {
  const pattern = fold(mask);
  if (room.bans.has(pattern)) return null;
  const { bansPerRoom, textBytes } = step.limits;
  if (utf8Length(mask) > textBytes) {
    step.refuse({ why: 'mask-too-long', room: room.name, limit: textBytes });
    return null;
  }
  if (room.bans.size >= bansPerRoom) {
    step.refuse({ why: 'too-many-bans', room: room.name, mask, limit: bansPerRoom });
    return null;
  }
  room.bans.set(pattern, { mask, by: user.person.name, at: step.at });
  for (const invited of room.invited) {
    if (globMatches(pattern, maskedIdentity(invited.person))) step.state.takeBackInvitation(room, invited);
  }
  return mask;
}

/** The mask as it was set, or null when it was not. */
function removeBan(room: Room, mask: string): string | null {
  const pattern = fold(mask);
  const ban = room.bans.get(pattern);
  room.bans.delete(pattern);
  return ban?.mask ?? null;
}

export function roomBan(step: Step, user: User, command: Of<'room-ban'>): void {
  const room = step.ownRoom(user, command.room);
  if (room === null) return;
  const target = step.someone(command.name);
  if (target === null) return;
  if (target.face === 'console') return step.refuse({ why: 'is-the-operator' });
  const mask = narrowMask(room, target);
  if (addBan(step, user, room, mask) !== null) {
    const changes = [{ set: true, what: 'ban', mask }] as const;
    step.happened('modes-changed', user.person, audienceOf(room), { room: room.name, changes });
  }
  if (room.members.has(target.id)) putOut(step, user, room, target.person.name, command.text);
}

/** The address, unless somebody else in the room calls from it too (a classroom, a proxy): then only the name. */
function narrowMask(room: Room, target: User): string {
  const { name, peer } = target.person;
  for (const { user } of room.members.values()) {
    if (user !== target && user.person.peer.host === peer.host) return `${name}!*@*`;
  }
  return `*!*@${peer.host}`;
}

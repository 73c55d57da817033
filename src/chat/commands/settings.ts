// A room's topic, modes and bans.
import type { ModeChange, RoomCommand } from '../command.ts';
import { completeMask, maskHits } from '../masks.ts';
import { audienceOf, type Room, type User } from '../state.ts';
import type { Step } from '../step.ts';
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
  for (const change of command.changes) {
    const result = changed(step, user, room, change);
    if (result !== null) done.push(result);
  }
  if (done.length > 0)
    step.happened('modes-changed', user.person, audienceOf(room), { room: room.name, changes: done });
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
      const mask = completeMask(change.mask);
      return (change.set ? addBan(step, user, room, mask) : removeBan(room, mask)) ? { ...change, mask } : null;
    }
    case 'key':
      if (change.set && !isKey(change.key, step.limits.keyLength)) {
        step.refuse({ why: 'key-invalid', room: room.name });
        return null;
      }
      if (!change.set && room.key === null) return null;
      room.key = change.set ? change.key : null;
      return change;
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

function addBan(step: Step, user: User, room: Room, mask: string): boolean {
  if (room.bans.has(mask)) return false;
  const limit = step.limits.bansPerRoom;
  if (room.bans.size >= limit || Buffer.byteLength(mask) > step.limits.textBytes) {
    step.refuse({ why: 'too-many-bans', room: room.name, mask, limit });
    return false;
  }
  room.bans.set(mask, { by: user.person.name, at: step.at });
  return true;
}

function removeBan(room: Room, mask: string): boolean {
  return room.bans.delete(mask);
}

export function roomBan(step: Step, user: User, command: Of<'room-ban'>): void {
  const room = step.ownRoom(user, command.room);
  if (room === null) return;
  const target = step.someone(command.name);
  if (target === null) return;
  if (target.face === 'console') return step.refuse({ why: 'is-the-operator' });
  const mask = narrowMask(room, target);
  if (addBan(step, user, room, mask)) {
    const changes = [{ set: true, what: 'ban', mask }] as const;
    step.happened('modes-changed', user.person, audienceOf(room), { room: room.name, changes });
  }
  if (room.members.has(target.id)) putOut(step, user, room, target.person.name, command.text);
}

/** The address, unless somebody else in the room calls from it too (a classroom, a proxy): then only the name. */
function narrowMask(room: Room, target: User): string {
  const byAddress = `*!*@${target.person.peer.host}`;
  for (const { user } of room.members.values()) {
    if (user !== target && maskHits(byAddress, user.person)) return `${target.person.name}!*@*`;
  }
  return byAddress;
}

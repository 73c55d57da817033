// Rooms that last: who registers one keeps it, and accounts keep their roles in it.
import type { Role, RoomCommand } from '../command.ts';
import { fold } from '../names.ts';
import { audienceOf, hasOwner, keepRole, type Room, rolesOf } from '../room.ts';
import type { State } from '../state.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';
import { LOBBY } from '../views.ts';

type Of<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

/** By its owner; by an op as long as there is none. What its members are then, they are whenever they are logged in. */
export function registerRoom(step: Step, user: User, command: Of<'register-room'>): void {
  const room = step.ownRoom(user, command.room);
  if (room === null) return;
  const { account } = user.person;
  const reach = step.reachIn(room, user);
  if (room.name === LOBBY) return step.refuse({ why: 'lobby-not-registered' });
  if (room.registration !== null) {
    return step.refuse({ why: 'room-registered', room: room.name, founder: room.registration.founder });
  }
  if (reach !== 'owner' && (reach !== 'op' || hasOwner(room))) {
    return step.refuse({ why: 'op-needed', room: room.name });
  }
  if (account === null) return step.refuse({ why: 'not-logged-in' });
  if (!isThereSpace(step, account)) return;
  room.registration = { founder: account, at: step.at };
  keepRole(room, account, 'owner', true);
  for (const { user: other, roles } of room.members.values()) {
    for (const role of roles) if (mayHold(step, room, other)) keepRole(room, other.person.account, role, true);
  }
  step.touch(room);
  step.happened('room-registered', user.person, told(room, user), { room: room.name, founder: account });
  giveRoles(step, room, user);
}

function isThereSpace(step: Step, account: string): boolean {
  const { registeredRooms, roomsPerAccount } = step.limits;
  const founders = registrations(step.state);
  const own = founders.filter((founder) => fold(founder) === fold(account)).length;
  if (own >= roomsPerAccount) step.refuse({ why: 'too-many-own-rooms', limit: roomsPerAccount });
  else if (founders.length >= registeredRooms) step.refuse({ why: 'too-many-registered-rooms' });
  else return true;
  return false;
}

/** The founder of each registered room. */
function registrations({ rooms }: State): string[] {
  return [...rooms].flatMap(({ registration }) => registration?.founder ?? []);
}

/** Whether a role given to somebody can be kept, if it is to be. */
export function mayHold({ limits }: Step, room: Room, { person: { account } }: User): boolean {
  return account === null || room.roleHolders.has(fold(account)) || room.roleHolders.size < limits.roleHoldersPerRoom;
}

/** By who has registered it, wherever that is, or the operator. */
export function dropRoom(step: Step, user: User, command: Of<'drop-room'>): void {
  const room = step.knownRoom(user, command.room);
  if (room === null) return;
  const { account, operator } = user.person;
  const founder = room.registration?.founder;
  if (founder === undefined) return step.refuse({ why: 'room-not-registered', room: room.name });
  const isOwn = account !== null && fold(founder) === fold(account);
  if (!isOwn && !operator) return step.refuse({ why: 'room-not-yours', room: room.name, founder });
  endRegistration(step, room, user);
}

/** The room ends when nobody is in it. */
function endRegistration(step: Step, room: Room, by: User): void {
  step.touch(room);
  room.registration = null;
  room.roleHolders.clear();
  room.invitedAccounts.clear();
  room.foreign = { fields: {}, flags: [] };
  step.happened('room-dropped', by.person, told(room, by), { room: room.name });
  step.state.closeIfUnused(room);
}

/** An account ends: its room is that of another owner who may have one more, or nobody's. */
export function passOn(step: Step, room: Room, founder: string, by: User): void {
  const { registration } = room;
  if (registration === null || fold(registration.founder) !== fold(founder)) return;
  const rooms = Map.groupBy(registrations(step.state), fold);
  const mayHave = (account: string): boolean => (rooms.get(fold(account))?.length ?? 0) < step.limits.roomsPerAccount;
  const others = room.roleHolders.values().filter(({ account }) => fold(account) !== fold(founder));
  const next = others.find(({ account, roles }) => roles.has('owner') && mayHave(account));
  if (next === undefined) return endRegistration(step, room, by);
  step.touch(room);
  room.registration = { ...registration, founder: next.account };
  step.happened('founder-changed', by.person, told(room, by), { room: room.name, founder: next.account });
}

function told(room: Room, user: User): readonly string[] {
  return room.members.has(user.id) ? audienceOf(room) : [...audienceOf(room), user.id];
}

/** Gives somebody who is in a room the roles that its account has there. */
export function giveRoles(step: Step, room: Room, user: User): void {
  const member = room.members.get(user.id);
  const kept = rolesOf(room, user.person.account);
  if (member === undefined || kept.size === 0) return;
  const roles: Role[] = [...kept].filter((role) => !member.roles.has(role));
  if (roles.length === 0) return;
  for (const role of roles) member.roles.add(role);
  step.state.changedUser(user);
  step.happened('roles-given', user.person, audienceOf(room), { room: room.name, roles });
}

// A room as the chat keeps it, and what its members are in it.
import { ROLES, type Role, type RoomFlag, type RoomList, type UserId } from './command.ts';
import type { Foreign } from './fact.ts';
import type { Matcher } from './masks.ts';
import { fold } from './names.ts';
import type { User } from './user.ts';
import { LOBBY, type MemberView, type RoleHolder, type RoomMask, type RoomView } from './views.ts';

export interface Member extends MemberView {
  readonly user: User;
  readonly roles: Set<Role>;
}

/** A mask of a room's list, as it is written and as it is used. */
export interface ListedMask extends RoomMask {
  readonly matcher: Matcher;
}

export interface Room extends RoomView {
  name: string;
  createdAt: number;
  topic: RoomView['topic'];
  readonly flags: Set<RoomFlag>;
  key: string | null;
  limit: number | null;
  readonly lists: Readonly<Record<RoomList, Map<string, ListedMask>>>;
  readonly metadata: Map<string, string>;
  registration: RoomView['registration'];
  readonly roleHolders: Map<string, RoleHolder & { readonly roles: Set<Role> }>;
  /** What a later version has kept of it. */
  foreign: Foreign;
  readonly members: Map<UserId, Member>;
  /** Those of them who stay here without a session: because of them it is kept. */
  readonly stayers: Set<User>;
  readonly invitedAccounts: Map<string, string>;
  /** Whom an op has asked in: neither a ban nor invite-only keeps them out. */
  readonly invited: Set<User>;
  /** The members' ids as one frozen list that events share; made anew after somebody came or went. */
  audience: readonly UserId[] | null;
}

export function newRoom(name: string, at: number): Room {
  return {
    name,
    createdAt: at,
    topic: null,
    flags: new Set<RoomFlag>(['no-external', 'topic-locked']),
    key: null,
    limit: null,
    lists: { ban: new Map(), exception: new Map(), 'invite-exception': new Map() },
    metadata: new Map(),
    registration: null,
    roleHolders: new Map(),
    invitedAccounts: new Map(),
    foreign: { fields: {}, flags: [] },
    members: new Map(),
    stayers: new Set(),
    invited: new Set(),
    audience: null,
  };
}

/** Whether a room stays when nobody is in it. */
export function lasts(room: RoomView): boolean {
  return room.registration !== null || room.name === LOBBY;
}

/** Whether it will be there after a restart. */
export function isKept(room: Room): boolean {
  return lasts(room) || room.stayers.size > 0;
}

/** What an account is in a room whenever somebody who is logged in to it comes in. */
export function rolesOf(room: RoomView, account: string | null): ReadonlySet<Role> {
  return (account === null ? undefined : room.roleHolders.get(fold(account))?.roles) ?? NO_ROLES;
}

const NO_ROLES: ReadonlySet<Role> = new Set();

/** Whether somebody with this account has something to say in a room, there or not. */
export function isOfRoom({ registration, roleHolders }: RoomView, account: string | null): boolean {
  if (account === null) return false;
  return roleHolders.has(fold(account)) || (registration !== null && fold(registration.founder) === fold(account));
}

/** An account is given a role in a room, or loses it; nothing is kept of a room that does not last, nor without an account. */
export function keepRole(room: Room, account: string | null, role: Role, set: boolean): void {
  if (account === null || !lasts(room)) return;
  const holder = room.roleHolders.get(fold(account)) ?? { account, roles: new Set() };
  if (set) holder.roles.add(role);
  else holder.roles.delete(role);
  if (holder.roles.size > 0) room.roleHolders.set(fold(account), holder);
  else room.roleHolders.delete(fold(account));
}

/** Whether an op has asked somebody in, now or when it was logged in to the same account. */
export function isInvited({ invited, invitedAccounts }: Room, user: User): boolean {
  const { account } = user.person;
  return invited.has(user) || (account !== null && invitedAccounts.has(fold(account)));
}

/** Whether a room has an owner, who need not be there. */
export function hasOwner({ registration, members, roleHolders }: Room): boolean {
  const isOwner = ({ roles }: { readonly roles: ReadonlySet<Role> }): boolean => roles.has('owner');
  return registration !== null || members.values().some(isOwner) || roleHolders.values().some(isOwner);
}

/** The ids of a room's members, as a list that stays as it is. */
export function audienceOf(room: Room): readonly UserId[] {
  room.audience ??= Object.freeze([...room.members.keys()]);
  return room.audience;
}

/** The ids of those members who have this role or a higher one. */
export function holdersOf(room: Room, least: Role): readonly UserId[] {
  return [...room.members.values()].filter((member) => reaches(member, least)).map((member) => member.user.id);
}

/** Whether a member has this role or a higher one. */
export function reaches({ roles }: { readonly roles: ReadonlySet<Role> }, least: Role): boolean {
  return ROLES.slice(0, ROLES.indexOf(least) + 1).some((role) => roles.has(role));
}

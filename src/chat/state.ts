// What the chat knows: its users, its rooms, the house. The chat changes it; everybody else reads it through the views.
import {
  type Mode,
  peerName,
  ROLES,
  type Role,
  type RoomFlag,
  type RoomList,
  type UserId,
  type UserMode,
} from './command.ts';
import type { Person, Refusal } from './event.ts';
import type { ChatLimits } from './limits.ts';
import type { Matcher } from './masks.ts';
import { canonical, fold, userNameFlaw } from './names.ts';
import { Past as PastUsers } from './past.ts';
import { ReadMarkers } from './read-markers.ts';
import { Redactable } from './redactable.ts';
import {
  type AccountView,
  type Asker,
  type ChatView,
  type HouseBan,
  type HouseView,
  LOBBY,
  type MemberView,
  type Past,
  type RoomMask,
  type RoomView,
  type UserView,
} from './views.ts';
import { Watchers } from './watchers.ts';

export interface User extends UserView {
  person: Person;
  spokeAt: number;
  away: string | null;
  readonly modes: Set<UserMode>;
  readonly rooms: Set<Room>;
  readonly invitedTo: Set<Room>;
  readonly monitored: Map<string, string>;
  readonly subscriptions: Set<string>;
  readonly metadata: Map<string, string>;
}

export interface Member extends MemberView {
  readonly user: User;
  readonly roles: Set<Role>;
}

export interface Account extends AccountView {
  readonly certificates: Set<string>;
}

/** A mask of a room's list, as it is written and as it is used. */
interface ListedMask extends RoomMask {
  readonly matcher: Matcher;
}

export interface Room extends RoomView {
  name: string;
  topic: RoomView['topic'];
  readonly flags: Set<RoomFlag>;
  key: string | null;
  limit: number | null;
  readonly lists: Readonly<Record<RoomList, Map<string, ListedMask>>>;
  readonly metadata: Map<string, string>;
  readonly members: Map<UserId, Member>;
  /** Whom an op has asked in: neither a ban nor invite-only keeps them out. */
  readonly invited: Set<User>;
  /** The members' ids as one frozen list that events share; made anew after somebody came or went. */
  audience: readonly UserId[] | null;
}

export interface House extends HouseView {
  mode: Mode;
  locked: boolean;
  limit: number;
  mostUsers: number;
  readonly bans: Map<string, HouseBan>;
  line: UserId | null;
}

export class State implements ChatView {
  readonly lobby = LOBBY;
  readonly house: House;
  readonly users = new Map<UserId, User>();
  /** Who sits at a console: where the desk is. */
  readonly operators = new Set<User>();
  /** How many guests have been given a name so far. */
  guests = 0;
  readonly accounts = new Map<string, Account>();
  /** The fingerprints of all that belong to an account. */
  readonly certificates = new Set<string>();
  readonly past: PastUsers;
  readonly redactable: Redactable;
  readonly watchers = new Watchers();
  readonly markers: ReadMarkers;
  readonly #usersByName = new Map<string, User>();
  readonly #usersByAddress = new Map<string, User>();
  readonly #rooms = new Map<string, Room>();
  readonly #nameLength: number;
  readonly #mostAccounts: number;
  readonly #operatorNames: ReadonlySet<string>;

  /** @param operatorNames only for who sits at a console */
  constructor(limits: ChatLimits, mode: Mode, operatorNames: readonly string[]) {
    this.house = { mode, locked: false, limit: limits.clients, mostUsers: 0, bans: new Map(), line: null };
    this.past = new PastUsers(limits.remembered);
    this.redactable = new Redactable(limits.redactable);
    this.markers = new ReadMarkers(limits.readMarkers);
    this.#nameLength = limits.nameLength;
    this.#mostAccounts = limits.accounts;
    this.#operatorNames = new Set(operatorNames.map(fold));
    this.openRoom(LOBBY, 0);
  }

  get rooms(): Iterable<Room> {
    return this.#rooms.values();
  }

  get roomCount(): number {
    return this.#rooms.size;
  }

  user(id: UserId): User | undefined {
    return this.users.get(id);
  }

  userNamed(name: string): User | undefined {
    return this.#usersByName.get(fold(name));
  }

  /** By `address:port`, as it is written everywhere. */
  userAt(address: string): User | undefined {
    return this.#usersByAddress.get(address);
  }

  roomNamed(name: string): Room | undefined {
    return this.#rooms.get(fold(name));
  }

  accountNamed(name: string): Account | undefined {
    return this.accounts.get(fold(name));
  }

  pastNamed(name: string): readonly Past[] {
    return this.past.named(name);
  }

  readUntil(user: UserView, target: string): number | null {
    return this.markers.of(user.person, target);
  }

  mayKnow(asker: UserId, room: RoomView): boolean {
    return !room.flags.has('secret') || room.members.has(asker) || this.users.get(asker)?.person.operator === true;
  }

  maySee(asker: UserId, user: UserView): boolean {
    if (!user.modes.has('invisible') || user.id === asker) return true;
    const self = this.users.get(asker);
    return self !== undefined && (self.person.operator || !self.rooms.isDisjointFrom(user.rooms));
  }

  nameRefusal(wanted: string, asker: Asker): Refusal | null {
    const name = canonical(wanted);
    const flaw = userNameFlaw(name, this.#nameLength);
    if (flaw !== null) return { why: 'name-invalid', name: wanted, flaw };
    const owner = this.userNamed(name);
    if (owner !== undefined && owner.id !== asker.id) return { why: 'name-taken', name };
    if (asker.face === 'console') return null;
    const account = this.accountNamed(name);
    if (account !== undefined && (asker.account === null || fold(asker.account) !== fold(account.name))) {
      return { why: 'name-registered', name };
    }
    // It is kept for the operator, who may not be here.
    if (!this.#operatorNames.has(fold(name))) return null;
    return { why: 'name-invalid', name: wanted, flaw: { kind: 'reserved' } };
  }

  registerRefusal(user: UserView, account: string): Refusal | null {
    const { name, account: own } = user.person;
    if (own !== null) return { why: 'already-logged-in', account: own };
    if (this.accountNamed(account) !== undefined) return { why: 'account-exists', account };
    // An address is given, not chosen, and cannot be a name: the next guest under it is somebody else.
    const isOwn = fold(account) === fold(name) && this.nameRefusal(name, { ...user, account: own }) === null;
    if (!isOwn) return { why: 'account-not-own-name', account, name };
    return this.accounts.size < this.#mostAccounts ? null : { why: 'too-many-accounts' };
  }

  addUser(user: User): void {
    this.users.set(user.id, user);
    this.#usersByAddress.set(peerName(user.person.peer), user);
    if (user.face === 'console') this.operators.add(user);
    this.#usersByName.set(fold(user.person.name), user);
    this.house.mostUsers = Math.max(this.house.mostUsers, this.users.size);
  }

  removeUser(user: User): void {
    for (const room of [...user.rooms]) this.removeMember(room, user);
    for (const room of user.invitedTo) room.invited.delete(user);
    this.watchers.forget(user);
    if (user.person.account === null) this.markers.forget(user.person);
    this.users.delete(user.id);
    // A gateway may speak for two at one address and port.
    const address = peerName(user.person.peer);
    if (this.#usersByAddress.get(address) === user) this.#usersByAddress.delete(address);
    this.operators.delete(user);
    this.#usersByName.delete(fold(user.person.name));
  }

  /** Gives a user another person; the name may differ. */
  replacePerson(user: User, person: Person): void {
    this.#usersByName.delete(fold(user.person.name));
    user.person = person;
    this.#usersByName.set(fold(person.name), user);
  }

  openRoom(name: string, at: number): Room {
    const room: Room = {
      name,
      createdAt: at,
      topic: null,
      flags: new Set<RoomFlag>(['no-external', 'topic-locked']),
      key: null,
      limit: null,
      lists: { ban: new Map(), exception: new Map(), 'invite-exception': new Map() },
      metadata: new Map(),
      members: new Map(),
      invited: new Set(),
      audience: null,
    };
    this.#rooms.set(fold(name), room);
    return room;
  }

  addMember(room: Room, user: User, roles: Iterable<Role>): void {
    room.members.set(user.id, { user, roles: new Set(roles) });
    this.takeBackInvitation(room, user);
    room.audience = null;
    user.rooms.add(room);
  }

  renameRoom(room: Room, name: string): void {
    this.#rooms.delete(fold(room.name));
    room.name = name;
    this.#rooms.set(fold(name), room);
  }

  addInvitation(room: Room, user: User): void {
    room.invited.add(user);
    user.invitedTo.add(room);
  }

  takeBackInvitation(room: Room, user: User): void {
    room.invited.delete(user);
    user.invitedTo.delete(room);
  }

  /** A room that nobody is in any more is gone; the lobby stays. */
  removeMember(room: Room, user: User): void {
    room.members.delete(user.id);
    room.audience = null;
    user.rooms.delete(room);
    if (room.members.size > 0 || room.name === LOBBY) return;
    for (const invited of room.invited) invited.invitedTo.delete(room);
    this.#rooms.delete(fold(room.name));
  }
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
export function reaches(member: MemberView, least: Role): boolean {
  return ROLES.slice(0, ROLES.indexOf(least) + 1).some((role) => member.roles.has(role));
}

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

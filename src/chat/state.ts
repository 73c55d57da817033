// What the chat knows: its users, its rooms, the house. The chat changes it; everybody else reads it through the views.
import { type Mode, peerName, type Role, type UserId, type UserMode } from './command.ts';
import type { Person, Refusal } from './event.ts';
import type { ChatLimits } from './limits.ts';
import { canonical, fold, userNameFlaw } from './names.ts';
import { Past as PastUsers } from './past.ts';
import { ReadMarkers } from './read-markers.ts';
import { Redactable } from './redactable.ts';
import { audienceOf, isOfRoom, lasts, newRoom, type Room } from './room.ts';
import {
  type AccountView,
  type Asker,
  type ChatView,
  type HouseView,
  LOBBY,
  type Past,
  type RoomView,
  type Sanction,
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

export interface Account extends AccountView {
  readonly certificates: Set<string>;
}

export interface House extends HouseView {
  mode: Mode;
  locked: boolean;
  limit: number;
  mostUsers: number;
  readonly sanctions: Map<number, Sanction>;
  /** By number: under which address an earlier version has kept it. */
  readonly formerKeys: Map<number, string>;
  line: UserId | null;
}

export class State implements ChatView {
  readonly lobby = LOBBY;
  readonly house: House;
  readonly users = new Map<UserId, User>();
  /** Who sits at a console: where the desk is. */
  readonly operators = new Set<User>();
  nextExpiry: number | null = null;
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
    const { clients: limit } = limits;
    const [sanctions, formerKeys] = [new Map(), new Map()];
    this.house = { mode, locked: false, limit, mostUsers: 0, sanctions, formerKeys, line: null };
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
    if (!room.flags.has('secret') || room.members.has(asker)) return true;
    const self = this.users.get(asker)?.person;
    return self !== undefined && (self.operator || isOfRoom(room, self.account));
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

  /** A room is there now; it takes the place of one with the same name. */
  putRoom(room: Room): void {
    this.#rooms.set(fold(room.name), room);
  }

  openRoom(name: string, at: number): Room {
    const room = newRoom(name, at);
    this.putRoom(room);
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
    this.putRoom(room);
  }

  addInvitation(room: Room, user: User): void {
    room.invited.add(user);
    user.invitedTo.add(room);
  }

  takeBackInvitation(room: Room, user: User): void {
    room.invited.delete(user);
    user.invitedTo.delete(room);
    if (user.person.account !== null) room.invitedAccounts.delete(fold(user.person.account));
  }

  removeMember(room: Room, user: User): void {
    room.members.delete(user.id);
    room.audience = null;
    user.rooms.delete(room);
    this.closeIfUnused(room);
  }

  /** A room that nobody is in any more is gone, unless it lasts. */
  closeIfUnused(room: Room): void {
    if (room.members.size > 0 || lasts(room)) return;
    for (const invited of room.invited) invited.invitedTo.delete(room);
    this.#rooms.delete(fold(room.name));
  }
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

/** Where somebody is connected from: the host of each of its connections. */
export function addressesOf({ person }: User): readonly string[] {
  return [person.peer.host];
}

/** The ids of everybody who is an operator of the house. */
export function operatorsOf({ users }: State): readonly UserId[] {
  return [...users.values()].filter(({ person }) => person.operator).map(({ id }) => id);
}

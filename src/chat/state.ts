// What the chat knows: its users, its rooms, the house. The chat changes it; everybody else reads it through the views.
import { type Mode, peerName, type Role, type RoomFlag, type UserId } from './command.ts';
import type { Person } from './event.ts';
import { fold } from './names.ts';

export interface UserView {
  readonly id: UserId;
  /** What others are told of this user; replaced, never changed, when something of it changes. */
  readonly person: Person;
  readonly face: 'plain' | 'irc' | 'console';
  readonly enteredAt: number;
  /** When this user last said something, or entered. */
  readonly spokeAt: number;
  readonly away: string | null;
  readonly invisible: boolean;
  readonly rooms: ReadonlySet<RoomView>;
}

export interface MemberView {
  readonly user: UserView;
  readonly roles: ReadonlySet<Role>;
}

/** Who set something, and when (ms since 1970). */
interface SetBy {
  readonly by: string;
  readonly at: number;
}

export interface RoomView {
  readonly name: string;
  readonly createdAt: number;
  readonly topic: ({ readonly text: string } & SetBy) | null;
  readonly flags: ReadonlySet<RoomFlag>;
  readonly key: string | null;
  readonly limit: number | null;
  /** By mask, in the order they were set. */
  readonly bans: ReadonlyMap<string, SetBy>;
  readonly members: ReadonlyMap<UserId, MemberView>;
}

/** Why an address is banned, and under whose name it was (null: the address itself was named). */
interface HouseBan extends SetBy {
  readonly text: string;
  readonly name: string | null;
}

interface HouseView {
  readonly mode: Mode;
  readonly locked: boolean;
  readonly limit: number;
  /** By address. */
  readonly bans: ReadonlyMap<string, HouseBan>;
  /** p2p: the guest who has the operator's line. */
  readonly line: UserId | null;
}

/** Everything that may be read between two commands. Nothing in it may be kept across the next one but ids and persons. */
export interface ChatView {
  readonly house: HouseView;
  readonly lobby: string;
  readonly users: ReadonlyMap<UserId, UserView>;
  readonly rooms: Iterable<RoomView>;
  readonly roomCount: number;
  user(id: UserId): UserView | undefined;
  /** By name, under casemapping. */
  userNamed(name: string): UserView | undefined;
  /** By `address:port`. */
  userAt(address: string): UserView | undefined;
  roomNamed(name: string): RoomView | undefined;
  /** Whether `asker` may know that this room exists and who is in it. */
  mayKnow(asker: UserId, room: RoomView): boolean;
}

export interface User extends UserView {
  person: Person;
  spokeAt: number;
  away: string | null;
  invisible: boolean;
  readonly rooms: Set<Room>;
}

export interface Member extends MemberView {
  readonly user: User;
  readonly roles: Set<Role>;
}

export interface Room extends RoomView {
  topic: RoomView['topic'];
  readonly flags: Set<RoomFlag>;
  key: string | null;
  limit: number | null;
  readonly bans: Map<string, SetBy>;
  readonly members: Map<UserId, Member>;
  readonly invited: Set<UserId>;
  /** The members' ids as one frozen list that events share; made anew after somebody came or went. */
  audience: readonly UserId[] | null;
}

export interface House extends HouseView {
  mode: Mode;
  locked: boolean;
  limit: number;
  readonly bans: Map<string, HouseBan>;
  line: UserId | null;
}

/** The room that is always there, and where plain-text users find themselves. */
export const LOBBY = '#lobby';

export class State implements ChatView {
  readonly lobby = LOBBY;
  readonly house: House;
  readonly users = new Map<UserId, User>();
  /** Who sits at a console: where the desk is. */
  readonly operators = new Set<User>();
  /** How many guests have been given a name so far. */
  guests = 0;
  readonly #usersByName = new Map<string, User>();
  readonly #usersByAddress = new Map<string, User>();
  readonly #rooms = new Map<string, Room>();

  constructor(limit: number, mode: Mode) {
    this.house = { mode, locked: false, limit, bans: new Map(), line: null };
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

  mayKnow(asker: UserId, room: RoomView): boolean {
    return !room.flags.has('secret') || room.members.has(asker) || this.users.get(asker)?.person.operator === true;
  }

  addUser(user: User): void {
    this.users.set(user.id, user);
    this.#usersByAddress.set(peerName(user.person.peer), user);
    if (user.face === 'console') this.operators.add(user);
    this.#usersByName.set(fold(user.person.name), user);
  }

  removeUser(user: User): void {
    for (const room of [...user.rooms]) this.removeMember(room, user);
    for (const room of this.rooms) room.invited.delete(user.id);
    this.users.delete(user.id);
    this.#usersByAddress.delete(peerName(user.person.peer));
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
      bans: new Map(),
      members: new Map(),
      invited: new Set(),
      audience: null,
    };
    this.#rooms.set(fold(name), room);
    return room;
  }

  addMember(room: Room, user: User, roles: Iterable<Role>): void {
    room.members.set(user.id, { user, roles: new Set(roles) });
    room.invited.delete(user.id);
    room.audience = null;
    user.rooms.add(room);
  }

  /** A room that nobody is in any more is gone; the lobby stays. */
  removeMember(room: Room, user: User): void {
    room.members.delete(user.id);
    room.audience = null;
    user.rooms.delete(room);
    if (room.members.size === 0 && room.name !== LOBBY) this.#rooms.delete(fold(room.name));
  }
}

/** The ids of a room's members, as a list that stays as it is. */
export function audienceOf(room: Room): readonly UserId[] {
  room.audience ??= Object.freeze([...room.members.keys()]);
  return room.audience;
}

/** Everybody who shares a room with `user`, without `user`, each once. */
export function neighboursOf(user: User): readonly UserId[] {
  const ids = new Set<UserId>();
  for (const room of user.rooms) for (const id of room.members.keys()) ids.add(id);
  ids.delete(user.id);
  return [...ids];
}

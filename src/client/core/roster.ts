// Who is where, as far as the client has been told: the rooms it is in, their members, and the users it shares a room with.
import { fold } from './casemapping.ts';

/** Somebody in one of our rooms. `realname` is null until told. */
export interface User {
  readonly name: string;
  readonly realname: string | null;
  readonly away: boolean;
}

export interface Room {
  readonly name: string;
  /** Empty: no topic. */
  readonly topic: string;
  /** Folded name → prefixes of the roles (`@`, `+`, `@+`, or empty). Each is in the roster's `users`. */
  readonly members: ReadonlyMap<string, string>;
}

interface OwnRoom extends Room {
  topic: string;
  members: Map<string, string>;
}

export interface RosterView {
  /** The rooms one is in, by folded name. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** Everybody in them, by folded name. */
  readonly users: ReadonlyMap<string, User>;
}

/** Facts about rooms that one is not in are ignored: a roster holds only what is kept up to date. */
export class Roster implements RosterView {
  readonly rooms = new Map<string, OwnRoom>();
  readonly users = new Map<string, User>();

  room(name: string): Room | undefined {
    return this.rooms.get(fold(name));
  }

  /** One is in this room now; until told more, alone. */
  open(name: string, self: string): void {
    this.rooms.set(fold(name), { name, topic: '', members: new Map() });
    this.enter(name, self);
    this.#forgetStrangers();
  }

  close(name: string): void {
    this.rooms.delete(fold(name));
    this.#forgetStrangers();
  }

  clear(): void {
    this.rooms.clear();
    this.users.clear();
  }

  enter(roomName: string, name: string): void {
    const room = this.rooms.get(fold(roomName));
    if (room === undefined) return;
    room.members.set(fold(name), room.members.get(fold(name)) ?? '');
    this.#meet(name);
  }

  leave(roomName: string, name: string): void {
    this.rooms.get(fold(roomName))?.members.delete(fold(name));
    this.#forgetStrangers();
  }

  /** @returns the rooms the user was in */
  quit(name: string): string[] {
    const left = this.roomsOf(name);
    for (const room of left) this.rooms.get(fold(room))?.members.delete(fold(name));
    this.users.delete(fold(name));
    return left;
  }

  rename(before: string, after: string): void {
    const user = this.users.get(fold(before));
    if (user === undefined) return;
    for (const room of this.rooms.values()) {
      const prefixes = room.members.get(fold(before));
      if (prefixes === undefined) continue;
      room.members.delete(fold(before));
      room.members.set(fold(after), prefixes);
    }
    this.users.delete(fold(before));
    this.users.set(fold(after), { ...user, name: after });
  }

  /** The whole list of a room's members, as the server tells it. */
  replaceMembers(roomName: string, members: Iterable<{ readonly name: string; readonly prefixes: string }>): void {
    const room = this.rooms.get(fold(roomName));
    if (room === undefined) return;
    room.members = new Map();
    for (const { name, prefixes } of members) {
      room.members.set(fold(name), prefixes);
      this.#meet(name);
    }
    this.#forgetStrangers();
  }

  setPrefixes(roomName: string, name: string, change: (prefixes: string) => string): void {
    const members = this.rooms.get(fold(roomName))?.members;
    const prefixes = members?.get(fold(name));
    if (prefixes !== undefined) members?.set(fold(name), change(prefixes));
  }

  setTopic(roomName: string, topic: string): void {
    const room = this.rooms.get(fold(roomName));
    if (room !== undefined) room.topic = topic;
  }

  describe(name: string, change: Partial<Omit<User, 'name'>>): void {
    const user = this.users.get(fold(name));
    if (user !== undefined) this.users.set(fold(name), { ...user, ...change });
  }

  roomsOf(name: string): string[] {
    return [...this.rooms.values()].filter((room) => room.members.has(fold(name))).map((room) => room.name);
  }

  #meet(name: string): void {
    if (!this.users.has(fold(name))) this.users.set(fold(name), { name, realname: null, away: false });
  }

  #forgetStrangers(): void {
    for (const key of this.users.keys()) {
      if (![...this.rooms.values()].some((room) => room.members.has(key))) this.users.delete(key);
    }
  }
}

// What the chat knows: its users, its rooms, the house. The chat changes it; everybody else reads it through the views.
import { type Mode, peerName, type Role, type UserId } from './command.ts';
import type { Person, Refusal } from './event.ts';
import { FormerAccounts } from './former-accounts.ts';
import type { ChatLimits } from './limits.ts';
import { fold } from './names.ts';
import { type NameRules, nameRefusal, registerRefusal } from './naming.ts';
import { Past as PastUsers } from './past.ts';
import { ReadMarkers } from './read-markers.ts';
import { Redactable } from './redactable.ts';
import { isKept, isOfRoom, lasts, newRoom, type Room } from './room.ts';
import { type Account, isLoggedInTo, type User } from './user.ts';
import {
  type Asker,
  type ChatView,
  type FormerAccount,
  type HouseView,
  LOBBY,
  type Past,
  type RoomView,
  type Sanction,
  type SessionView,
  speaks,
  type UserView,
} from './views.ts';
import { Watchers } from './watchers.ts';

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
  /** Who stays here, by account under `fold`; those of them who have no session now. */
  readonly stayers = new Map<string, User>();
  readonly absent = new Set<User>();
  /** What has changed of that which lasts since it was last asked: rooms by their name under `fold` as it was then; accounts that stay. */
  readonly changed = { rooms: new Map<string, Room>(), stayers: new Set<string>() };
  /** Who sits at a console: where the desk is. */
  readonly operators = new Set<User>();
  nextExpiry: number | null = null;
  /** How many guests have been given a name so far. */
  guests = 0;
  readonly accounts = new Map<string, Account>();
  /** The fingerprints of all that belong to an account. */
  readonly certificates = new Set<string>();
  readonly formerAccounts: FormerAccounts;
  readonly past: PastUsers;
  readonly redactable: Redactable;
  readonly watchers = new Watchers();
  readonly markers: ReadMarkers;
  readonly #usersByName = new Map<string, User>();
  readonly #usersByAddress = new Map<string, User>();
  readonly #rooms = new Map<string, Room>();
  readonly #rules: NameRules;

  /** @param operatorNames only for who sits at a console */
  constructor(limits: ChatLimits, mode: Mode, operatorNames: readonly string[]) {
    const { clients: limit } = limits;
    const [sanctions, formerKeys] = [new Map(), new Map()];
    this.house = { mode, locked: false, limit, mostUsers: 0, sanctions, formerKeys, line: null };
    this.past = new PastUsers(limits.remembered);
    this.redactable = new Redactable(limits.redactable);
    this.markers = new ReadMarkers(limits.readMarkers);
    this.formerAccounts = new FormerAccounts(limits.formerAccounts);
    const { nameLength, accounts: mostAccounts } = limits;
    this.#rules = { nameLength, mostAccounts, operatorNames: new Set(operatorNames.map(fold)) };
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

  /** The one that somebody is logged in to. */
  accountOf({ person: { account } }: User): Account | undefined {
    return account === null ? undefined : this.accountNamed(account);
  }

  formerAccountNamed(name: string): FormerAccount | undefined {
    return this.formerAccounts.named(name);
  }

  formerAccountsOf(user: UserId): readonly FormerAccount[] {
    return this.formerAccounts.ofUser(user);
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

  nameRefusal(name: string, asker: Asker): Refusal | null {
    return nameRefusal(this, this.#rules, name, asker);
  }

  registerRefusal(user: UserView, account: string): Refusal | null {
    return registerRefusal(this, this.#rules, user, account);
  }

  removeAccount({ name, certificates }: Account): void {
    for (const fingerprint of certificates) this.certificates.delete(fingerprint);
    this.accounts.delete(fold(name));
    this.redactable.disown(name);
  }

  ownerHere(account: string, name: string): User | null {
    const user = this.stayers.get(fold(account)) ?? this.userNamed(name);
    return user !== undefined && isLoggedInTo(user, account) && !speaks(user, 'console') ? user : null;
  }

  /** How many accounts' owners want to stay, here or not. */
  get staying(): number {
    return this.accounts.values().reduce((count, { stays }) => count + Number(stays), 0);
  }

  /** How many are here with a session, operators at consoles included. */
  get present(): number {
    return this.users.size - this.absent.size;
  }

  /** @param user without its sessions */
  addUser(user: User): void {
    this.users.set(user.id, user);
    this.#usersByName.set(fold(user.person.name), user);
    this.absent.add(user);
  }

  addSession(user: User, session: SessionView): void {
    user.sessions.set(session.id, session);
    user.absentSince = null;
    this.absent.delete(user);
    this.#usersByAddress.set(peerName(session.peer), user);
    if (session.face === 'console') this.operators.add(user);
    this.house.mostUsers = Math.max(this.house.mostUsers, this.present);
    this.changedUser(user);
  }

  removeSession(user: User, session: SessionView, at: number): void {
    user.sessions.delete(session.id);
    // A gateway may speak for two at one address and port.
    const address = peerName(session.peer);
    if (this.#usersByAddress.get(address) === user) this.#usersByAddress.delete(address);
    if (user.sessions.size > 0) return;
    user.absentSince = at;
    this.absent.add(user);
    this.changedUser(user);
  }

  /** Whether a user stays here without a session; only who is logged in can. */
  setStays(user: User, stays: boolean): void {
    const { account } = user.person;
    if (account === null || user.stays === stays) return;
    for (const room of user.rooms) this.#stayerMoves(room, user, stays);
    user.stays = stays;
    if (stays) this.stayers.set(fold(account), user);
    else this.stayers.delete(fold(account));
    this.changed.stayers.add(fold(account));
  }

  /** Because of who stays a room is kept, or is not any more; who that is stands elsewhere. */
  #stayerMoves(room: Room, user: User, comes: boolean): void {
    const wasKept = isKept(room);
    if (comes) room.stayers.add(user);
    else room.stayers.delete(user);
    if (isKept(room) !== wasKept) this.changed.rooms.set(fold(room.name), room);
  }

  /** What is kept of a room has changed, or is about to end. */
  changedRoom(room: Room): void {
    if (isKept(room)) this.changed.rooms.set(fold(room.name), room);
  }

  /** What is kept of a user has changed, if anything is. */
  changedUser({ stays, person }: User): void {
    if (stays && person.account !== null) this.changed.stayers.add(fold(person.account));
  }

  removeUser(user: User): void {
    this.setStays(user, false);
    for (const room of [...user.rooms]) this.removeMember(room, user);
    for (const room of user.invitedTo) room.invited.delete(user);
    this.watchers.forget(user);
    if (user.person.account === null) this.markers.forgetUser(user.person);
    for (const session of [...user.sessions.values()]) this.removeSession(user, session, 0);
    this.users.delete(user.id);
    this.absent.delete(user);
    this.operators.delete(user);
    this.#usersByName.delete(fold(user.person.name));
  }

  /** Gives a user another person; the name may differ. */
  replacePerson(user: User, person: Person): void {
    this.#usersByName.delete(fold(user.person.name));
    user.person = person;
    this.#usersByName.set(fold(person.name), user);
    this.changedUser(user);
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
    if (user.stays) this.#stayerMoves(room, user, true);
    this.changedUser(user);
  }

  renameRoom(room: Room, name: string): void {
    this.#rooms.delete(fold(room.name));
    room.name = name;
    this.putRoom(room);
    for (const user of room.stayers) this.changedUser(user);
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
    if (user.stays) this.#stayerMoves(room, user, false);
    room.members.delete(user.id);
    room.audience = null;
    user.rooms.delete(room);
    this.changedUser(user);
    this.closeIfUnused(room);
  }

  /** A room that nobody is in any more is gone, unless it lasts. */
  closeIfUnused(room: Room): void {
    if (room.members.size > 0 || lasts(room)) return;
    for (const invited of room.invited) invited.invitedTo.delete(room);
    this.#rooms.delete(fold(room.name));
  }
}

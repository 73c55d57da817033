import { witnessesOf } from './audience.ts';
import type { Entry, Role, UserId } from './command.ts';
import type { Delivery, Event, EventKind, EventOf, Person, Refusal } from './event.ts';
import { type Fact, readFact, roomFact, stayFact } from './fact.ts';
import type { ChatLimits } from './limits.ts';
import { identityOf } from './masks.ts';
import type { MarkerChanged } from './read-markers.ts';
import { isKept, type ListedMask, type Member, type Room, reaches } from './room.ts';
import { isOver } from './sanctions.ts';
import type { State } from './state.ts';
import { cutToBytes } from './text.ts';
import type { User } from './user.ts';
import type { RoomMask } from './views.ts';

/** What an event has beyond what the entry and the actor give it. */
type Particulars<K extends EventKind> = Omit<EventOf<K>, 'id' | 'at' | 'who' | 'kind'>;

const NO_FACTS: readonly Fact[] = [];

/** One command being applied: what the handlers read and change, and where they put what came of it. */
export class Step {
  readonly state: State;
  readonly limits: ChatLimits;
  readonly at: number;
  readonly deliveries: Delivery[] = [];
  readonly refusals: Refusal[] = [];
  readonly id: string;
  /** Null: most commands change nothing that lasts. */
  #facts: Fact[] | null = null;

  constructor(state: State, limits: ChatLimits, entry: Entry) {
    this.state = state;
    this.limits = limits;
    this.at = entry.at;
    this.id = entry.id;
  }

  get facts(): readonly Fact[] {
    return this.#facts ?? NO_FACTS;
  }

  happened<K extends EventKind>(kind: K, who: Person, to: readonly UserId[], particulars: Particulars<K>): void {
    const event = { kind, id: this.id, at: this.at, who, ...particulars } as unknown as Event;
    this.deliveries.push({ event: Object.freeze(event), to });
  }

  /** Something about a user: for everybody in its rooms, and for those elsewhere who watch for it. */
  happenedTo<K extends EventKind>(kind: K, user: User, particulars: Particulars<K>, who = user.person): void {
    const witnesses = witnessesOf(user);
    this.happened(kind, who, witnesses, particulars);
    const watchers = this.state.watchers.of(user.person.name);
    if (watchers.length === 0) return;
    const told = new Set(witnesses);
    const others = watchers.filter((id) => !told.has(id));
    const event = this.deliveries.at(-1)?.event;
    if (others.length > 0 && event !== undefined) this.happened('watched', who, others, { event });
  }

  /** Something of what lasts is so from now on. */
  keep(fact: Fact): void {
    this.#facts ??= [];
    this.#facts.push(fact);
  }

  /** A read marker of an account is another from now on. */
  readonly keepMarker: MarkerChanged = (...marker) => this.keep(readFact(...marker));

  /** What lasts of a room has changed, or is about to end. */
  touch(room: Room): void {
    this.state.changedRoom(room);
  }

  /** All has been done. */
  finish(): void {
    const { rooms, stayers } = this.state.changed;
    for (const [key, room] of rooms) {
      const isThere = this.state.roomNamed(key) === room && isKept(room);
      this.keep(isThere ? roomFact(key, room) : { kind: 'room', key, value: null });
    }
    for (const key of stayers) this.keep(stayFact(key, this.state.accounts.get(key), this.state.stayers.get(key)));
    rooms.clear();
    stayers.clear();
  }

  refuse(refusal: Refusal): void {
    this.refusals.push(refusal);
  }

  /** A reason, a topic, an away text: cut to what fits. */
  short(text: string): string {
    return cutToBytes(text, this.limits.textBytes);
  }

  /** The user by name or by `address:port`; refuses when there is none. */
  someone(name: string): User | null {
    const user = this.state.userNamed(name) ?? this.state.userAt(name);
    if (user === undefined) this.refuse({ why: 'no-such-user', name });
    return user ?? null;
  }

  /** A room that the actor may know of; refuses when there is none. */
  knownRoom(user: User, name: string): Room | null {
    const room = this.state.roomNamed(name);
    if (room === undefined || !this.state.mayKnow(user.id, room)) {
      this.refuse({ why: 'no-such-room', room: name });
      return null;
    }
    return room;
  }

  /** A room in which the actor may do what halfops do; refuses otherwise. The operator of the house may everywhere. */
  ownRoom(user: User, name: string): Room | null {
    const room = this.knownRoom(user, name);
    if (room === null || user.person.operator) return room;
    const member = room.members.get(user.id);
    if (member === undefined) this.refuse({ why: 'not-in-room', room: room.name });
    else if (!reaches(member, 'halfop')) this.refuse({ why: 'op-needed', room: room.name });
    else return room;
    return null;
  }

  /** The highest role that the actor may give, take, and put out who has it; null for none. */
  reachIn(room: Room, user: User): Role | null {
    if (user.person.operator) return 'owner';
    const member = room.members.get(user.id);
    if (member === undefined) return null;
    if (member.roles.has('owner')) return 'owner';
    if (member.roles.has('op')) return 'op';
    return member.roles.has('halfop') ? 'voice' : null;
  }

  /** Somebody in a room, by name; refuses when nobody of that name is there. */
  memberNamed(room: Room, name: string): Member | null {
    const user = this.someone(name);
    if (user === null) return null;
    const member = room.members.get(user.id);
    if (member === undefined) this.refuse({ why: 'target-not-in-room', room: room.name, name: user.person.name });
    return member ?? null;
  }

  /** The ban that keeps this person out (`joining`), or silent (`speaking`), where no exception lifts it. */
  banOn(room: Room, person: Person, from: 'joining' | 'speaking'): RoomMask | undefined {
    const { ban, exception } = room.lists;
    if (ban.size === 0) return undefined;
    const identity = identityOf(person);
    const hits = (one: ListedMask): boolean =>
      (from === 'speaking' || !one.matcher.mutes) && !isOver(one, this.at) && one.matcher.matches(identity);
    const found = ban.values().find(hits);
    return found !== undefined && exception.values().some(hits) ? undefined : found;
  }
}

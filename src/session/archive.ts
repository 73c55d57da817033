// What of the past somebody may see: the chat's rules before what the store remembers. A room's history is for who is in it
// now, a private conversation for the two who have it. What cannot be read now is null.
import type { Role, UserId } from '../chat/command.ts';
import type { EventOf, Person } from '../chat/event.ts';
import type { ChatView } from '../chat/views.ts';
import { holdsRole } from '../chat/visibility.ts';
import type { Active, Bound, Conversation, HistoryEvent, HistoryQuery, Store } from '../store/store.ts';
import { StoreError } from '../store/trouble.ts';
import { between, called, isSelf, nameIn, partiesOf } from './correspondents.ts';
import { asOfToday } from './present.ts';
import type { ActiveTalk, Part, Past, Talk, Wanted } from './talk.ts';

/** What may not be seen is left out; as often as that is followed by more, it is read on. */
const MOST_READS = 10;
/** Private conversations of one person that are looked through. */
const MOST_TALKS = 200;
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

export class Archive {
  readonly #store: Pick<Store, 'history' | 'message' | 'search' | 'active'>;
  readonly #chat: ChatView;

  constructor(store: Pick<Store, 'history' | 'message' | 'search' | 'active'>, chat: ChatView) {
    this.#store = store;
    this.#chat = chat;
  }

  /** The conversation in a room, or with somebody; null when there is none that the asker may read. */
  talk(asker: UserId, target: string): Talk | null {
    const self = this.#chat.user(asker)?.person;
    if (self === undefined) return null;
    if (target.startsWith('#')) {
      const room = this.#chat.roomNamed(target);
      return room?.members.has(asker) ? { parts: [{ kind: 'room', name: room.name }], name: room.name } : null;
    }
    const other = called(this.#chat, target);
    return other === null ? null : { parts: between(self, other), name: other.name };
  }

  read(asker: UserId, talk: Talk, part: Part): Promise<Past | null> {
    return attempt(() => this.#read(asker, talk, part));
  }

  /** What is still for the asker when it comes to be shown: whoever was put out meanwhile reads nothing more. */
  still(asker: UserId, { parts }: Talk, past: Past | null): Past | null {
    return past === null || parts.every((of) => this.#mayRead(asker, of)) ? past : { ...past, events: [] };
  }

  /** As much before a place as from there on, as far as there is so much. */
  around(asker: UserId, talk: Talk, what: Part['what'], at: Bound, limit: number): Promise<Past | null> {
    return attempt(async () => {
      const half = Math.floor(limit / 2);
      const before = { what, after: null, before: at, from: 'newest', limit: half } as const;
      const earlier = half === 0 ? [] : (await this.#read(asker, talk, before)).events;
      const at0 = 'id' in at ? await this.#message(asker, talk, at.id) : [];
      const left = limit - earlier.length - at0.length;
      const after = 'id' in at ? at : { at: at.at - 1 };
      const later = { what, after, before: null, from: 'oldest', limit: left } as const;
      const rest = left === 0 ? [] : (await this.#read(asker, talk, later)).events;
      return { events: [...earlier, ...at0, ...rest], from: 'oldest' };
    });
  }

  /** What is between two places, counted from the first, which may be the later one. */
  between(
    asker: UserId,
    talk: Talk,
    what: Part['what'],
    [one, other]: readonly [Bound, Bound],
    limit: number,
  ): Promise<Past | null> {
    return attempt(async () => {
      const onwards = await this.#read(asker, talk, { what, after: one, before: other, from: 'oldest', limit });
      if (onwards.events.length > 0) return onwards;
      return this.#read(asker, talk, { what, after: other, before: one, from: 'newest', limit });
    });
  }

  /** What was said and is looked for, oldest first; of more than `limit` the latest. */
  search(asker: UserId, wanted: Wanted): Promise<Past<EventOf<'said'>> | null> {
    return attempt(async () => {
      const asked = wanted.in === null ? await this.#all(asker) : wanted.in.parts;
      const found = await this.#store.search({ ...wanted, in: asked });
      const seen: EventOf<'said'>[] = [];
      for (const event of found) {
        if (isForEyes(event) && (await this.#mayFind(asker, asked, event)))
          seen.unshift(asOfToday(event, { room: null, person: this.#hidden }));
      }
      // Meanwhile it may have been put out of one of them.
      return { events: asked.every((of) => this.#mayRead(asker, of)) ? seen : [], from: 'newest' };
    });
  }

  /**
   * The conversations with nothing said after `before`, and something after `after` (ms since 1970; not included); the one in
   * which something was said first comes first.
   */
  active(asker: UserId, after: number, before: number): Promise<readonly ActiveTalk[] | null> {
    return attempt(async () => {
      const self = this.#chat.user(asker);
      if (self === undefined) return [];
      const rooms = [...self.rooms].map(({ name }) => name);
      const query = { parties: partiesOf(self.person), rooms, after, before: END_OF_TIME, limit: MOST_TALKS };
      // By name: it may have several parts.
      const found = new Map<string, ActiveTalk>();
      for (const active of await this.#store.active(query)) {
        const name = nameIn(this.#chat, self.person, active);
        const talk = name === null ? null : this.talk(asker, name);
        if (talk === null || found.has(talk.name)) continue;
        const at = await this.#lastSeen(asker, talk, active.last);
        if (at !== null && at > after && at < before) found.set(talk.name, { talk, at });
      }
      return [...found.values()].sort((one, other) => one.at - other.at);
    });
  }

  /** The same for who comes back: also those with somebody who cannot be written to any more. In the order of `active`. */
  missed(asker: UserId, after: number): Promise<readonly Talk[] | null> {
    return attempt(async () => {
      const self = this.#chat.user(asker);
      if (self === undefined) return [];
      const rooms = [...self.rooms].map(({ name }) => name);
      const query = { parties: partiesOf(self.person), rooms, after, before: END_OF_TIME, limit: MOST_TALKS };
      const found: Talk[] = [];
      const names = new Set<string>();
      for (const active of await this.#store.active(query)) {
        const name = nameIn(this.#chat, self.person, active);
        // Two who cannot be found any more may have had the same name.
        const talk = name === null ? lostTalk(self.person, active) : this.talk(asker, name);
        if (talk === null || (name !== null && names.has(talk.name))) continue;
        if (name !== null) names.add(talk.name);
        found.unshift(talk);
      }
      return found;
    });
  }

  async #read(asker: UserId, talk: Talk, part: Part): Promise<Past> {
    const { from, limit } = part;
    const seen: HistoryEvent[] = [];
    for (const of of talk.parts) {
      const [after, before] = [await this.#boundIn(talk, of, part.after), await this.#boundIn(talk, of, part.before)];
      seen.push(...(await this.#readPart(asker, { ...part, of, after, before })));
    }
    if (talk.parts.length > 1) seen.sort((one, other) => one.at - other.at);
    const events = from === 'oldest' ? seen.slice(0, limit) : seen.slice(-limit);
    return { events: events.map((event) => this.#present(asker, talk, event)), from };
  }

  /** In another part, where a message was is the time of that. */
  async #boundIn({ parts }: Talk, of: Conversation, bound: Bound | null): Promise<Bound | null> {
    if (parts.length === 1 || bound === null || 'at' in bound) return bound;
    if ((await this.#store.message(of, bound.id)) !== null) return bound;
    for (const part of parts) {
      const message = await this.#store.message(part, bound.id);
      if (message !== null) return { at: message.at };
    }
    return bound;
  }

  async #readPart(asker: UserId, query: HistoryQuery): Promise<readonly HistoryEvent[]> {
    const { of, what, from, limit } = query;
    let { after, before } = query;
    const seen: HistoryEvent[] = [];
    for (let reads = 0; reads < MOST_READS && seen.length < limit; reads++) {
      const found = await this.#store.history({ of, what, after, before, from, limit });
      const some = found.filter((event) => this.#maySee(asker, of, event));
      if (from === 'oldest') seen.push(...some);
      else seen.unshift(...some);
      const last = found.at(from === 'oldest' ? -1 : 0);
      if (found.length < limit || last === undefined) break;
      if (from === 'oldest') after = { id: last.id };
      else before = { id: last.id };
    }
    // While it was read, a role or the place itself may have been lost.
    const visible = seen.filter((event) => this.#maySee(asker, of, event));
    return from === 'oldest' ? visible.slice(0, limit) : visible.slice(-limit);
  }

  /** One message, if it may be seen, or nothing. */
  async #message(asker: UserId, talk: Talk, id: string): Promise<HistoryEvent[]> {
    for (const of of talk.parts) {
      const message = await this.#store.message(of, id);
      if (message !== null) return this.#maySee(asker, of, message) ? [this.#present(asker, talk, message)] : [];
    }
    return [];
  }

  #mayRead(asker: UserId, of: Conversation): boolean {
    if (of.kind === 'private') return this.#chat.user(asker) !== undefined;
    return this.#chat.roomNamed(of.name)?.members.has(asker) === true;
  }

  #maySee(asker: UserId, of: Conversation, event: HistoryEvent): boolean {
    return this.#mayRead(asker, of) && isForEyes(event) && this.#isAmongThose(asker, of, event);
  }

  /** What was only for those with a role is for those who have it now, and for who said it. */
  #isAmongThose(asker: UserId, of: Conversation, event: HistoryEvent): boolean {
    const least = leastOf(event);
    return least === null || this.#hasSaid(asker, event) || (of.kind === 'room' && this.#holds(asker, of.name, least));
  }

  #holds(asker: UserId, room: string, least: Role): boolean {
    const found = this.#chat.roomNamed(room);
    return found !== undefined && holdsRole(found, asker, least);
  }

  /** What was said with an account before it was registered was said with an earlier one of the same name. */
  #hasSaid(asker: UserId, { who, at }: HistoryEvent): boolean {
    const self = this.#chat.user(asker)?.person;
    if (self === undefined || !isSelf(self, who)) return false;
    return self.id === who.id || at >= (this.#chat.accountNamed(self.account ?? '')?.registeredAt ?? 0);
  }

  /** A room may have had another name when it was said: what matters is where it is remembered. */
  async #mayFind(asker: UserId, asked: readonly Conversation[], event: EventOf<'said'>): Promise<boolean> {
    const least = leastOf(event);
    if (least === null || this.#hasSaid(asker, event)) return true;
    for (const of of asked) {
      if (!this.#isAmongThose(asker, of, event)) continue;
      if ((await this.#store.message(of, event.id)) !== null) return true;
    }
    return false;
  }

  #present(asker: UserId, talk: Talk, event: HistoryEvent): HistoryEvent {
    if (talk.name.startsWith('#')) return asOfToday(event, { room: talk.name, person: this.#hidden });
    const self = this.#chat.user(asker)?.person;
    const named = (person: Person): Person => ({
      ...this.#hidden(person),
      name: self !== undefined && isSelf(self, person) ? self.name : talk.name,
    });
    return asOfToday(event, { room: null, person: named });
  }

  /** The address of somebody who is here is hidden if it is now. */
  readonly #hidden = (person: Person): Person => {
    const now = this.#chat.user(person.id)?.person;
    return now === undefined ? person : { ...person, username: now.username, cloak: now.cloak };
  };

  /** Everything that somebody may read. */
  async #all(asker: UserId): Promise<Conversation[]> {
    const self = this.#chat.user(asker);
    if (self === undefined) return [];
    const rooms = [...self.rooms].map(({ name }): Conversation => ({ kind: 'room', name }));
    const query = { parties: partiesOf(self.person), rooms: [], after: 0, before: END_OF_TIME, limit: MOST_TALKS };
    return [...rooms, ...(await this.#store.active(query)).map(({ of }) => of)];
  }

  /** When something was last said that the asker may see. */
  async #lastSeen(asker: UserId, talk: Talk, last: EventOf<'said'>): Promise<number | null> {
    if (talk.parts.some((of) => this.#maySee(asker, of, last))) return last.at;
    const newest = { what: 'messages', after: null, before: null, from: 'newest', limit: 1 } as const;
    const { events } = await this.#read(asker, talk, newest);
    return events[0]?.at ?? null;
  }
}

/** With somebody who cannot be found any more, under the name of then. */
function lostTalk(self: Person, { of, last }: Active): Talk | null {
  if (last.to.kind !== 'user') return null;
  return { parts: [of], name: (isSelf(self, last.who) ? last.to.person : last.who).name };
}

/** What clients ask each other (CTCP) is answered by them, and would be again. */
function isForEyes(event: HistoryEvent): boolean {
  return event.kind !== 'said' || event.form === 'action' || !event.text.startsWith('\x01');
}

function leastOf(event: HistoryEvent): Role | null {
  const isSaid = event.kind === 'said' || event.kind === 'redacted';
  return isSaid && event.to.kind === 'room' ? event.to.least : null;
}

async function attempt<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    // Its cause is the store's to tell.
    if (error instanceof StoreError) return null;
    throw error;
  }
}

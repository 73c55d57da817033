// History in memory: what a server without a data directory remembers, and what the one on the disk is compared with.
import type { EventOf } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import { MOST_AUDITED } from './audit.ts';
import type { Change, Guard } from './changes.ts';
import { conversationIn, keyOf, partiesIn, partyKey, withHeir } from './conversations.ts';
import type { Active, ActiveQuery, Bound, Conversation, HistoryEvent, HistoryQuery, SearchQuery } from './store.ts';
import { isWanted, wantedIn } from './wanted.ts';

/** How much is kept: of one conversation, and of all; of the audit log, as in `MOST_AUDITED`. */
export interface MemoryRetention {
  readonly ms: number;
  readonly events: number;
  readonly allEvents: number;
  readonly audited: number;
}

/** A lecture can be read again by who comes late; some 50 MB at most, if nobody writes long messages. */
export const MEMORY_RETENTION: MemoryRetention = {
  ms: 24 * 3600 * 1000,
  events: 2000,
  allEvents: 50_000,
  audited: MOST_AUDITED,
};

/** An event in its place. */
interface Kept {
  readonly event: HistoryEvent;
  /** Counted over all conversations. */
  readonly number: number;
  /** Never goes back. */
  readonly at: number;
  readonly in: Talk;
  /** Taken back: only its place is left. */
  isGone: boolean;
}

interface Talk {
  key: string;
  kept: Kept[];
  readonly guards: Set<Guard>;
}

export class MemoryHistory {
  readonly #retention: MemoryRetention;
  readonly #talks = new Map<string, Talk>();
  /** Of all conversations, oldest first; those before `#first` are forgotten. */
  #all: Kept[] = [];
  #first = 0;
  #at = 0;
  #count = 0;

  constructor(retention: MemoryRetention) {
    this.#retention = retention;
  }

  /** When something was last kept (ms since 1970). */
  get spokenAt(): number {
    return this.#at;
  }

  apply(change: Change): void {
    switch (change.kind) {
      case 'happened':
        return this.#add(this.#talk(keyOf(change.of)), change.event);
      case 'redacted':
        return this.#redact(change.of, change.event);
      case 'opened': {
        const talk = this.#talk(fold(change.room));
        if (talk.guards.size > 0) this.#forget(talk);
        return;
      }
      case 'guarded': {
        const { guards } = this.#talk(fold(change.room));
        if (change.set) guards.add(change.by);
        else guards.delete(change.by);
        return;
      }
      case 'moved':
        return this.#move(fold(change.room), fold(change.to));
      case 'dropped':
        return this.#leaveTo(partyKey({ account: change.account }), partyKey({ user: change.heir }));
    }
  }

  #talk(key: string): Talk {
    let talk = this.#talks.get(key);
    if (talk === undefined) {
      talk = { key, kept: [], guards: new Set() };
      this.#talks.set(key, talk);
      this.#forgetQuiet(talk);
    }
    return talk;
  }

  /** Of a room with nothing left but who may not come in, even that goes when there are very many. */
  #forgetQuiet(newest: Talk): void {
    if (this.#talks.size <= this.#retention.allEvents) return;
    const quiet = this.#talks.values().find((one) => one.kept.length === 0 && one !== newest);
    if (quiet !== undefined) this.#forget(quiet);
  }

  #forget(talk: Talk): void {
    this.#talks.delete(talk.key);
    talk.kept = [];
  }

  #move(from: string, to: string): void {
    const talk = this.#talk(from);
    if (from === to) return;
    const before = this.#talks.get(to);
    if (before !== undefined) this.#forget(before);
    this.#talks.delete(from);
    talk.key = to;
    this.#talks.set(to, talk);
  }

  #leaveTo(party: string, heir: string): void {
    for (const [key, talk] of [...this.#talks]) {
      if (partiesIn(key)?.includes(party) !== true) continue;
      this.#talks.delete(key);
      talk.key = withHeir(key, party, heir);
      this.#talks.set(talk.key, talk);
    }
  }

  #add(talk: Talk, event: HistoryEvent): void {
    this.#at = Math.max(this.#at, event.at);
    const kept = { event, number: ++this.#count, at: this.#at, in: talk, isGone: false };
    talk.kept.push(kept);
    this.#all.push(kept);
    if (talk.kept.length > this.#retention.events) talk.kept.shift();
    while (this.#isOver(this.#all[this.#first])) this.#dropOldest();
  }

  #isOver(oldest: Kept | undefined): boolean {
    const { ms, allEvents } = this.#retention;
    return oldest !== undefined && (this.#all.length - this.#first > allEvents || oldest.at < this.#at - ms);
  }

  #dropOldest(): void {
    const oldest = this.#all[this.#first];
    this.#first++;
    const talk = oldest?.in;
    if (talk !== undefined && talk.kept[0] === oldest) {
      talk.kept.shift();
      if (talk.kept.length === 0 && talk.guards.size === 0) this.#forget(talk);
    }
    if (this.#first < this.#all.length / 2) return;
    this.#all = this.#all.slice(this.#first);
    this.#first = 0;
  }

  #redact(of: Conversation, event: EventOf<'redacted'>): void {
    const own = this.#talk(keyOf(of));
    const said = this.#said(own, event.message) ?? this.#saidAnywhere(event.message);
    if (said !== null) said.isGone = true;
    this.#add(said?.in ?? own, event);
  }

  /** Who has logged in since then talks elsewhere. */
  #saidAnywhere(id: string): Kept | null {
    for (const talk of this.#talks.values()) {
      const said = this.#said(talk, id);
      if (said !== null) return said;
    }
    return null;
  }

  #said({ kept }: Talk, id: string): Kept | null {
    return kept.find((one) => one.event.id === id && one.event.kind === 'said' && !one.isGone) ?? null;
  }

  history({ of, what, after, before, from, limit }: HistoryQuery): HistoryEvent[] {
    const kept = this.#talks.get(keyOf(of))?.kept ?? [];
    const start = after === null ? 0 : placeAfter(kept, after);
    const end = before === null ? kept.length : placeOf(kept, before);
    const found = kept
      .slice(start, Math.max(start, end))
      .filter((one) => !one.isGone && (what === 'all' || isMessage(one.event)))
      .map(({ event }) => event);
    return from === 'oldest' ? found.slice(0, limit) : found.slice(Math.max(0, found.length - limit));
  }

  message(of: Conversation, id: string): EventOf<'said'> | null {
    const talk = this.#talks.get(keyOf(of));
    const event = talk === undefined ? undefined : this.#said(talk, id)?.event;
    return event?.kind === 'said' ? event : null;
  }

  search(query: SearchQuery): EventOf<'said'>[] {
    const wanted = wantedIn(query);
    const [after, before] = [query.after ?? Number.NEGATIVE_INFINITY, query.before ?? Number.POSITIVE_INFINITY];
    return [...new Set(query.in.map(keyOf))]
      .flatMap((key) => this.#talks.get(key)?.kept ?? [])
      .filter(({ at, isGone }) => !isGone && at > after && at < before)
      .sort((one, other) => other.number - one.number)
      .flatMap(({ event }) => (isMessage(event) && isWanted(wanted, event) ? [event] : []))
      .slice(0, query.limit);
  }

  active({ parties, rooms, after, before, limit }: ActiveQuery): Active[] {
    const who = new Set(parties.map(partyKey));
    const keys = new Set(rooms.map(fold));
    const isAsked = ({ key }: Talk): boolean => keys.has(key) || partiesIn(key)?.some((one) => who.has(one)) === true;
    const last = ({ kept }: Talk): Kept | undefined =>
      kept.findLast(({ event, at, isGone }) => !isGone && at > after && at < before && isMessage(event));
    return [...this.#talks.values()]
      .filter(isAsked)
      .flatMap((talk) => last(talk) ?? [])
      .sort((one, other) => other.number - one.number)
      .flatMap(({ in: { key }, event }) => (isMessage(event) ? [{ of: conversationIn(key), last: event }] : []))
      .slice(0, limit);
  }
}

/** What was said, but for reactions. */
function isMessage(event: HistoryEvent): event is EventOf<'said'> {
  return event.kind === 'said' && event.form !== 'tags';
}

/** The index of the first behind a bound. */
function placeAfter(kept: readonly Kept[], bound: Bound): number {
  if ('at' in bound) return placeWhere(kept, ({ at }) => at > bound.at);
  const last = kept.findLastIndex(({ event }) => event.id === bound.id);
  return last < 0 ? kept.length : last + 1;
}

/** The index of the first that is not before a bound. */
function placeOf(kept: readonly Kept[], bound: Bound): number {
  if ('at' in bound) return placeWhere(kept, ({ at }) => at >= bound.at);
  return Math.max(
    0,
    kept.findIndex(({ event }) => event.id === bound.id),
  );
}

function placeWhere(kept: readonly Kept[], holds: (one: Kept) => boolean): number {
  const found = kept.findIndex(holds);
  return found < 0 ? kept.length : found;
}

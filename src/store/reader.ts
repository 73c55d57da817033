// Reads the database for whoever asks.
import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../chat/audit.ts';
import type { EventOf } from '../chat/event.ts';
import type { Fact } from '../chat/fact.ts';
import { fold } from '../chat/names.ts';
import { type AuditQuery, select } from './audit.ts';
import { decode, EVENT_ROWS, type EventRow, KIND } from './codec.ts';
import { conversationIn, keyOf, partyKey } from './conversations.ts';
import { matchFor } from './index-of-words.ts';
import { PeopleReader } from './people.ts';
import { type Range, rangeOf, within } from './ranges.ts';
import { EVENTS } from './schema.ts';
import { inTransaction, type Sql, statementsOf } from './statements.ts';
import type {
  AccountRecord,
  Active,
  ActiveQuery,
  Conversation,
  HistoryEvent,
  HistoryQuery,
  Restored,
  SearchQuery,
} from './store.ts';
import { isWanted, type Wanted, wantedIn } from './wanted.ts';

/** A conversation as it stands in the database. */
interface Talk {
  readonly id: number;
  readonly key: string;
  readonly name: string | null;
  readonly first: number;
  readonly next: number;
  readonly indexed: number;
}

/** What is looked at of a message to find out whether it is wanted. */
interface Candidate {
  readonly place: number;
  readonly at: number;
  readonly who: number;
  readonly text: string;
}

type Said = EventOf<'said'>;

/** Events that one search looks at: some 100 ms. What is further back than that is not found without a better word. */
const MOST_LOOKED_AT = 100_000;
/** Private conversations of one account that are looked at for what was active; the latest. */
const MOST_TALKS = 1000;

const TALK = 'SELECT id, key, name, first, next, indexed FROM conversation';
const BY_KEY = `${TALK} WHERE key = ?`;
const OF_PARTY = `${TALK} WHERE (one = ?1 OR other = ?1) AND spoken_at > ?2 ORDER BY spoken_at DESC LIMIT ${MOST_TALKS}`;
const MESSAGES = `AND kind = ${KIND.message}`;
const SCAN = `SELECT place, at, who, text FROM event WHERE place >= ? AND place < ? ${MESSAGES} ORDER BY place DESC`;
const OLDEST = 'ORDER BY place LIMIT ?';
const NEWEST = 'ORDER BY place DESC LIMIT ?';
const BY_ID = `SELECT place FROM event WHERE id = ? AND place >= ? AND place < ? AND kind IN (${KIND.message}, ${KIND.tags})`;
const MATCH = 'SELECT rowid AS place FROM word WHERE word MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC';
const ACCOUNT = 'SELECT name, shown, registered_at, credentials FROM account';
const CERTIFICATES = 'SELECT fingerprint FROM certificate WHERE account = ? ORDER BY number';
const OWNER = 'SELECT account FROM certificate WHERE fingerprint = ?';
const AUDIT = 'SELECT entry FROM audit ORDER BY number DESC';
const FACTS = 'SELECT kind, key, value FROM fact ORDER BY number';

export class Reader {
  readonly #database: DatabaseSync;
  readonly #sql: Sql;
  readonly #people: PeopleReader;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = statementsOf(database);
    this.#people = new PeopleReader(database);
  }

  /** All that `read` reads is of the same moment. */
  #reading<T>(read: () => T): T {
    return inTransaction(this.#database, 'DEFERRED', read);
  }

  account(name: string): AccountRecord | null {
    return this.#reading(() => this.#account(fold(name)));
  }

  accountOfCertificate(fingerprint: string): AccountRecord | null {
    return this.#reading(() => {
      const owner = this.#sql(OWNER).get(fingerprint)?.account;
      return typeof owner === 'string' ? this.#account(owner) : null;
    });
  }

  restore(): Restored {
    return this.#reading(() => {
      const accounts = this.#sql(`${ACCOUNT} ORDER BY registered_at, name`).all();
      return {
        accounts: accounts.map((row) => this.#registeredName(row)),
        facts: this.#sql(FACTS).all().map(factIn),
        spokenAt: Number(this.#sql('SELECT coalesce(max(spoken_at), 0) AS at FROM conversation').get()?.at),
      };
    });
  }

  audit(query: AuditQuery): readonly AuditEntry[] {
    return this.#reading(() => {
      const rows = this.#sql(AUDIT).iterate() as Iterable<{ readonly entry: string }>;
      return select(entriesIn(rows), query);
    });
  }

  #account(name: string): AccountRecord | null {
    const row = this.#sql(`${ACCOUNT} WHERE name = ?`).get(name);
    if (row === undefined) return null;
    return { ...this.#registeredName(row), credentials: JSON.parse(String(row.credentials)) };
  }

  #registeredName(row: Readonly<Record<string, unknown>>): Restored['accounts'][number] {
    const certificates = this.#sql(CERTIFICATES).all(String(row.name));
    return {
      name: String(row.shown),
      registeredAt: Number(row.registered_at),
      certificates: certificates.map(({ fingerprint }) => String(fingerprint)),
    };
  }

  history({ of, what, after, before, from, limit }: HistoryQuery): readonly HistoryEvent[] {
    return this.#reading(() => {
      const talk = this.#talk(keyOf(of));
      if (talk === null) return [];
      const range = within(this.#sql, rangeOf(talk), after, before);
      const kinds = what === 'messages' ? MESSAGES : `AND kind <> ${KIND.gone}`;
      const rows = this.#rows(range, kinds, from === 'oldest' ? OLDEST : NEWEST, limit);
      if (from === 'newest') rows.reverse();
      return rows.flatMap((row) => this.#event(talk, row) ?? []);
    });
  }

  message(of: Conversation, id: string): Said | null {
    return this.#reading(() => {
      const talk = this.#talk(keyOf(of));
      if (talk === null) return null;
      const { from, to } = rangeOf(talk);
      const place = this.#sql(BY_ID).get(id, from, to)?.place;
      return typeof place === 'number' ? this.#said(talk, place) : null;
    });
  }

  active({ parties, rooms, after, before, limit }: ActiveQuery): readonly Active[] {
    return this.#reading(() => {
      const talks = new Map<number, Talk>();
      for (const key of rooms.map(fold)) {
        const talk = this.#talk(key);
        if (talk !== null) talks.set(talk.id, talk);
      }
      for (const party of parties) {
        const own = this.#sql(OF_PARTY).all(partyKey(party), after) as unknown as Talk[];
        for (const talk of own) talks.set(talk.id, talk);
      }
      return [...talks.values()]
        .flatMap((talk) => this.#lastSaid(talk, after, before) ?? [])
        .sort((one, other) => other.at - one.at)
        .slice(0, limit)
        .map(({ of, last }) => ({ of, last }));
    });
  }

  #lastSaid(talk: Talk, after: number, before: number): (Active & { readonly at: number }) | null {
    const range = within(this.#sql, rangeOf(talk), { at: after }, { at: before });
    const [row] = this.#rows(range, MESSAGES, NEWEST, 1);
    if (row === undefined) return null;
    const last = this.#event(talk, row);
    return last?.kind === 'said' ? { of: conversationIn(talk.key), last, at: row.at } : null;
  }

  search(query: SearchQuery): readonly Said[] {
    const wanted = wantedIn(query);
    const found: (Candidate & { readonly talk: Talk })[] = [];
    return this.#reading(() => {
      let left = MOST_LOOKED_AT;
      for (const key of new Set(query.in.map(keyOf))) {
        const talk = this.#talk(key);
        if (talk === null) continue;
        let limit = query.limit;
        for (const row of this.#candidates(talk, query, wanted)) {
          if (limit <= 0 || left-- <= 0) break;
          if (!isWanted(wanted, { who: this.#people.person(row.who), text: row.text })) continue;
          found.push({ ...row, talk });
          limit--;
        }
      }
      return found
        .sort((one, other) => other.at - one.at)
        .slice(0, query.limit)
        .flatMap(({ talk, place }) => this.#said(talk, place) ?? []);
    });
  }

  /** Messages that may be what is wanted, the newest first. */
  *#candidates(talk: Talk, { after, before }: SearchQuery, wanted: Wanted): Generator<Candidate> {
    const bounds = [after, before].map((at) => (at === null ? null : { at })) as [
      { at: number } | null,
      { at: number } | null,
    ];
    const range = within(this.#sql, rangeOf(talk), ...bounds);
    const match = matchFor(talk.id, wanted);
    const indexed =
      match === null ? range.from : Math.max(range.from, Math.min(range.to, talk.id * EVENTS + talk.indexed));
    yield* this.#sql(SCAN).iterate(indexed, range.to) as Iterable<unknown> as Iterable<Candidate>;
    if (match === null) return;
    for (const { place } of this.#sql(MATCH).iterate(match, range.from, indexed)) {
      yield* this.#sql(SCAN).all(Number(place), Number(place) + 1) as unknown as Candidate[];
    }
  }

  #talk(key: string): Talk | null {
    return (this.#sql(BY_KEY).get(key) as unknown as Talk | undefined) ?? null;
  }

  #rows({ from, to }: Range, kinds: string, order: string, limit: number): EventRow[] {
    return this.#sql(`${EVENT_ROWS} ${kinds} ${order}`).all(from, to, limit) as unknown as EventRow[];
  }

  #said(talk: Talk, place: number): Said | null {
    const [row] = this.#rows({ from: place, to: place + 1 }, '', OLDEST, 1);
    const event = row === undefined ? null : this.#event(talk, row);
    return event?.kind === 'said' ? event : null;
  }

  #event(talk: Talk, row: EventRow): HistoryEvent | null {
    const whom = row.whom === null ? null : this.#people.person(row.whom);
    return decode({ ...row, who: this.#people.person(row.who), whom, room: row.room ?? talk.name ?? '' });
  }
}

function factIn({ kind, key, value }: Readonly<Record<string, unknown>>): Fact {
  const fact = { kind: String(kind), key: String(key), value: String(value) };
  try {
    return { ...fact, value: JSON.parse(fact.value) };
  } catch {
    // It will not be understood, and the operator is told so.
    return fact;
  }
}

function* entriesIn(rows: Iterable<{ readonly entry: string }>): Generator<AuditEntry> {
  for (const { entry } of rows) yield JSON.parse(entry) as AuditEntry;
}

// Reads the history of rooms from its beginning to its end, a page at a time, and each page in a moment of its own: nobody who
// writes waits for whoever reads slowly, and what is taken back meanwhile is not read any more.
import type { DatabaseSync } from 'node:sqlite';
import type { Person } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import { GUARDS, type Guard } from './changes.ts';
import { decode, EVENT_ROWS, type EventRow, KIND } from './codec.ts';
import { PeopleReader } from './people.ts';
import { type Range, rangeOf, within } from './ranges.ts';
import { EVENTS } from './schema.ts';
import { inTransaction, type Sql, statementsOf } from './statements.ts';
import type { HistoryEvent } from './store.ts';

/** What was said and taken back: only that somebody said something then is left. */
export interface Gone {
  readonly kind: 'gone';
  readonly id: string;
  readonly at: number;
  readonly who: Person;
}

/** An event in its place in the history of a room. */
export interface Placed {
  readonly event: HistoryEvent | Gone;
  /** What the room was called. */
  readonly called: string;
  /** ms since 1970; never goes back, as the clock may have. */
  readonly at: number;
}

/** A room with history. */
export interface Chapter {
  readonly id: number;
  readonly key: string;
  /** What it is called now, and what it was called at first. */
  readonly name: string;
  readonly firstName: string;
  /** What of it keeps strangers out. */
  readonly guards: readonly Guard[];
  readonly range: Range;
}

interface TalkRow {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly guards: number;
  readonly first: number;
  readonly next: number;
}

const EVENTS_PER_PAGE = 500;

const TALK = 'SELECT id, key, name, guards, first, next FROM conversation';
/** Private conversations have other keys. */
const NEXT_ROOM = `${TALK} WHERE key > ? AND key < '$' ORDER BY key LIMIT 1`;
const ROOM = `${TALK} WHERE key = ? AND key < '$'`;
/** A number may belong to another conversation by now. */
const STILL = 'SELECT first FROM conversation WHERE id = ? AND name = ? AND key IS NOT NULL';
const PAGE = `${EVENT_ROWS} ORDER BY place LIMIT ${EVENTS_PER_PAGE}`;
const CALLED = 'SELECT kind, room, rest FROM event WHERE place = ?';

export class Pages {
  readonly #database: DatabaseSync;
  readonly #sql: Sql;
  readonly #people: PeopleReader;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = statementsOf(database);
    this.#people = new PeopleReader(database);
  }

  /** All rooms that have history, by name. */
  *chapters(): Generator<Chapter> {
    for (let key = '#'; ; ) {
      const chapter = this.#chapter(this.#sql(NEXT_ROOM).get(key));
      if (chapter === null) return;
      yield chapter;
      key = chapter.key;
    }
  }

  /** By any spelling of its name. */
  chapter(name: string): Chapter | null {
    return this.#chapter(this.#sql(ROOM).get(fold(name)));
  }

  /** The part of it that happened at this time (ms since 1970) or later. */
  since(chapter: Chapter, at: number): Chapter {
    return { ...chapter, range: within(this.#sql, chapter.range, { at: at - 1 }, null) };
  }

  /** What is left of it when it comes to be read; oldest first. */
  *pages(chapter: Chapter): Generator<readonly Placed[]> {
    let { from } = chapter.range;
    for (;;) {
      const page = inTransaction(this.#database, 'DEFERRED', () => this.#page(chapter, from));
      const last = page.at(-1);
      if (last === undefined) return;
      yield page.map((row) => this.#placed(row, chapter.firstName));
      from = last.place + 1;
    }
  }

  #page({ id, range, firstName }: Chapter, from: number): EventRow[] {
    const first = this.#sql(STILL).get(id, firstName)?.first;
    if (first === undefined) return [];
    const start = Math.max(from, id * EVENTS + Number(first));
    return this.#sql(PAGE).all(start, range.to) as unknown as EventRow[];
  }

  #placed(row: EventRow, firstName: string): Placed {
    const { id, kind, at } = row;
    const called = row.room ?? firstName;
    const who = this.#people.person(row.who);
    const whom = row.whom === null ? null : this.#people.person(row.whom);
    const event = kind === KIND.gone ? null : decode({ ...row, who, whom, room: called });
    return { event: event ?? { kind: 'gone', id, at, who }, called, at };
  }

  #chapter(row: unknown): Chapter | null {
    if (row === undefined) return null;
    const { id, key, name, guards, first, next } = row as TalkRow;
    return {
      id,
      key,
      firstName: name,
      name: this.#nameNow(key, name, id * EVENTS + next - 1),
      guards: GUARDS.filter((_, bit) => (guards & (1 << bit)) !== 0),
      range: rangeOf({ id, first, next }),
    };
  }

  /** What stands in the conversation is what it was called at first. */
  #nameNow(key: string, name: string, last: number): string {
    const row = this.#sql(CALLED).get(last);
    const after = row?.kind === KIND['room-renamed'] ? JSON.parse(String(row.rest)).after : row?.room;
    return [after, name].map((one) => String(one ?? '')).find((one) => fold(one) === key) ?? key;
  }
}

// What is to be put into the history, laid down beside the database until all of it has come: in the order of its times, however
// it came. It stands in a file that nobody else sees, and that is gone with the process.
import { DatabaseSync } from 'node:sqlite';
import { fold } from '../chat/names.ts';
import { GUARDS, type Guard } from './changes.ts';
import { type Coded, encode, KIND } from './codec.ts';
import type { Placed } from './pages.ts';
import { type Sql, statementsOf } from './statements.ts';

/** A room as it came. */
export interface StagedRoom {
  readonly id: number;
  readonly key: string;
  /** As it was spelt first. */
  readonly name: string;
  /** Bits, as in the database. */
  readonly guards: number;
}

/** An event as a row; people in JSON. */
export interface StagedEvent {
  readonly at: number;
  readonly called: string;
  readonly id: string;
  readonly kind: number;
  readonly who: string;
  readonly whom: string | null;
  readonly text: string | null;
  readonly rest: string | null;
}

const SCHEMA = `
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;
  CREATE TABLE room (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, guards INTEGER NOT NULL) STRICT;
  CREATE TABLE event (
    room INTEGER NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL, called TEXT NOT NULL, id TEXT NOT NULL,
    kind INTEGER NOT NULL, who TEXT NOT NULL, whom TEXT, text TEXT, rest TEXT, PRIMARY KEY (room, at, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE taken_back (room INTEGER NOT NULL, message TEXT NOT NULL, PRIMARY KEY (room, message)) STRICT, WITHOUT ROWID;
  BEGIN;
`;
const OPEN = `INSERT INTO room (key, name, guards) VALUES (?, ?, 0)
  ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id`;
const GUARD = 'UPDATE room SET guards = guards | ? WHERE id = ?';
const ADD = 'INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
const TAKE_BACK = 'INSERT INTO taken_back VALUES (?, ?) ON CONFLICT DO NOTHING';
const ROOMS = 'SELECT id, key, name, guards FROM room ORDER BY id';
const EVENTS = `SELECT at, called, id, kind, who, whom, text, rest FROM event WHERE room = ? ORDER BY at, number`;
const TAKEN_BACK = 'SELECT message FROM taken_back WHERE room = ?';

/** Rooms that are remembered, so that they need not be looked for. */
const MOST_REMEMBERED = 10_000;

const GONE: Coded = { kind: KIND.gone, whom: null, room: null, text: null, rest: null };

export class Staging {
  readonly #database = new DatabaseSync('');
  readonly #sql: Sql;
  /** By the name as it came. */
  readonly #rooms = new Map<string, number>();
  /** Events that have come, and the time of the earliest (ms since 1970). */
  count = 0;
  earliest = Number.POSITIVE_INFINITY;

  constructor() {
    this.#database.exec(SCHEMA);
    this.#sql = statementsOf(this.#database);
  }

  /** What kept strangers out of a room. */
  guard(room: string, guards: readonly Guard[]): void {
    const bits = guards.reduce((sum, guard) => sum | (1 << GUARDS.indexOf(guard)), 0);
    this.#sql(GUARD).run(bits, this.#roomNamed(room));
  }

  /** @param room any spelling of what it is called now */
  add(room: string, { event, called, at }: Placed): void {
    const id = this.#roomNamed(room);
    this.earliest = Math.min(this.earliest, at);
    const { kind, whom, text, rest } = event.kind === 'gone' ? GONE : encode(event);
    const own = event.at < at ? { ...rest, at: event.at } : rest;
    this.#sql(ADD).run(
      id,
      at,
      this.count++,
      called,
      event.id,
      kind,
      JSON.stringify(event.who),
      whom === null ? null : JSON.stringify(whom),
      text,
      own === null ? null : JSON.stringify(own),
    );
    if (event.kind === 'gone') this.takeBack(id, event.id);
    else if (event.kind === 'redacted') this.takeBack(id, event.message);
  }

  takeBack(room: number, message: string): void {
    this.#sql(TAKE_BACK).run(room, message);
  }

  rooms(): Iterable<StagedRoom> {
    return this.#sql(ROOMS).iterate() as Iterable<unknown> as Iterable<StagedRoom>;
  }

  /** In their order. */
  events(room: number): Iterator<StagedEvent> {
    const rows = this.#sql(EVENTS).iterate(room) as Iterable<unknown> as Iterable<StagedEvent>;
    return rows[Symbol.iterator]();
  }

  /** What has been taken back, wherever one knows that from. */
  takenBack(room: number): Iterable<string> {
    return this.#sql(TAKEN_BACK)
      .iterate(room)
      .map(({ message }) => String(message));
  }

  close(): void {
    this.#database.close();
  }

  #roomNamed(name: string): number {
    let id = this.#rooms.get(name);
    if (id === undefined) {
      if (this.#rooms.size >= MOST_REMEMBERED) this.#rooms.clear();
      id = Number(this.#sql(OPEN).get(fold(name), name)?.id);
      this.#rooms.set(name, id);
    }
    return id;
  }
}

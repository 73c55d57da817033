// Puts events into the history of rooms that may have a history already. As the events of a room are numbered in their order, such a
// room is written anew, beside what is there; only when all are written do they take its place, all at once. What an end in the
// middle leaves belongs to nobody, and is removed like everything else that is forgotten.
import type { DatabaseSync } from 'node:sqlite';
import { PeopleWriter } from './people.ts';
import { type Rewritten, RoomMerge } from './room-merge.ts';
import { EVENTS } from './schema.ts';
import type { Staging } from './staging.ts';
import { inTransaction, type Sql, statementsOf } from './statements.ts';

/** What has become of what was to be put in. */
export interface Merged {
  /** Rooms with new events. */
  readonly rooms: number;
  /** Events that are new. */
  readonly events: number;
}

/** Steps after which the write-ahead log is brought into the database. */
const STEPS_PER_CHECKPOINT = 50;

const FORGET = 'UPDATE conversation SET key = NULL, guards = 0 WHERE id = ?';
const REPLACE = 'UPDATE conversation SET key = ?, guards = ? WHERE id = ?';
const DELETE = 'DELETE FROM event WHERE place >= ? AND place < ?';
const DELETE_CONVERSATION = 'DELETE FROM conversation WHERE id = ?';
const CHECKPOINT = 'PRAGMA wal_checkpoint(TRUNCATE)';

/**
 * Puts all that is staged into a database that nobody else writes. An event that is there already, by its id, is left out.
 * Yields after each step how many events that were staged have been looked at since the last time.
 * @throws SQLite's error; then nothing of it can be seen
 */
export function* merge(database: DatabaseSync, staging: Staging): Generator<number, Merged> {
  const sql = statementsOf(database);
  const people = new PeopleWriter(database);
  const rewritten: Rewritten[] = [];
  let isOver = false;
  try {
    let events = 0;
    let steps = 0;
    for (const room of staging.rooms()) {
      const work = new RoomMerge(sql, people, staging, room);
      while (!work.isDone) {
        const seen = inTransaction(database, 'IMMEDIATE', () => work.step());
        if (work.target !== null && rewritten.at(-1) !== work.target) rewritten.push(work.target);
        if (++steps % STEPS_PER_CHECKPOINT === 0) database.exec(CHECKPOINT);
        yield seen;
      }
      events += work.added;
    }
    inTransaction(database, 'IMMEDIATE', () => replace(sql, rewritten));
    isOver = true;
    database.exec(CHECKPOINT);
    return { rooms: rewritten.length, events };
  } finally {
    if (!isOver) discard(database, sql, rewritten);
  }
}

function replace(sql: Sql, rewritten: readonly Rewritten[]): void {
  for (const { id, key, guards, old } of rewritten) {
    if (old !== null) sql(FORGET).run(old);
    sql(REPLACE).run(key, guards, id);
  }
}

function discard(database: DatabaseSync, sql: Sql, rewritten: readonly Rewritten[]): void {
  try {
    inTransaction(database, 'IMMEDIATE', () => {
      for (const { id } of rewritten) {
        sql(DELETE).run(id * EVENTS, (id + 1) * EVENTS);
        sql(DELETE_CONVERSATION).run(id);
      }
    });
    database.exec(CHECKPOINT);
  } catch {
    // What could not be written was the reason, mostly. A server removes it like everything that is forgotten.
  }
}

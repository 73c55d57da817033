// What is done beside the writing, in steps so small that nobody notices: the index of words follows, what is too old or too much
// goes, what was taken back is wiped from the log of the database.
import type { DatabaseSync } from 'node:sqlite';
import { indexSome, unindex } from './index-of-words.ts';
import { EVENTS } from './schema.ts';
import { inTransaction, type Sql, statementsOf } from './statements.ts';
import type { Retention } from './store.ts';

/** Events put into the index, or deleted, in one step: some 10 ms. */
const EVENTS_PER_STEP = 200;
const CONVERSATIONS_PER_STEP = 100;
const PEOPLE_PER_STEP = 200;
/** ms between two rounds through all conversations. */
const ROUND_EVERY = 60_000;
const DAY = 24 * 3600 * 1000;

const SOME = `SELECT id, key, first, next, indexed, guards,
    (SELECT at FROM event WHERE place = conversation.id * ${EVENTS} + first) AS oldest
  FROM conversation WHERE id > ? ORDER BY id LIMIT ${CONVERSATIONS_PER_STEP}`;
const PLACE_SINCE = 'SELECT place FROM event WHERE place >= ? AND place < ? AND at >= ? ORDER BY place LIMIT 1';
const DELETE = 'DELETE FROM event WHERE place >= ? AND place < ?';
const ADVANCE = 'UPDATE conversation SET first = ?, indexed = max(indexed, ?) WHERE id = ?';
const DELETE_CONVERSATION = 'DELETE FROM conversation WHERE id = ?';
const DELETE_PEOPLE = `DELETE FROM person WHERE id IN (SELECT id FROM person WHERE used < ? LIMIT ${PEOPLE_PER_STEP})`;

interface Talk {
  readonly id: number;
  readonly key: string | null;
  readonly first: number;
  readonly next: number;
  readonly indexed: number;
  readonly guards: number;
  /** The time of the first event; null: there is none. */
  readonly oldest: number | null;
}

export class Housekeeper {
  readonly #database: DatabaseSync;
  readonly #sql: Sql;
  readonly #retention: Retention;
  readonly #clock: () => number;
  readonly #removed: () => void;
  #roundAt = 0;
  /** The conversation that was looked at last; null: the round is over. */
  #cursor: number | null = 0;
  #mustWipe = false;

  /** @param removed is called when a conversation has been removed */
  constructor(database: DatabaseSync, retention: Retention, clock: () => number, removed: () => void) {
    this.#database = database;
    this.#sql = statementsOf(database);
    this.#retention = retention;
    this.#clock = clock;
    this.#removed = removed;
  }

  /** Something was taken back: of what the write-ahead log holds of it nothing may be left. */
  mustWipe(): void {
    this.#mustWipe = true;
  }

  /**
   * Does one thing.
   * @returns whether there may be more to do at once
   */
  step(): boolean {
    if (this.#mustWipe) return this.#wipe();
    if (inTransaction(this.#database, 'IMMEDIATE', () => indexSome(this.#sql, EVENTS_PER_STEP))) return true;
    const now = this.#clock();
    if (this.#cursor === null) {
      if (now < this.#roundAt + ROUND_EVERY) return false;
      this.#cursor = 0;
    }
    const after = this.#cursor;
    this.#cursor = inTransaction(this.#database, 'IMMEDIATE', () => this.#tidy(after, now - this.#retention.ms));
    this.#roundAt = now;
    return true;
  }

  /** Not while somebody reads: then it is tried again. */
  #wipe(): boolean {
    const busy = this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy;
    this.#mustWipe = busy !== 0;
    return !this.#mustWipe;
  }

  /** @returns where to go on; null: that was all */
  #tidy(after: number, since: number): number | null {
    let [cursor, left] = [after, EVENTS_PER_STEP];
    for (const talk of this.#sql(SOME).all(after) as unknown as Talk[]) {
      const to = Math.min(this.#keptFrom(talk, since), talk.first + left);
      if (to > talk.first) this.#trim(talk, to);
      left -= to - talk.first;
      if (to === talk.next && talk.guards === 0) this.#remove(talk);
      if (left <= 0) return cursor;
      cursor = talk.id;
    }
    if (cursor > after) return cursor;
    this.#sql(DELETE_PEOPLE).run(Math.floor(since / DAY) - 1);
    return null;
  }

  /** The first that stays. */
  #keptFrom({ id, key, first, next, oldest }: Talk, since: number): number {
    if (key === null) return next;
    const from = Math.max(first, next - this.#retention.events);
    if (oldest === null || oldest >= since) return from;
    // No further than this step may go.
    const end = Math.min(next, from + EVENTS_PER_STEP);
    const place = this.#sql(PLACE_SINCE).get(id * EVENTS + from, id * EVENTS + end, since)?.place;
    return place === undefined ? end : Number(place) - id * EVENTS;
  }

  #trim({ id, first, indexed }: Talk, to: number): void {
    const start = id * EVENTS;
    unindex(this.#sql, start + first, start + Math.min(indexed, to));
    this.#sql(DELETE).run(start + first, start + to);
    this.#sql(ADVANCE).run(to, to, id);
  }

  #remove({ id }: Talk): void {
    this.#sql(DELETE_CONVERSATION).run(id);
    this.#removed();
  }
}

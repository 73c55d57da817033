// One room whose history gets more events: written anew from the beginning, in steps.
import { KIND } from './codec.ts';
import type { PeopleWriter } from './people.ts';
import { type Range, rangeOf, within } from './ranges.ts';
import { EVENTS } from './schema.ts';
import type { StagedEvent, StagedRoom, Staging } from './staging.ts';
import type { Sql } from './statements.ts';

/** A room that is there already. */
interface Before {
  readonly id: number;
  readonly name: string;
  readonly guards: number;
  readonly first: number;
  readonly next: number;
}

/** A room as it is written anew. */
export interface Rewritten {
  readonly id: number;
  readonly name: string;
  readonly key: string;
  readonly guards: number;
  /** The conversation that it takes the place of. */
  readonly old: number | null;
  next: number;
  spokenAt: number;
}

/** Events written in one step. */
const EVENTS_PER_STEP = 2000;

const SPEECH = `kind IN (${KIND.gone}, ${KIND.message}, ${KIND.tags})`;
const LIVE = `kind IN (${KIND.message}, ${KIND.tags})`;
const IN_EITHER = '(place >= ? AND place < ? OR place >= ? AND place < ?)';

const TALK = 'SELECT id, name, guards, first, next FROM conversation WHERE key = ?';
const OPEN = 'INSERT INTO conversation (name) VALUES (?) RETURNING id';
const SAVE = 'UPDATE conversation SET next = ?, spoken_at = ? WHERE id = ?';
const INSERT = 'INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const COPY = `INSERT INTO event SELECT place + ?, id, at, kind, who, whom, room, text, rest FROM event
  WHERE place >= ? AND place < ?`;
const SPOKEN = `SELECT max(at) AS at FROM event WHERE place >= ? AND place < ? AND kind = ${KIND.message}`;
const AT = 'SELECT at FROM event WHERE place = ?';
const SAID = `SELECT place FROM event WHERE id = ? AND ${SPEECH} AND ${IN_EITHER}`;
const HAPPENED = `SELECT place FROM event WHERE id = ? AND kind = ? AND whom IS ? AND ${IN_EITHER}`;
const REDACTIONS = `SELECT rest ->> 'message' AS message FROM event
  WHERE place >= ? AND place < ? AND kind = ${KIND.redacted}`;
const IS_LIVE = `SELECT 1 FROM event WHERE id = ? AND ${LIVE} AND place >= ? AND place < ?`;
const ERASE = `UPDATE event SET kind = ${KIND.gone}, text = NULL, rest = NULL, whom = NULL
  WHERE id = ? AND ${LIVE} AND place >= ? AND place < ?`;

const NOTHING: Range = { from: 0, to: 0 };

export class RoomMerge {
  readonly #sql: Sql;
  readonly #people: PeopleWriter;
  readonly #staging: Staging;
  readonly #room: StagedRoom;
  readonly #events: Iterator<StagedEvent>;
  readonly #before: Before | null;
  /** The events that are there already, and those of them that have not been copied. */
  readonly #old: Range;
  #rest: Range;
  /** The time of the first of those; after all times: there is none. */
  #restAt = Number.POSITIVE_INFINITY;
  /** Behind the last of what is there that has come again: what has come after that comes after it, at the same time too. */
  #met = 0;
  /** The next that is to be put in; null: that was all. */
  #event: StagedEvent | null;
  /** Null: nothing new has come yet. */
  target: Rewritten | null = null;
  added = 0;
  isDone = false;

  constructor(sql: Sql, people: PeopleWriter, staging: Staging, room: StagedRoom) {
    this.#sql = sql;
    this.#people = people;
    this.#staging = staging;
    this.#room = room;
    const row = this.#sql(TALK).get(room.key);
    this.#before = (row as unknown as Before | undefined) ?? null;
    this.#old = this.#before === null ? NOTHING : rangeOf(this.#before);
    this.#rest = this.#old;
    this.#lookAhead();
    this.#events = staging.events(room.id);
    this.#event = this.#nextEvent();
    // What somebody has taken back here does not come back.
    for (const { message } of this.#sql(REDACTIONS).iterate(this.#old.from, this.#old.to)) {
      staging.takeBack(room.id, String(message));
    }
  }

  /** Within a transaction. @returns how many events have been looked at */
  step(): number {
    let [left, seen] = [EVENTS_PER_STEP, 0];
    while (left > 0 && !this.isDone) {
      if (this.#event === null) left -= this.#finish(left);
      else if (this.#isThere(this.#event)) {
        this.#event = this.#nextEvent();
        [left, seen] = [left - 1, seen + 1];
      } else {
        const copied = this.#copyUntil(this.#event.at, left);
        left -= copied;
        if (left <= 0) break;
        this.#insert(this.#event);
        this.#event = this.#nextEvent();
        [left, seen] = [left - 1, seen + 1];
      }
    }
    if (this.target !== null) this.#sql(SAVE).run(this.target.next, this.target.spokenAt, this.target.id);
    return seen;
  }

  #nextEvent(): StagedEvent | null {
    const { value, done } = this.#events.next();
    return done === true ? null : value;
  }

  #isThere({ id, kind, whom, at }: StagedEvent): boolean {
    const own = this.#own();
    const places = [this.#old.from, this.#old.to, own.from, own.to] as const;
    const isSpeech = kind === KIND.gone || kind === KIND.message || kind === KIND.tags;
    // Several who are put out at once are so by the same entry.
    const person = whom === null || isSpeech ? null : this.#people.idOf(whom, at);
    const row = isSpeech ? this.#sql(SAID).get(id, ...places) : this.#sql(HAPPENED).get(id, kind, person, ...places);
    const place = Number(row?.place);
    if (place < this.#old.to && place >= this.#met) this.#met = place + 1;
    return row !== undefined;
  }

  /** Of what is there, what comes before an event of this time. @returns how many: at most `most` */
  #copyUntil(at: number, most: number): number {
    if (this.#restAt >= at && this.#met <= this.#rest.from) return 0;
    const { to } = within(this.#sql, this.#rest, null, { at });
    return this.#copy(Math.min(Math.max(to, this.#met), this.#rest.from + most));
  }

  #copy(to: number): number {
    const { from } = this.#rest;
    if (to <= from) return 0;
    const target = this.#opened();
    this.#sql(COPY).run(target.id * EVENTS + target.next - from, from, to);
    target.spokenAt = Math.max(target.spokenAt, Number(this.#sql(SPOKEN).get(from, to)?.at));
    target.next += to - from;
    this.#rest = { from: to, to: this.#rest.to };
    this.#lookAhead();
    return to - from;
  }

  #insert({ at, called, id, kind, who, whom, text, rest }: StagedEvent): void {
    const target = this.#opened();
    this.#sql(INSERT).run(
      target.id * EVENTS + target.next,
      id,
      at,
      kind,
      this.#people.idOf(who, at),
      whom === null ? null : this.#people.idOf(whom, at),
      called === target.name ? null : called,
      text,
      rest,
    );
    target.next++;
    if (kind === KIND.message) target.spokenAt = Math.max(target.spokenAt, at);
    this.added++;
  }

  /** What is left of what was there, and then what was taken back goes. */
  #finish(most: number): number {
    if (this.target === null && !this.#takesBack()) {
      this.isDone = true;
      return 0;
    }
    const { from, to } = this.#rest;
    if (from < to) return this.#copy(Math.min(to, from + most));
    const own = this.#own();
    for (const message of this.#staging.takenBack(this.#room.id)) this.#sql(ERASE).run(message, own.from, own.to);
    this.isDone = true;
    return 1;
  }

  /** Whether something that is there has been taken back. */
  #takesBack(): boolean {
    const { from, to } = this.#old;
    for (const message of this.#staging.takenBack(this.#room.id)) {
      if (this.#sql(IS_LIVE).get(message, from, to) !== undefined) return true;
    }
    return false;
  }

  /** What has been written anew. */
  #own(): Range {
    return this.target === null ? NOTHING : rangeOf({ id: this.target.id, first: 0, next: this.target.next });
  }

  #lookAhead(): void {
    const { from, to } = this.#rest;
    this.#restAt = from < to ? Number(this.#sql(AT).get(from)?.at) : Number.POSITIVE_INFINITY;
  }

  #opened(): Rewritten {
    if (this.target === null) {
      const { id: old = null, name = this.#room.name, guards = this.#room.guards } = this.#before ?? {};
      const id = Number(this.#sql(OPEN).get(name)?.id);
      this.target = { id, name, key: this.#room.key, guards, old, next: 0, spokenAt: 0 };
    }
    return this.target;
  }
}

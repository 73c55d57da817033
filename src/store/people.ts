// People as they stand in the database, each once: found by number when reading, by their JSON when writing.
import type { DatabaseSync } from 'node:sqlite';
import type { Person } from '../chat/event.ts';
import { type Sql, statementsOf } from './statements.ts';

/** People that are remembered, so that they need not be looked for. */
const MOST_REMEMBERED = 10_000;

const PERSON = 'SELECT person FROM person WHERE id = ?';
const KEEP = `INSERT INTO person (person, used) VALUES (?, ?)
  ON CONFLICT (person) DO UPDATE SET used = max(used, excluded.used) RETURNING id`;

const DAY = 24 * 3600 * 1000;

export class PeopleReader {
  readonly #sql: Sql;
  readonly #known = new Map<number, Person>();

  constructor(database: DatabaseSync) {
    this.#sql = statementsOf(database);
  }

  person(id: number): Person {
    let person = this.#known.get(id);
    if (person === undefined) {
      person = JSON.parse(String(this.#sql(PERSON).get(id)?.person)) as Person;
      if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
      this.#known.set(id, person);
    }
    return person;
  }
}

export class PeopleWriter {
  readonly #sql: Sql;
  /** With the day until which they are known to be used. */
  readonly #known = new Map<string, { readonly id: number; readonly used: number }>();

  constructor(database: DatabaseSync) {
    this.#sql = statementsOf(database);
  }

  /** The number of a person, who was in an event then (ms since 1970). */
  idOf(json: string, at: number): number {
    const day = Math.floor(at / DAY);
    const known = this.#known.get(json);
    if (known !== undefined && known.used >= day) return known.id;
    const id = Number(this.#sql(KEEP).get(json, day)?.id);
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(json, { id, used: day });
    return id;
  }

  /** What is remembered may be of rows that are not there. */
  forget(): void {
    this.#known.clear();
  }
}

// Writes batches into the database, each in one transaction.
import type { DatabaseSync } from 'node:sqlite';
import { isOfTheHouse } from '../chat/audit.ts';
import type { UserId } from '../chat/command.ts';
import { fold } from '../chat/names.ts';
import { MOST_AUDITED } from './audit.ts';
import type { Batch, Rare, Row } from './batch.ts';
import { GUARDS } from './changes.ts';
import { KIND } from './codec.ts';
import { partiesIn, partyKey, withHeir } from './conversations.ts';
import { unindex } from './index-of-words.ts';
import { PeopleWriter } from './people.ts';
import { EVENTS } from './schema.ts';
import { inTransaction, type Sql, statementsOf } from './statements.ts';

/** A conversation as it stands in the database. */
interface Talk {
  readonly id: number;
  readonly name: string | null;
  guards: number;
  next: number;
}

/** Conversations whose rows are remembered, so that they need not be looked for. */
const MOST_REMEMBERED = 10_000;

const TALK = 'SELECT id, name, guards, next FROM conversation WHERE key = ?';
const OPEN = `INSERT INTO conversation (key, name, one, other) VALUES (?, ?, ?, ?)
  RETURNING id, name, guards, next`;
const INSERT = 'INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const SAVE = 'UPDATE conversation SET next = ?, spoken_at = max(spoken_at, ?) WHERE id = ?';
const GUARD = 'UPDATE conversation SET guards = ? WHERE id = ?';
const REKEY = 'UPDATE conversation SET key = ?, one = NULL, other = NULL WHERE id = ?';
const SAID = `SELECT place, key, indexed FROM event JOIN conversation ON conversation.id = place / ${EVENTS}
  WHERE event.id = ? AND kind IN (${KIND.message}, ${KIND.tags}) AND key IS NOT NULL`;
const ERASE = 'UPDATE event SET kind = ?, text = NULL, rest = NULL, whom = NULL WHERE place = ?';
const REGISTER = `INSERT INTO account VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE
  SET shown = excluded.shown, registered_at = excluded.registered_at, credentials = excluded.credentials`;
const SET_CREDENTIALS = 'UPDATE account SET credentials = ? WHERE name = ?';
const DROP = 'DELETE FROM account WHERE name = ?';
const DROP_CERTIFICATES = 'DELETE FROM certificate WHERE account = ?';
const OF_PARTY = 'SELECT id, key FROM conversation WHERE one = ?1 OR other = ?1';
const LEAVE = 'UPDATE conversation SET key = ?, one = ?, other = ? WHERE id = ?';
const REMOVE_CERTIFICATE = 'DELETE FROM certificate WHERE fingerprint = ?';
const ADD_CERTIFICATE = 'INSERT INTO certificate (fingerprint, account) VALUES (?, ?)';

const FORGET_FACT = 'DELETE FROM fact WHERE kind = ? AND key = ?';
const KEEP_FACT = `INSERT INTO fact (kind, key, value) VALUES (?, ?, ?)
  ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value`;

const AUDIT = 'INSERT INTO audit (house, entry) VALUES (?, ?)';
const TRIM_AUDIT = `DELETE FROM audit WHERE house = ?1 AND number <=
  (SELECT number FROM audit WHERE house = ?1 ORDER BY number DESC LIMIT 1 OFFSET ${MOST_AUDITED})`;

export class Writer {
  readonly #database: DatabaseSync;
  readonly #sql: Sql;
  /** By the name of the room as it was spelt, or the key. */
  readonly #talks = new Map<string, Talk>();
  readonly #people: PeopleWriter;
  /** Those of this batch: their rows are written at its end. */
  readonly #touched = new Map<Talk, number>();
  /** Since the last time it was asked for: something was taken back, or a password, and what the log holds of it must go. */
  hasErased = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = statementsOf(database);
    this.#people = new PeopleWriter(database);
  }

  /** @throws SQLite's error; then nothing of the batch is in the database */
  write({ at, people, changes }: Batch): void {
    try {
      inTransaction(this.#database, 'IMMEDIATE', () => {
        const ids = people.map((person) => this.#people.idOf(person, at));
        for (const change of changes) {
          if (isRow(change)) this.#insert(this.#talk(change[0]), change, ids);
          else this.#apply(change, ids);
        }
        this.#saveTouched();
        if (changes.some((change) => !isRow(change) && change.kind === 'audited')) this.#trimAudit();
      });
    } catch (error) {
      // What is remembered may be of rows that are not there.
      this.#touched.clear();
      this.#talks.clear();
      this.#people.forget();
      throw error;
    }
  }

  /** What is remembered of conversations is not so any more. */
  forget(): void {
    this.#talks.clear();
  }

  #talk(of: string): Talk {
    const known = this.#talks.get(of);
    if (known !== undefined) return known;
    if (this.#talks.size >= MOST_REMEMBERED) this.#forgetAll();
    const parties = partiesIn(of);
    const key = parties === null ? fold(of) : of;
    // The same conversation under several spellings is the same object.
    const talk = this.#talks.get(key) ?? this.#read(key, parties === null ? of : null, parties);
    this.#talks.set(key, talk);
    this.#talks.set(of, talk);
    return talk;
  }

  /** From the database, where it is put if it is not there. */
  #read(key: string, opening: string | null, parties: readonly [string, string] | null): Talk {
    const [one, other] = parties ?? [null, null];
    const row = this.#sql(TALK).get(key) ?? this.#sql(OPEN).get(key, opening, one, other);
    const { id, name, guards, next } = row ?? {};
    return { id: Number(id), name: typeof name === 'string' ? name : null, guards: Number(guards), next: Number(next) };
  }

  #forgetAll(): void {
    this.#saveTouched();
    this.#talks.clear();
  }

  #insert(talk: Talk, row: Row, ids: readonly number[]): void {
    const [of, id, at, kind, who, whom, room, text, rest] = row;
    const called = room ?? (talk.name === null ? null : of);
    this.#sql(INSERT).run(
      talk.id * EVENTS + talk.next,
      id,
      at,
      kind,
      ids[who] ?? 0,
      whom === null ? null : (ids[whom] ?? 0),
      called === talk.name ? null : called,
      text,
      rest,
    );
    talk.next++;
    if (kind === KIND.message) this.#touched.set(talk, at);
    else if (!this.#touched.has(talk)) this.#touched.set(talk, 0);
  }

  #saveTouched(): void {
    for (const [{ id, next }, spokenAt] of this.#touched) this.#sql(SAVE).run(next, spokenAt, id);
    this.#touched.clear();
  }

  #apply(change: Rare, ids: readonly number[]): void {
    switch (change.kind) {
      case 'erased':
        return this.#erase(change.message, change.row, ids);
      case 'opened': {
        const talk = this.#talk(change.room);
        if (talk.guards !== 0) this.#forgetTalk(talk);
        return;
      }
      case 'guarded': {
        const talk = this.#talk(change.room);
        const bit = 1 << GUARDS.indexOf(change.by);
        talk.guards = change.set ? talk.guards | bit : talk.guards & ~bit;
        this.#sql(GUARD).run(talk.guards, talk.id);
        return;
      }
      case 'moved':
        return this.#move(change.room, change.to);
      case 'registered':
        this.#sql(REGISTER).run(fold(change.name), change.name, change.at, JSON.stringify(change.credentials));
        return;
      case 'password':
        this.#sql(SET_CREDENTIALS).run(JSON.stringify(change.credentials), fold(change.account));
        this.hasErased = true;
        return;
      case 'dropped':
        return this.#drop(change.account, change.heir);
      case 'fact': {
        const { kind, key, value } = change.fact;
        if (value === null) this.#sql(FORGET_FACT).run(kind, key);
        else this.#sql(KEEP_FACT).run(kind, key, JSON.stringify(value));
        return;
      }
      case 'audited':
        this.#sql(AUDIT).run(isOfTheHouse(change.entry) ? 1 : 0, JSON.stringify(change.entry));
        return;
      case 'certificate': {
        this.#sql(REMOVE_CERTIFICATE).run(change.fingerprint);
        if (change.set) this.#sql(ADD_CERTIFICATE).run(change.fingerprint, fold(change.account));
        return;
      }
    }
  }

  #drop(account: string, heir: UserId): void {
    const name = fold(account);
    this.#sql(DROP).run(name);
    this.#sql(DROP_CERTIFICATES).run(name);
    this.#forgetAll();
    const party = partyKey({ account });
    for (const { id, key } of this.#sql(OF_PARTY).all(party)) {
      const left = withHeir(String(key), party, partyKey({ user: heir }));
      this.#sql(LEAVE).run(left, ...(partiesIn(left) ?? [null, null]), Number(id));
    }
    this.hasErased = true;
  }

  #trimAudit(): void {
    for (const house of [0, 1]) this.#sql(TRIM_AUDIT).run(house);
  }

  /** Nobody may read it any more; it is removed step by step. */
  #forgetTalk({ id }: Talk): void {
    this.#forgetAll();
    this.#sql(REKEY).run(null, id);
  }

  #move(room: string, to: string): void {
    if (fold(room) === fold(to)) return;
    const { id } = this.#talk(room);
    this.#forgetAll();
    const before = this.#sql(TALK).get(fold(to));
    if (before !== undefined) this.#sql(REKEY).run(null, Number(before.id));
    this.#sql(REKEY).run(fold(to), id);
  }

  /** The row stays, so that its place can still be found by its id. */
  #erase(message: string, row: Row, ids: readonly number[]): void {
    this.#saveTouched();
    const said = this.#sql(SAID).get(message);
    if (said === undefined) return this.#insert(this.#talk(row[0]), row, ids);
    const place = Number(said.place);
    if (place % EVENTS < Number(said.indexed)) unindex(this.#sql, place, place + 1);
    this.#sql(ERASE).run(KIND.gone, place);
    this.hasErased = true;
    const key = String(said.key);
    const talk = this.#talk(key);
    const [, id, at, kind, who, whom, room, text, rest] = row;
    const name = key.startsWith('[') ? null : (room ?? row[0]);
    this.#insert(talk, [key, id, at, kind, who, whom, name, text, rest], ids);
  }
}

function isRow(change: Row | Rare): change is Row {
  return Array.isArray(change);
}

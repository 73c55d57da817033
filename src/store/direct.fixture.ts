// The parts of the SQLite store without its threads, in memory: each entry is written and indexed at once.
import { DatabaseSync } from 'node:sqlite';
import { BatchBuilder } from './batch.ts';
import { eachChange } from './changes.ts';
import { migrate } from './database.ts';
import { Housekeeper } from './housekeeping.ts';
import { Reader } from './reader.ts';
import { MIGRATIONS } from './schema.ts';
import type { Retention, Store } from './store.ts';
import { Writer } from './writer.ts';

export interface DirectStore extends Store {
  readonly database: DatabaseSync;
  /** Does all that there is to do at this time (ms since 1970); there is a round only each minute. */
  keepHouse(now: number): void;
}

export const FOR_EVER: Retention = { ms: 1e15, events: 1e9 };

/** @param index `at once`: with every entry; `never` unless house is kept */
export function openDirectStore(index: 'at once' | 'never', retention = FOR_EVER): DirectStore {
  const database = new DatabaseSync(':memory:');
  database.exec('PRAGMA secure_delete = ON');
  migrate(database, MIGRATIONS);
  const writer = new Writer(database);
  const reader = new Reader(database);
  let clock = 0;
  const housekeeper = new Housekeeper(
    database,
    retention,
    () => clock,
    () => writer.forget(),
  );
  let builder = new BatchBuilder(0);
  const keepHouse = (now: number): void => {
    clock = now;
    while (housekeeper.step());
  };
  return {
    database,
    keepHouse,
    decoyKey: crypto.getRandomValues(new Uint8Array(32)),
    health: 'well',
    onHealth: () => {},
    onMistake: () => {},
    keep(entry, outcome) {
      builder.begin();
      eachChange(entry, outcome, (change) => builder.add(change));
      writer.write(builder.batch);
      builder = new BatchBuilder(builder.at);
      if (index === 'at once') keepHouse(clock);
    },
    commit: async () => {},
    account: async (name) => reader.account(name),
    accountOfCertificate: async (fingerprint) => reader.accountOfCertificate(fingerprint),
    history: async (query) => reader.history(query),
    message: async (of, id) => reader.message(of, id),
    search: async (query) => reader.search(query),
    active: async (query) => reader.active(query),
    audit: async (query) => reader.audit(query),
    restore: async () => reader.restore(),
    close: async () => database.close(),
  };
}

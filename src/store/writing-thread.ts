// The thread that writes. One batch comes at a time; the next when that one is stored.
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Batch } from './batch.ts';
import { databaseFile, lock, openForWriting, storeErrorOf } from './database.ts';
import type { FromWriter, Mistake, ToWriter, WriterOptions } from './errands.ts';
import { Housekeeper } from './housekeeping.ts';
import { EVENTS } from './schema.ts';
import type { Health } from './trouble.ts';
import { halvesOf, isMistake } from './unwritable.ts';
import { Writer } from './writer.ts';

/** ms until a batch that could not be stored is tried again: at first, and at most. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 3000;
/** ms between two steps of housekeeping: with nothing else to do; while batches come; when all is in order. */
const PAUSE_IN_QUIET = 0;
const PAUSE_WHILE_BUSY = 50;
const PAUSE_IN_ORDER = 1000;
/** ms without housekeeping after a mistake of ours: what comes next would end in it again. */
const REST = 600_000;
/** ms without a batch that are called quiet. */
const QUIET = 100;
/**
 * Bytes of the write-ahead log, and what comes until the next step of housekeeping or while somebody reads. The thread that reads
 * has brought most of it into the database by then, so that little is left to be waited for.
 */
const LONGEST_LOG = 16 * 1024 * 1024;

const { directory, durability, retention } = workerData as WriterOptions;
const file = databaseFile(directory);

function tell(message: FromWriter): void {
  parentPort?.postMessage(message);
}

function run(database: DatabaseSync, unlock: () => void): void {
  const writer = new Writer(database);
  const housekeeper = new Housekeeper(database, retention, Date.now, () => writer.forget());
  let health: Health = 'well';
  /** What came as one batch: more than one when something in it could not be written. */
  let waiting: readonly Batch[] = [];
  let pause = FIRST_PAUSE;
  let busyAt = 0;
  let restsUntil = 0;
  let again: NodeJS.Timeout | undefined;

  function become(state: Health, detail = ''): void {
    if (state === health) return;
    health = state;
    tell({ kind: 'health', health, detail });
  }

  function suffer(error: unknown): void {
    const { trouble, message } = storeErrorOf(error, file);
    become(trouble, message);
  }

  function blame(doing: Mistake['doing'], error: unknown): void {
    tell({ kind: 'mistake', doing, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  /**
   * Writes what waits. Of what cannot be written, the halves are written, and so on: only the entry that is to blame is lost.
   * @throws what is wrong with the disk
   */
  function writeWaiting(): void {
    for (let [batch] = waiting; batch !== undefined; [batch] = waiting) {
      const rest = waiting.slice(1);
      try {
        writer.write(batch);
        waiting = rest;
      } catch (error) {
        if (!isMistake(error)) throw error;
        const halves = halvesOf(batch);
        if (halves.length === 0) blame('storing', error);
        waiting = [...halves, ...rest];
      }
    }
  }

  function write(): void {
    busyAt = Date.now();
    try {
      writeWaiting();
    } catch (error) {
      suffer(error);
      again = setTimeout(write, pause);
      pause = Math.min(LONGEST_PAUSE, pause * 2);
      return;
    }
    pause = FIRST_PAUSE;
    if (writer.hasErased) housekeeper.mustWipe();
    writer.hasErased = false;
    become('well');
    tell({ kind: 'stored' });
  }

  /** @returns ms until the next time */
  function keepHouse(): number {
    // What cannot be stored comes first.
    if (waiting.length > 0) return PAUSE_IN_ORDER;
    try {
      shortenLog(database);
      if (Date.now() < restsUntil || !housekeeper.step()) return PAUSE_IN_ORDER;
    } catch (error) {
      if (isMistake(error)) {
        blame('keeping house', error);
        restsUntil = Date.now() + REST;
      } else suffer(error);
      return PAUSE_IN_ORDER;
    }
    become('well');
    return Date.now() - busyAt > QUIET ? PAUSE_IN_QUIET : PAUSE_WHILE_BUSY;
  }

  let house: NodeJS.Timeout;
  const keepHouseIn = (ms: number): void => {
    house = setTimeout(() => keepHouseIn(keepHouse()), ms);
  };
  keepHouseIn(QUIET);

  function close(): void {
    clearTimeout(again);
    clearTimeout(house);
    try {
      writeWaiting();
      // All that the write-ahead log holds goes into the database.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      suffer(error);
    }
    database.close();
    unlock();
    tell({ kind: 'closed' });
    parentPort?.close();
  }

  parentPort?.on('message', (message: ToWriter) => {
    if (message.kind === 'close') return close();
    waiting = [message.batch];
    write();
  });
}

/**
 * The thread that reads brings the log into the database, but it only begins anew when all of it is there and nobody reads it. As
 * long as batches come without a pause, that is never so.
 */
function shortenLog(database: DatabaseSync): void {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > LONGEST_LOG) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Random, made with the database and kept in it. */
function decoyKeyOf(database: DatabaseSync): Uint8Array {
  const made = database.prepare(`INSERT INTO meta VALUES ('decoy key', ?) ON CONFLICT DO NOTHING`);
  made.run(randomBytes(32));
  return database.prepare(`SELECT value FROM meta WHERE name = 'decoy key'`).get()?.value as Uint8Array;
}

function lastTimeIn(database: DatabaseSync): number {
  const last = `SELECT id * ${EVENTS} + next - 1 FROM conversation`;
  return Number(database.prepare(`SELECT max(at) AS at FROM event WHERE place IN (${last})`).get()?.at);
}

function open(): void {
  const locked = lock(directory);
  try {
    const database = openForWriting(directory, durability);
    const decoyKey = decoyKeyOf(database);
    tell({ kind: 'opened', decoyKey, at: lastTimeIn(database) });
    run(database, () => locked.close());
  } catch (error) {
    locked.close();
    throw error;
  }
}

try {
  open();
} catch (error) {
  const { trouble, file, message } = storeErrorOf(error, databaseFile(directory));
  tell({ kind: 'failed', trouble, file, detail: message });
  parentPort?.close();
}

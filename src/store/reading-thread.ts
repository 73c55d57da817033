// The thread that reads, so that no search keeps a commit waiting. It also brings the write-ahead log into the database, which
// waits for the disk.
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { databaseFile, openForReading, storeErrorOf } from './database.ts';
import type { Answer, Question } from './errands.ts';
import { Reader } from './reader.ts';

/** Bytes of the log from which on it is worth it. */
const WORTH_IT = 4 * 1024 * 1024;
const CHECK_EVERY = 500;

const directory = workerData as string;
const file = databaseFile(directory);
let opened: { readonly database: DatabaseSync; readonly reader: Reader } | null = null;

/** When it is needed: it is made by the thread that writes. */
function open(): NonNullable<typeof opened> {
  if (opened === null) {
    const database = openForReading(directory);
    opened = { database, reader: new Reader(database) };
  }
  return opened;
}

function answer({ number, kind, given }: Question): Answer {
  try {
    const { reader } = open();
    const read = reader[kind] as (...given: readonly unknown[]) => unknown;
    return { number, answer: read.call(reader, ...given) };
  } catch (error) {
    const { trouble, file: where, message: detail } = storeErrorOf(error, file);
    return { number, failure: { trouble, file: where, detail } };
  }
}

const checking = setInterval(() => {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log === undefined || log.size < WORTH_IT) return;
  try {
    open().database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch {
    // A full disk: who writes will find out, and tell.
  }
}, CHECK_EVERY);

parentPort?.on('message', (question: Question | 'close') => {
  if (question !== 'close') return parentPort?.postMessage(answer(question));
  clearInterval(checking);
  opened?.database.close();
  parentPort?.close();
});

// Opening the database: whether it is ours, whole, of this version or an older one, and nobody else's at the moment.
import { closeSync, mkdirSync, openSync, readSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { inTransaction } from './statements.ts';
import { StoreError, type Trouble } from './trouble.ts';

/**
 * `process`: what is stored survives the end of the process, however it ends. `power`: also that of the machine; each commit
 * waits for the disk.
 */
export type Durability = 'process' | 'power';

/** What all the files are called that are put into the data directory. */
export function databaseFile(directory: string): string {
  return join(directory, 'chaguan.db');
}

/**
 * Keeps a directory for this process until it ends or the lock is closed.
 * @throws StoreError
 */
export function lock(directory: string): { close(): void } {
  const file = join(directory, 'chaguan.lock');
  return orStoreError(file, () => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(file);
    try {
      // The system lets go of it when the process ends, however it ends.
      database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/**
 * Opens the database for writing, and brings it to this version.
 * @throws StoreError; a database of a newer version, or of something else, is left as it is
 */
export function openForWriting(directory: string, durability: Durability): DatabaseSync {
  const file = databaseFile(directory);
  return orStoreError(file, () => {
    // Makes it, for nobody else to read.
    closeSync(openSync(file, 'a', 0o600));
    const header = headerOf(file);
    if (header !== null) checkHeader(file, header);
    const database = new DatabaseSync(file);
    try {
      // When something has been taken back, or a password changed, nothing of it must be left in the file.
      database.exec('PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0');
      database.exec(`PRAGMA synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}; PRAGMA cache_size = -16384`);
      // A write-ahead log is brought back to where it ended before: only the database knows what stands in it.
      checkVersion(file, versionOf(database));
      migrate(database, MIGRATIONS);
      for (const table of ['meta', 'person', 'conversation', 'event', 'word_data', 'fact', 'audit']) {
        database.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
      }
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/** @throws StoreError */
export function openForReading(directory: string): DatabaseSync {
  const file = databaseFile(directory);
  return orStoreError(file, () => {
    const database = new DatabaseSync(file);
    database.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768');
    return database;
  });
}

/** ms that is waited for who has the database for itself for a moment, as when a server starts or ends. */
const PATIENCE = 5000;

/**
 * Opens a database that may be in use, and that is left as it is; null when nothing has been kept there.
 * @throws StoreError
 */
export function openAsOnlooker(directory: string): DatabaseSync | null {
  const file = databaseFile(directory);
  return orStoreError(file, () => {
    const header = headerOf(file);
    if (header === null) return null;
    checkHeader(file, header);
    // Not `readOnly`: that would leave the two files of the write-ahead log behind.
    const database = new DatabaseSync(file, { timeout: PATIENCE });
    try {
      database.exec('PRAGMA query_only = ON');
      const version = versionOf(database);
      checkVersion(file, version);
      if (version > 0) return database;
    } catch (error) {
      database.close();
      throw error;
    }
    database.close();
    return null;
  });
}

/** Runs those steps that a database has not had, each in a transaction. */
export function migrate(database: DatabaseSync, steps: readonly string[]): void {
  for (let version = versionOf(database); version < steps.length; version++) {
    inTransaction(database, 'IMMEDIATE', () => {
      database.exec(
        `${steps[version]}; PRAGMA user_version = ${version + 1}; PRAGMA application_id = ${APPLICATION_ID}`,
      );
    });
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

function checkVersion(file: string, version: number): void {
  if (version <= MIGRATIONS.length) return;
  throw new StoreError('newer', file, `version ${version} is newer than ${MIGRATIONS.length}, the latest known here`);
}

/** The file's first bytes (sqlite.org/fileformat.html, section 1.3); null: there is nothing in it, or no file. */
function headerOf(file: string): Buffer | null {
  const header = Buffer.alloc(100);
  try {
    const descriptor = openSync(file, 'r');
    try {
      const length = readSync(descriptor, header, 0, header.length, 0);
      return length === 0 ? null : header.subarray(0, length);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Before SQLite may change anything. */
function checkHeader(file: string, header: Buffer): void {
  if (header.length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw new StoreError('corrupt', file, 'this is not a database');
  }
  checkVersion(file, header.readUInt32BE(60));
  const application = header.readUInt32BE(68);
  // Zero: nothing had been put into it yet when its making ended.
  if (application !== APPLICATION_ID && application !== 0) {
    throw new StoreError('other', file, 'this is a database of another program');
  }
}

function orStoreError<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw storeErrorOf(error, file);
  }
}

/** Whether it comes from SQLite. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error;
}

export function storeErrorOf(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new StoreError(troubleIn(error, file), file, detail, error);
}

/** Primary result codes (sqlite.org/rescode.html). */
const TROUBLES: Readonly<Record<number, Trouble>> = {
  5: 'locked',
  8: 'read-only',
  11: 'corrupt',
  13: 'full',
  26: 'corrupt',
};
const IO_ERROR = 10;
const CANNOT_OPEN = 14;

const SYSTEM_TROUBLES: Readonly<Record<string, Trouble>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  // What Node says when a directory cannot be made on a disk that may only be read.
  ENOENT: 'read-only',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

function troubleIn(error: unknown, file: string): Trouble {
  const { errcode, code } = error as { errcode?: number; code?: string };
  if (errcode === undefined) return SYSTEM_TROUBLES[code ?? ''] ?? 'other';
  const primary = errcode & 0xff;
  // Of the file that all share as memory it only says that it could not be made longer.
  if (primary === IO_ERROR && isFull(file)) return 'full';
  if (primary === CANNOT_OPEN && !isWritable(file)) return 'read-only';
  return TROUBLES[primary] ?? 'other';
}

function isFull(file: string): boolean {
  try {
    return statfsSync(dirname(file)).bavail === 0;
  } catch {
    return false;
  }
}

function isWritable(file: string): boolean {
  try {
    closeSync(openSync(file, 'a'));
    return true;
  } catch {
    return false;
  }
}

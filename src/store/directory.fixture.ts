// A data directory of a test, and a store in it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Durability } from './database.ts';
import { FOR_EVER } from './direct.fixture.ts';
import { openSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';
import { StoreError } from './trouble.ts';

/** In memory where there is such a place: what waits for a disk that others use waits long. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** It is gone when the test ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(PLACE, 'chaguan-store-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** The caller closes it. */
export function open(directory: string, durability: Durability = 'process', retention = FOR_EVER): Promise<Store> {
  return openSqliteStore({ directory, durability, retention });
}

/** Why it cannot be opened. */
export async function troubleOpening(directory: string): Promise<StoreError> {
  try {
    await (await open(directory)).close();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('It was opened.');
}

/** A file system of some size, mounted for the test; null where that is not allowed. */
export function smallDisk(kilobytes: number): { readonly directory: string; remount(options: string): void } | null {
  const directory = mkdtempSync(join(tmpdir(), 'chaguan-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    rmSync(directory, { recursive: true });
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', directory]);
    rmSync(directory, { recursive: true });
  });
  return {
    directory,
    remount: (options) => execFileSync('mount', ['-o', `remount,${options}`, directory], { stdio: 'ignore' }),
  };
}

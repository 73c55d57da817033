// What can never be written, however well the disk is: a mistake of ours in one entry must not keep all others from being stored.
import type { Batch } from './batch.ts';

/**
 * SQLite's primary result codes (sqlite.org/rescode.html) for what is wrong with what it was given: ERROR, TOOBIG, CONSTRAINT,
 * MISMATCH, MISUSE, RANGE. All others are trouble of the disk, of memory, or with whoever else uses the file.
 */
const MISTAKES: ReadonlySet<number> = new Set([1, 18, 19, 20, 21, 25]);

/** Whether trying again cannot help. */
export function isMistake(error: unknown): boolean {
  const { errcode, syscall } = error as { errcode?: number; syscall?: string };
  if (errcode !== undefined) return MISTAKES.has(errcode & 0xff);
  return syscall === undefined;
}

/** Two halves of a batch, with whole entries in each; none of a batch that is one entry. */
export function halvesOf({ at, people, changes, starts }: Batch): readonly Batch[] {
  if (starts.length < 2) return [];
  const middle = starts.length >> 1;
  const cut = starts[middle] ?? 0;
  return [
    { at, people, changes: changes.slice(0, cut), starts: starts.slice(0, middle) },
    { at, people, changes: changes.slice(cut), starts: starts.slice(middle).map((start) => start - cut) },
  ];
}

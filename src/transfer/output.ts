// Where an export goes: to standard output, or into a file that is there when it is whole, and not before.
import { createWriteStream, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';

/** Whoever reads it has read enough. */
class ReaderGone extends Error {}

/** What the system said when a file, or (null) standard output, was to be written. */
export class OutputError extends Error {
  readonly file: string | null;

  constructor(file: string | null, cause: Error) {
    super(cause.message, { cause });
    this.file = file;
  }
}

/**
 * Writes as fast as it is read, and keeps no more than a few pieces.
 * @param file null: standard output
 * @returns whether all of it was wanted: `head` goes when it has enough
 * @throws OutputError; whatever `pieces` throws; an AbortError
 */
export async function writeOut(
  pieces: Iterable<string>,
  file: string | null,
  signal: AbortSignal,
): Promise<'whole' | 'enough'> {
  if (file !== null) {
    await writeFile(pieces, file, signal);
    return 'whole';
  }
  try {
    await write(pieces, process.stdout, null, signal);
    return 'whole';
  } catch (error) {
    if (error instanceof ReaderGone) return 'enough';
    throw error;
  }
}

async function writeFile(pieces: Iterable<string>, file: string, signal: AbortSignal): Promise<void> {
  if (isDevice(file)) return write(pieces, createWriteStream(file), file, signal);
  const unfinished = `${file}.unfinished`;
  try {
    // It is as private as the data.
    await write(pieces, createWriteStream(unfinished, { mode: 0o600 }), file, signal);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'rename'
      ? new OutputError(file, error)
      : error;
  }
}

/** It is there, and is no file that could be replaced: a pipe, /dev/null. */
function isDevice(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile();
}

async function write(
  pieces: Iterable<string>,
  stream: NodeJS.WritableStream,
  file: string | null,
  signal: AbortSignal,
): Promise<void> {
  let fault: Error | null = null;
  stream.on('error', (error) => {
    fault = error;
  });
  try {
    await pipeline(Readable.from(paced(pieces), { highWaterMark: 1 }), stream, { signal, end: file !== null });
  } catch (error) {
    if (fault === null || signal.aborted) throw error;
    const { code } = fault as NodeJS.ErrnoException;
    throw file === null && code === 'EPIPE' ? new ReaderGone() : new OutputError(file, fault);
  }
}

/** Between the pieces there is time for everything else: a signal to stop. */
async function* paced(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) {
    if (piece === '') continue;
    yield piece;
    await setImmediate();
  }
}

// `chaguan import`: history from a file, checked as it comes, and put into the rooms when all of it is there.
import { fstatSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { transferSentences } from '../i18n/transfer.ts';
import { defaultLimits, IMPORT_LIMITS } from '../limits.ts';
import { lock, openForWriting } from '../store/database.ts';
import { type Merged, merge } from '../store/merge.ts';
import { Staging } from '../store/staging.ts';
import { FlawError } from './fields.ts';
import { stopping } from './interruption.ts';
import { faultSentence, flawSentence, storeMistake, storeTroubleIn } from './mistake.ts';
import { helpText, type ImportOptions, readImportOptions } from './options.ts';
import { ProgressBar } from './progress.ts';
import { VolumeReader } from './read-volume.ts';

/** @returns the exit code: 1 if it could not be done, 2 if the options were wrong, 130 if it was interrupted */
export async function importHistory(args: readonly string[]): Promise<number> {
  const options = readImportOptions(args, process.env);
  switch (options.kind) {
    case 'help':
      console.log(helpText('import', options.lang, process.stdout.columns ?? 80));
      return 0;
    case 'mistake':
      console.error(options.text);
      return 2;
    case 'import':
      if (options.file !== null || !process.stdin.isTTY) return run(options);
      console.error(transferSentences[options.lang].nothingGiven);
      return 2;
  }
}

/** What cannot be read. */
class InputError extends Error {}

async function run(options: ImportOptions): Promise<number> {
  const { lang, data, file } = options;
  const t = transferSentences[lang];
  const bar = new ProgressBar(lang, process.stderr, process.stderr.isTTY);
  const { signal, release } = stopping();
  const reader = new VolumeReader(Date.now() + IMPORT_LIMITS.aheadMs);
  const fail = (sentence: string, code = 1): number => {
    bar.close();
    console.error(t.sentences(sentence, t.nothingImported));
    return code;
  };
  try {
    const { merged, count, earliest } = await put(options, reader, bar, signal);
    bar.close();
    console.log(t.imported(merged.events, merged.rooms, count - merged.events));
    const { historyDays } = defaultLimits();
    const isOld = earliest < Date.now() - historyDays * 24 * 3_600_000;
    if (merged.events > 0 && isOld) console.log(t.soonForgotten(historyDays));
    return 0;
  } catch (error) {
    if (signal.aborted) return fail(t.interrupted, 130);
    if (error instanceof FlawError) return fail(flawSentence(reader.line, error.flaw, lang));
    const trouble = storeTroubleIn(error, data);
    if (trouble !== null) return fail(storeMistake(trouble, { doing: 'import', data }, lang));
    if (error instanceof InputError) {
      return fail(t.cannotRead(file ?? t.standardInput, faultSentence(error.cause as NodeJS.ErrnoException, lang)));
    }
    throw error;
  } finally {
    release();
  }
}

interface Put {
  readonly merged: Merged;
  readonly count: number;
  readonly earliest: number;
}

/** Nobody else may have the data as long as this takes. */
async function put(
  { data, file }: ImportOptions,
  reader: VolumeReader,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<Put> {
  const source = file === null ? null : await open(file).catch(refuse);
  // What is laid down meanwhile is as long as the history: it belongs on the same disk. SQLite looks for this once.
  process.env.SQLITE_TMPDIR = data;
  const locked = lock(data);
  const staging = new Staging();
  try {
    const database = openForWriting(data, 'process');
    try {
      await stage(source, reader, staging, bar, signal);
      const merged = await store(merge(database, staging), staging.count, bar, signal);
      return { merged, count: staging.count, earliest: staging.earliest };
    } finally {
      database.close();
    }
  } finally {
    staging.close();
    locked.close();
    await source?.close();
  }
}

async function stage(
  source: FileHandle | null,
  reader: VolumeReader,
  staging: Staging,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<void> {
  const stream: Readable = source?.createReadStream({ autoClose: false, highWaterMark: 1 << 20 }) ?? process.stdin;
  const total = sizeOf(source?.fd ?? 0);
  let done = 0;
  const take = (items: ReturnType<VolumeReader['add']>): void => {
    for (const item of items) {
      if (item.kind === 'room') staging.guard(item.room, item.guards);
      else staging.add(item.room, item.placed);
    }
    bar.show({ what: 'reading', done, total, events: staging.count });
  };
  for await (const piece of piecesOf(addAbortSignal(signal, stream))) {
    done += piece.length;
    take(reader.add(piece));
  }
  take(reader.end());
}

/** @throws InputError */
async function* piecesOf(stream: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of stream) yield piece;
  } catch (error) {
    refuse(error);
  }
}

function refuse(cause: unknown): never {
  throw new InputError('', { cause });
}

/** Bytes; null: it is no file. */
function sizeOf(descriptor: number): number | null {
  const found = fstatSync(descriptor);
  return found.isFile() ? found.size : null;
}

async function store(
  work: Generator<number, Merged>,
  total: number,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<Merged> {
  bar.restart();
  let done = 0;
  try {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      done += step.value;
      bar.show({ what: 'storing', done, total, events: done });
      // Meanwhile it may be asked to stop.
      await setImmediate();
      signal.throwIfAborted();
    }
  } finally {
    work.return({ rooms: 0, events: 0 });
  }
}

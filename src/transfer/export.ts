// `chaguan export`: the history of rooms, written down while a server may be running.
import type { Lang } from '../i18n/language.ts';
import { transferSentences } from '../i18n/transfer.ts';
import { openAsOnlooker } from '../store/database.ts';
import { type Chapter, Pages } from '../store/pages.ts';
import { wrap } from '../terminal/definitions.ts';
import { asHtml } from './html.ts';
import { stopping } from './interruption.ts';
import { asJson } from './json.ts';
import { faultSentence, storeMistake, storeTroubleIn } from './mistake.ts';
import { type ExportOptions, helpText, readExportOptions } from './options.ts';
import { OutputError, writeOut } from './output.ts';
import { ProgressBar } from './progress.ts';
import { asText } from './text.ts';
import type { Exported } from './volume.ts';

/** @returns the exit code: 1 if it could not be done, 2 if the options were wrong, 130 if it was interrupted */
export async function exportHistory(args: readonly string[]): Promise<number> {
  const options = readExportOptions(args, process.env, Date.now());
  switch (options.kind) {
    case 'help':
      console.log(helpText('export', options.lang, process.stdout.columns ?? 80));
      return 0;
    case 'mistake':
      console.error(options.text);
      return 2;
    case 'export':
      return run(options);
  }
}

async function run(options: ExportOptions): Promise<number> {
  const { lang, data, output } = options;
  const t = transferSentences[lang];
  const { stderr, stdout } = process;
  const bar = new ProgressBar(lang, stderr, stderr.isTTY && (output !== null || !stdout.isTTY));
  const { signal, release } = stopping();
  const fail = (sentence: string, code = 1): number => {
    bar.close();
    console.error(sentence);
    return code;
  };
  try {
    const database = openAsOnlooker(data);
    if (database === null) return fail(t.nothingKept(data));
    try {
      const volume = volumeOf(new Pages(database), options);
      if ('missing' in volume) return fail(t.noSuchRoom(volume.missing));
      const startedAt = performance.now();
      const tally = { events: 0, rooms: 0 };
      const show = (events: number): void => {
        tally.events += events;
        bar.show({ what: 'exporting', done: tally.events, total: volume.events, events: tally.events });
      };
      const end = await writeOut(pieces(volume, options, tally, show), output, signal);
      bar.close();
      const time = t.seconds((performance.now() - startedAt) / 1000);
      const closing = t.exported(tally.events, tally.rooms, time);
      if (end === 'whole' && stderr.isTTY) console.error(wrap(closing, stderr.columns ?? 80).join('\n'));
      return 0;
    } finally {
      database.close();
    }
  } catch (error) {
    if (signal.aborted) return fail(t.interrupted, 130);
    const trouble = storeTroubleIn(error, data);
    if (trouble !== null) return fail(storeMistake(trouble, { doing: 'export', data }, lang));
    if (error instanceof OutputError) return fail(outputMistake(error, lang));
    throw error;
  } finally {
    release();
  }
}

function outputMistake({ file, cause }: OutputError, lang: Lang): string {
  const t = transferSentences[lang];
  return t.cannotWrite(file ?? t.standardOutput, faultSentence(cause as NodeJS.ErrnoException, lang));
}

/** What is to be exported. */
interface Volume {
  /** In as many goes as are needed. */
  readonly chapters: () => Iterable<Chapter>;
  readonly pages: Pages;
  readonly events: number;
}

function volumeOf(pages: Pages, { rooms, since }: ExportOptions): Volume | { readonly missing: string } {
  const named = rooms.map((room) => [room, pages.chapter(room)] as const);
  const missing = named.find(([, chapter]) => chapter === null);
  if (missing !== undefined) return { missing: missing[0] };
  const chosen = new Map(named.flatMap(([, chapter]) => (chapter === null ? [] : [[chapter.key, chapter]])));
  function* chapters(): Generator<Chapter> {
    for (const chapter of rooms.length === 0 ? pages.chapters() : chosen.values()) {
      const part = since === null ? chapter : pages.since(chapter, since);
      if (part.range.from < part.range.to) yield part;
    }
  }
  let events = 0;
  for (const { range } of chapters()) events += range.to - range.from;
  return { chapters, pages, events };
}

function pieces(
  { chapters, pages }: Volume,
  { format, rooms, lang }: ExportOptions,
  tally: { rooms: number },
  show: (events: number) => void,
): Iterable<string> {
  function* exported(): Generator<Exported> {
    for (const chapter of chapters()) {
      tally.rooms++;
      yield { chapter, pages: shown(pages.pages(chapter), show) };
    }
  }
  switch (format) {
    case 'json':
      return asJson(exported());
    case 'text':
      return asText(exported(), lang);
    case 'html':
      return asHtml(chapters(), exported(), rooms, lang, Date.now());
  }
}

/** `show` is told how many events were in each page. */
function* shown<E>(pages: Iterable<readonly E[]>, show: (events: number) => void): Generator<readonly E[]> {
  for (const page of pages) {
    yield page;
    show(page.length);
  }
}

// Exports and imports without a process of their own.
import type { DatabaseSync } from 'node:sqlite';
import { type Merged, merge } from '../store/merge.ts';
import { Pages } from '../store/pages.ts';
import { Staging } from '../store/staging.ts';
import { asJson } from './json.ts';
import { VolumeReader } from './read-volume.ts';
import type { Exported } from './volume.ts';

/** Later than anything in a test. */
const LATEST = Date.UTC(2100, 0);

export function* everything(database: DatabaseSync): Generator<Exported> {
  const pages = new Pages(database);
  for (const chapter of pages.chapters()) {
    if (chapter.range.from < chapter.range.to) yield { chapter, pages: pages.pages(chapter) };
  }
}

export function exported(database: DatabaseSync): string {
  return [...asJson(everything(database))].join('');
}

/** What is staged is left to the garbage collector. @throws FlawError */
export function staged(json: string, reader = new VolumeReader(LATEST)): Staging {
  const staging = new Staging();
  for (const items of [reader.add(Buffer.from(json)), reader.end()]) {
    for (const item of items) {
      if (item.kind === 'room') staging.guard(item.room, item.guards);
      else staging.add(item.room, item.placed);
    }
  }
  return staging;
}

export function imported(database: DatabaseSync, json: string): Merged {
  const staging = staged(json);
  const work = merge(database, staging);
  let step = work.next();
  while (step.done !== true) step = work.next();
  staging.close();
  return step.value;
}

/** A file with these events, each an object without what all have. */
export function fileOf(...events: readonly Readonly<Record<string, unknown>>[]): string {
  const all = events.map((event, index) => ({
    kind: 'said',
    room: '#tea',
    id: `x${index + 1}`,
    at: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    who: { name: 'Ann' },
    ...event,
  }));
  const lines = all.map((event) => JSON.stringify(event)).join(',\n');
  return `{"format":"chaguan-history","version":1,"events":[\n${lines}\n]}\n`;
}

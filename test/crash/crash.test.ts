import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SmallDisk } from '../disk.ts';
import { type Examined, examine } from './examine.ts';

/** Another one: `CRASH_SEED=7 npx vitest run test/crash` */
const SEED = Number(process.env.CRASH_SEED ?? 1);
const GUESTS = 50;

function mustBeGood({ findings, stored, seen, sightings }: Examined): void {
  expect(findings).toEqual([]);
  // It was worth something.
  expect(seen).toBeGreaterThan(100);
  expect(stored).toBeGreaterThanOrEqual(seen);
  expect(sightings).toBeGreaterThan(10 * seen);
}

it('what anybody has seen is in the history once, in order, after 10 kills', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaguan-crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mustBeGood(await examine({ seed: SEED, kills: 10, guests: GUESTS, folder, disk: null }));
}, 300_000);

it('so it is when the disk fills up', async () => {
  const disk = new SmallDisk();
  onTestFinished(() => disk.unmount());
  const examined = await examine({ seed: SEED, kills: 3, guests: GUESTS, folder: disk.folder, disk });
  mustBeGood(examined);
  expect(examined.refusals).toBeGreaterThan(0);
}, 300_000);

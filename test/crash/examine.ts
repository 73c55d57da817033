// The server is killed again and again while everybody talks; whatever anybody has seen must be in its history, once, in order.
import { setTimeout as wait } from 'node:timers/promises';
import type { SmallDisk } from '../disk.ts';
import { Random } from '../fuzz/random.ts';
import { Crowd } from './crowd.ts';
import { House } from './house.ts';
import { type Finding, Judge } from './judge.ts';
import { registerAccounts } from './registering.ts';

export interface Exam {
  readonly seed: number;
  readonly kills: number;
  readonly guests: number;
  /** Where the server keeps its data through all kills. */
  readonly folder: string;
  /** Fills up in each run; null: there is always space. */
  readonly disk: SmallDisk | null;
}

export interface Examined {
  kills: number;
  /** How many were in the history, how many of these had been seen by anybody, and how often. */
  stored: number;
  seen: number;
  sightings: number;
  /** How often somebody was told that nothing could be stored. */
  refusals: number;
  readonly findings: Finding[];
}

/** ms that everybody talks before the server is killed, at most. */
const LONGEST_TALK = 300;
/** ms that a full disk is waited for. */
const LONGEST_ROOM = 5000;
/** One in so many kills comes while they are still arriving. */
const EARLY = 5;
/** KiB that are left when the disk begins to be full, at most. */
const LEFT = 512;

/** @param progress called after each kill */
export async function examine(exam: Exam, progress: (examined: Examined) => void = () => {}): Promise<Examined> {
  const { seed, kills, folder } = exam;
  const examined: Examined = { kills: 0, stored: 0, seen: 0, sightings: 0, refusals: 0, findings: [] };
  const judge = new Judge(folder, (finding) => examined.findings.push(finding));
  let house = await House.open(folder, 'power');
  await registerAccounts(house.port);
  await house.kill();
  house = await House.open(folder, 'process');
  for (let run = 0; run < kills; run++) {
    const random = new Random(seed, run);
    const crowd = new Crowd(house.port, run, exam.guests, random);
    if (!random.chance(1 / EARLY)) await crowd.allIn;
    const isFull = exam.disk !== null && (await fillUp(exam.disk, crowd, random)) === 'full';
    await wait(random.below(LONGEST_TALK));
    // Just when somebody has seen something: it must be stored already.
    if (!isFull && random.chance(0.5)) await crowd.moreSeen();
    await house.kill();
    await crowd.gone;
    exam.disk?.free();
    for (const detail of house.mistakes) examined.findings.push({ what: 'mistake', detail });
    // Of the slower one more is under way when it is killed.
    house = await House.open(folder, random.pick(['process', 'power']));
    examined.kills++;
    examined.stored += judge.judge(crowd.guests);
    examined.seen += crowd.messagesSeen;
    examined.sightings += crowd.sightings;
    examined.refusals += crowd.refusals;
    progress(examined);
  }
  judge.judgeAll();
  await house.kill();
  return examined;
}

/** Every other time the disk has space again before the server is killed. */
async function fillUp(disk: SmallDisk, crowd: Crowd, random: Random): Promise<'full' | 'free'> {
  await wait(random.below(LONGEST_TALK));
  disk.fill(random.below(LEFT));
  // The database may have room in its own files for a while.
  if ((await crowd.refused(LONGEST_ROOM)) && random.chance(0.5)) return 'full';
  disk.free();
  await crowd.moreSeen();
  return 'free';
}

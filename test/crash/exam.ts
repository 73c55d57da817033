// The crash exam: `npm run exam:crash -- --help`
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SmallDisk } from '../disk.ts';
import { type Examined, examine } from './examine.ts';

const HELP = `npm run exam:crash -- [options]

  --kills N    how often the server is killed (100)
  --guests N   how many talk (50)
  --seed N     the same seed chooses the same moments (a random one)
  --disk       on a small disk that fills up in each run (Linux, as root)`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    guests: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    disk: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function number(value: number): string {
  return value.toLocaleString('en');
}

function rowOf({ kills, stored, seen, sightings, refusals, findings }: Examined): string {
  const figures = [
    `${number(kills)} kills`,
    `${number(stored)} messages in the history`,
    `${number(seen)} of them seen, ${number(sightings)} times`,
    `${number(refusals)} refused`,
  ];
  const count = (what: string): number => findings.filter((finding) => finding.what === what).length;
  const faults = (['lost', 'doubled', 'reordered'] as const).map((what) => `${count(what)} ${what}`);
  const others = findings.length - count('lost') - count('doubled') - count('reordered');
  return [...figures, ...faults, ...(others === 0 ? [] : [`${others} other findings`])].join(', ');
}

async function run(): Promise<void> {
  const disk = values.disk ? new SmallDisk() : null;
  const folder = disk?.folder ?? mkdtempSync(join(tmpdir(), 'chaguan-crash-'));
  const tidy = (): void => (disk === null ? rmSync(folder, { recursive: true, force: true }) : disk.unmount());
  process.once('exit', tidy);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const seed = Number(values.seed);
  console.log(`seed ${seed}${disk === null ? '' : ', a disk that fills up'}`);
  let shown = 0;
  const progress = (examined: Examined): void => {
    for (const { what, detail } of examined.findings.slice(shown)) console.log(`FOUND: ${what}: ${detail}`);
    shown = examined.findings.length;
    console.log(rowOf(examined));
  };
  const [kills, guests] = [Number(values.kills), Number(values.guests)];
  const begin = performance.now();
  const examined = await examine({ seed, kills, guests, folder, disk }, progress);
  for (const { what, detail } of examined.findings.slice(shown)) console.log(`FOUND: ${what}: ${detail}`);
  console.log(`\n${rowOf(examined)}, in ${Math.round((performance.now() - begin) / 1000)} s`);
  if (examined.findings.length > 0) process.exitCode = 1;
}

if (values.help) console.log(HELP);
else await run();

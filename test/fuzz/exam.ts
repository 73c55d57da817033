// The fuzz exam: `npm run exam:fuzz -- --help`
import { parseArgs } from 'node:util';
import { type Examined, examine, ROUND_LINES } from './examine.ts';
import type { Finding } from './findings.ts';
import type { Tally } from './tally.ts';

const PROGRESS_MS = 5000;
const MEGABYTE = 1024 * 1024;

const HELP = `npm run exam:fuzz -- [options]

  --lines N   lines in all, in rounds of ${ROUND_LINES.toLocaleString('en')} (10000000)
  --seed N    which ones: the same seed sends the same lines (a random one)
  --round N   only this round of the seed`;

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '10000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    round: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function show(finding: Finding, seed: number): void {
  const { what, round, line, transcript } = finding;
  console.log(
    `\nFOUND: ${what}\n  again: npm run exam:fuzz -- --seed ${seed} --round ${round} (at line ${number(line)})`,
  );
  for (const note of transcript) console.log(`  ${note}`);
}

/** The most frequent first. */
function counts(map: ReadonlyMap<string, number>): string {
  const sorted = [...map].sort(([, one], [, other]) => other - one);
  return sorted.map(([what, count]) => `${what} ${number(count)}`).join(', ');
}

function figures(tally: Tally, seconds: number): string {
  const { lines, inside, sentLines, sentBytes, connections, secrets, received, sent } = tally;
  return [
    `${number(lines)} lines in ${number(seconds)} s: ${number(lines / seconds)} lines/s`,
    `${number((inside / lines) * 100)}% from somebody who was in; ${number(connections)} connections`,
    `${number(sentLines)} lines sent to clients, ${number(sentBytes / MEGABYTE)} MiB`,
    `${number(secrets)} secrets, heard ${number(tally.heard)} times by who may hear them`,
    `${received.size} verbs understood: ${counts(received)}`,
    `${sent.size} verbs and numerics sent: ${counts(sent)}`,
    `${number(process.memoryUsage().heapUsed / MEGABYTE)} MiB of heap`,
  ].join('\n');
}

async function run(seed: number, rounds: readonly number[]): Promise<void> {
  const begin = performance.now();
  let shown = 0;
  let told = begin;
  const total = rounds.length * ROUND_LINES;
  console.log(`seed ${seed}, ${number(total)} lines`);
  const progress = ({ findings, tally }: Examined): void => {
    for (const finding of findings.all.slice(shown)) show(finding, seed);
    shown = findings.all.length;
    const now = performance.now();
    if (now < told + PROGRESS_MS) return;
    told = now;
    const seconds = (now - begin) / 1000;
    const left = ((total - tally.lines) / tally.lines) * seconds;
    const percent = number((tally.lines / total) * 100);
    console.log(
      `${number(tally.lines)} lines, ${percent}%, ${number(tally.lines / seconds)} lines/s, ${number(left)} s left`,
    );
  };
  const { findings, tally } = await examine(seed, rounds, progress);
  console.log(`\n${figures(tally, (performance.now() - begin) / 1000)}`);
  for (const { what, count } of findings.all) console.log(`FOUND ${number(count)} times: ${what.slice(0, 200)}`);
  console.log(findings.all.length === 0 ? 'Nothing was found.' : `seed ${seed}`);
  if (findings.all.length > 0) process.exitCode = 1;
}

if (values.help) console.log(HELP);
else {
  const all = Array.from({ length: Math.ceil(Number(values.lines) / ROUND_LINES) }, (_, round) => round);
  await run(Number(values.seed), values.round === undefined ? all : [Number(values.round)]);
}

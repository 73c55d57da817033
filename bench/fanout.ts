// Fan-out: what it costs to bring a message to everybody in a room. `npm run bench -- --help`
import { parseArgs } from 'node:util';
import { type Crowd, gather, type Kind, type Load, type Measured } from './load.ts';
import { chaguan, type Program, raw } from './program.ts';

const HELP = `npm run bench -- [options]

  --receivers N   connections that only read (1000)
  --senders N     connections that speak (8)
  --window N      messages of one sender on their way at once (4)
  --seconds N     how long each case is measured, in each round (2)
  --rounds N      how often, one case after the other (3)
  --only TEXT     only the cases whose name has this in it
  --short         only whether it works: few receivers, no numbers`;

const RAW: Kind = { enter: () => '', entered: /welcome/, say: (name, text) => `${name}: ${text}\n` };
const PLAIN: Kind = { enter: (name) => `${name}\n`, entered: /#lobby/, say: (_, text) => `${text}\n` };

function irc(...capabilities: string[]): Kind {
  const ask = `CAP REQ :${capabilities.join(' ')}`;
  return {
    enter: (name) => [ask, `NICK ${name}`, `USER ${name} 0 * :${name}`, 'CAP END', 'JOIN #lobby', ''].join('\r\n'),
    entered: / 366 /,
    say: (_, text) => `PRIVMSG #lobby :${text}\r\n`,
  };
}

interface Case {
  readonly name: string;
  readonly start: () => Promise<Program>;
  readonly kinds: readonly Kind[];
}

const IRC = irc('server-time', 'message-tags');

/** Cases that are compared with the first of them. */
const GROUPS: readonly (readonly Case[])[] = [
  [
    { name: 'raw, a write per message', start: () => raw('each'), kinds: [RAW] },
    { name: 'raw, a write per tick', start: () => raw('tick'), kinds: [RAW] },
    { name: 'Chaguan, plain text', start: () => chaguan('memory'), kinds: [PLAIN] },
    { name: 'Chaguan, IRC', start: () => chaguan('memory'), kinds: [IRC] },
    {
      name: 'Chaguan, IRC of four kinds',
      start: () => chaguan('memory'),
      kinds: [
        IRC,
        irc('server-time', 'account-tag', 'echo-message'),
        irc('message-tags', 'batch', 'draft/multiline', 'labeled-response'),
        irc('multi-prefix'),
      ],
    },
  ],
  [
    { name: 'history in memory', start: () => chaguan('memory'), kinds: [IRC] },
    { name: 'history in SQLite', start: () => chaguan('process'), kinds: [IRC] },
    { name: 'history in SQLite, --durability power', start: () => chaguan('power'), kinds: [IRC] },
  ],
];

interface Result {
  readonly name: string;
  readonly perSecond: number;
  /** µs of the server's processor time for one delivery; null where it cannot be known. */
  readonly cost: number | null;
  /** The server's processor time as a part of one core. */
  readonly busy: number | null;
  /** ms, in rising order. */
  readonly latencies: Float64Array;
}

function resultOf(name: string, rounds: readonly Measured[], { receivers }: Load): Result {
  const latencies = Float64Array.from(rounds.flatMap((round) => round.latencies)).sort();
  const deliveries = latencies.length * receivers;
  const seconds = rounds.reduce((sum, round) => sum + round.seconds, 0);
  const cpu = rounds.reduce((sum, { cpuSeconds }) => sum + (cpuSeconds ?? Number.NaN), 0);
  const [cost, busy] = Number.isNaN(cpu) ? [null, null] : [(cpu * 1e6) / deliveries, cpu / seconds];
  return { name, perSecond: deliveries / seconds, cost, busy, latencies };
}

/** `faster` and `cheaper` say how many times, compared with `first`. */
function row({ name, perSecond, cost, busy, latencies }: Result, first: Result): Record<string, string> {
  const latency = (part: number): string => (latencies[Math.floor(latencies.length * part)] ?? Number.NaN).toFixed(1);
  return {
    '': name,
    'deliveries/s': Math.round(perSecond).toLocaleString('en'),
    faster: `${(perSecond / first.perSecond).toFixed(2)}×`,
    'µs CPU/delivery': cost === null ? '?' : cost.toFixed(3),
    cheaper: cost === null || first.cost === null ? '?' : `${(first.cost / cost).toFixed(2)}×`,
    'server busy': busy === null ? '?' : `${Math.round(busy * 100)}%`,
    'p50 ms': latency(0.5),
    'p99 ms': latency(0.99),
  };
}

function print(rows: readonly Record<string, string>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [Object.fromEntries(columns.map((column) => [column, column])), ...rows];
  const width = (column: string): number => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  for (const line of lines) {
    const cells = columns.map((column, i) => {
      const cell = line[column] ?? '';
      return i === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column));
    });
    console.log(cells.join('  '));
  }
}

interface Asked {
  readonly load: Load;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly rounds: number;
  readonly only: string;
}

function readOptions(): Asked | null {
  const { values } = parseArgs({
    options: {
      receivers: { type: 'string', default: '1000' },
      senders: { type: 'string', default: '8' },
      window: { type: 'string', default: '4' },
      seconds: { type: 'string', default: '2' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { only } = values;
  if (values.short) {
    const load: Load = { receivers: 40, senders: 4, window: 4, look: 'compare' };
    return { load, only, warmUpSeconds: 0, seconds: 0.15, rounds: 2 };
  }
  const number = (option: 'receivers' | 'senders' | 'window' | 'seconds' | 'rounds', least: number): number => {
    const value = Number(values[option]);
    if (!(value >= least)) throw new Error(`--${option} must be a number of at least ${least}.`);
    return value;
  };
  const load: Load = {
    receivers: number('receivers', 8),
    senders: number('senders', 1),
    window: number('window', 1),
    look: 'count',
  };
  return { load, only, warmUpSeconds: 0.5, seconds: number('seconds', 0.1), rounds: number('rounds', 1) };
}

/** All servers are there from the start, and have their turn in each round: what else the machine does disturbs all alike. */
async function runGroup(cases: readonly Case[], { load, warmUpSeconds, seconds, rounds }: Asked): Promise<Result[]> {
  const turns: { name: string; server: Program; crowd: Crowd; measured: Measured[] }[] = [];
  for (const { name, start, kinds } of cases) {
    const server = await start();
    turns.push({ name, server, crowd: await gather(server, kinds, load), measured: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { crowd, measured } of turns) measured.push(await crowd.talk(warmUpSeconds, seconds));
    // Nobody is always the first.
    turns.push(...turns.splice(0, 1));
  }
  for (const { crowd, server } of turns) {
    await crowd.leave();
    await server.stop();
  }
  const inOrder = cases.flatMap(({ name }) => turns.filter((turn) => turn.name === name));
  return inOrder.map(({ name, measured }) => resultOf(name, measured, load));
}

async function run(asked: Asked): Promise<void> {
  const { load, only } = asked;
  const groups = GROUPS.map((cases) => cases.filter(({ name }) => name.includes(only)));
  if (groups.every((cases) => cases.length === 0)) throw new Error(`No case has "${only}" in its name.`);
  const { receivers, senders, window } = load;
  if (load.look === 'count') {
    console.log(`${receivers} receivers, ${senders} senders with ${window} messages on their way each`);
  }
  for (const cases of groups) {
    const results = await runGroup(cases, asked);
    const [first] = results;
    if (first === undefined) continue;
    if (load.look === 'count') {
      console.log();
      print(results.map((result) => row(result, first)));
    } else for (const { name } of results) console.log(`${name}: everybody got everything, in order`);
  }
}

/** What is asked for; what cannot be understood is said in one line, with exit code 2. */
function askedFor(): Asked | null {
  try {
    return readOptions();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const asked = askedFor();
if (asked === null) console.log(HELP);
else await run(asked);

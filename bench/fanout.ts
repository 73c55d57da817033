// Fan-out: what it costs to bring a message to everybody in a room. `npm run bench -- --help`
import { parseArgs } from 'node:util';
import { type Kind, type Load, type Measured, measure } from './load.ts';
import { chaguan, type Program, raw } from './program.ts';

const HELP = `npm run bench -- [options]

  --receivers N   connections that only read (1000)
  --senders N     connections that speak (8)
  --window N      messages of one sender on their way at once (4)
  --seconds N     how long each case is measured (4)
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

const CASES: readonly Case[] = [
  { name: 'raw, a write per message', start: () => raw('each'), kinds: [RAW] },
  { name: 'raw, a write per tick', start: () => raw('tick'), kinds: [RAW] },
  { name: 'Chaguan, plain text', start: chaguan, kinds: [PLAIN] },
  { name: 'Chaguan, IRC', start: chaguan, kinds: [irc('server-time', 'message-tags')] },
  {
    name: 'Chaguan, IRC of four kinds',
    start: chaguan,
    kinds: [
      irc('server-time', 'message-tags'),
      irc('server-time', 'account-tag', 'echo-message'),
      irc('message-tags', 'batch', 'draft/multiline', 'labeled-response'),
      irc('multi-prefix'),
    ],
  },
];

interface Result {
  readonly name: string;
  readonly perSecond: number;
  /** µs of the server's processor time for one delivery; null where it cannot be known. */
  readonly cost: number | null;
  readonly measured: Measured;
}

function resultOf(name: string, measured: Measured, { receivers }: Load): Result {
  const deliveries = measured.messages * receivers;
  const { cpuSeconds } = measured;
  const cost = cpuSeconds === null ? null : (cpuSeconds * 1e6) / deliveries;
  return { name, perSecond: deliveries / measured.seconds, cost, measured };
}

/** `faster` and `cheaper` say how many times, compared with `first`. */
function row({ name, perSecond, cost, measured }: Result, first: Result): Record<string, string> {
  const { seconds, cpuSeconds, latencies } = measured;
  const latency = (part: number): string => (latencies[Math.floor(latencies.length * part)] ?? Number.NaN).toFixed(1);
  return {
    '': name,
    'deliveries/s': Math.round(perSecond).toLocaleString('en'),
    faster: `${(perSecond / first.perSecond).toFixed(1)}×`,
    'µs CPU/delivery': cost === null ? '?' : cost.toFixed(3),
    cheaper: cost === null || first.cost === null ? '?' : `${(first.cost / cost).toFixed(1)}×`,
    'server busy': cpuSeconds === null ? '?' : `${Math.round((cpuSeconds / seconds) * 100)}%`,
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

function readLoad(): { load: Load; only: string } | null {
  const { values } = parseArgs({
    options: {
      receivers: { type: 'string', default: '1000' },
      senders: { type: 'string', default: '8' },
      window: { type: 'string', default: '4' },
      seconds: { type: 'string', default: '4' },
      only: { type: 'string', default: '' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { only } = values;
  if (values.short) {
    return { only, load: { receivers: 40, senders: 4, window: 4, warmUpSeconds: 0, seconds: 0.3, look: 'compare' } };
  }
  const number = (option: 'receivers' | 'senders' | 'window' | 'seconds', least: number): number => {
    const value = Number(values[option]);
    if (!(value >= least)) throw new Error(`--${option} must be a number of at least ${least}.`);
    return value;
  };
  const load: Load = {
    receivers: number('receivers', 8),
    senders: number('senders', 1),
    window: number('window', 1),
    seconds: number('seconds', 0.1),
    warmUpSeconds: 1,
    look: 'count',
  };
  return { load, only };
}

async function run(load: Load, only: string): Promise<void> {
  const results: Result[] = [];
  for (const { name, start, kinds } of CASES.filter((one) => one.name.includes(only))) {
    const server = await start();
    results.push(resultOf(name, await measure(server, kinds, load), load));
    await server.stop();
    if (load.look === 'compare') console.log(`${name}: everybody got everything, in order`);
  }
  const [first] = results;
  if (first === undefined) throw new Error(`No case has "${only}" in its name.`);
  if (load.look === 'compare') return;
  const { receivers, senders, window } = load;
  console.log(`${receivers} receivers, ${senders} senders with ${window} messages on their way each\n`);
  print(results.map((result) => row(result, first)));
}

/** The load that is asked for; what cannot be understood is said in one line, with exit code 2. */
function askedFor(): ReturnType<typeof readLoad> {
  try {
    return readLoad();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const asked = askedFor();
if (asked === null) console.log(HELP);
else await run(asked.load, asked.only);

// A server as a process of its own, and what it costs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** As users run it, but nobody is too fast or too many: it would be the limits that are measured. */
const OPEN_HOUSE = [
  ['--commands-per-second', '10000000'],
  ['--command-burst', '10000000'],
  ['--command-backlog', '10000000'],
  ['--max-clients', '100000'],
  ['--max-clients-per-address', '100000'],
].flat();

export interface Program {
  readonly port: number;
  /** Seconds of processor time that all its threads have used; null where the system does not tell (not Linux). */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

/** Where Chaguan keeps history: nowhere but in memory, or in a database, safe from the end of the process or of the machine. */
export type Keeping = 'memory' | 'process' | 'power';

/** Chaguan, with its log going nowhere but written. */
export async function chaguan(keeping: Keeping): Promise<Program> {
  const folder = keeping === 'memory' ? null : mkdtempSync(join(tmpdir(), 'chaguan-bench-'));
  const data = folder === null ? ['--data', 'memory'] : ['--data', folder, '--durability', keeping];
  const options = ['serve', ...data, ...OPEN_HOUSE, '--lang', 'en', '--host', '127.0.0.1'];
  const program = await start(new URL('../bin/chaguan.ts', import.meta.url), (port) => [
    ...options,
    ...['--port', String(port)],
  ]);
  return {
    ...program,
    async stop() {
      await program.stop();
      if (folder !== null) rmSync(folder, { recursive: true });
    },
  };
}

/** One of the servers in raw.ts. */
export function raw(way: 'each' | 'tick'): Promise<Program> {
  return start(new URL('./raw.ts', import.meta.url), (port) => [way, String(port)]);
}

async function start(file: URL, args: (port: number) => string[]): Promise<Program> {
  const port = await freePort();
  // Errors are ours to see; standard output is /dev/null, so a port chosen by the server could not be read from it.
  const child = spawn(process.execPath, [fileURLToPath(file), ...args(port)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = (): boolean => child.kill('SIGKILL');
  process.on('exit', kill);
  await listening(port, () => child.exitCode !== null);
  return {
    port,
    cpuSeconds: () => (child.pid === undefined ? null : cpuSecondsOf(child.pid)),
    async stop() {
      child.kill('SIGTERM');
      await exited;
      process.off('exit', kill);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function listening(port: number, isGone: () => boolean): Promise<void> {
  while (!(await accepts(port))) if (isGone()) throw new Error('The server did not start.');
}

function accepts(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = createConnection({ port, host: '127.0.0.1' });
  const answer = (is: boolean): void => {
    socket.destroy();
    resolve(is);
  };
  socket.once('connect', () => answer(true));
  // Not at once again: it needs the processor to start.
  socket.once('error', () => setTimeout(answer, 20, false));
  return promise;
}

/** The unit of the times in /proc, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

function cpuSecondsOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  // proc(5): the name, in parentheses, may hold anything; utime and stime are the 14th and 15th field.
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

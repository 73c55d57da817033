// The real server as a process of its own, and what it writes on standard output.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { Heard } from './heard.ts';

export const BIN = fileURLToPath(new URL('../bin/chaguan.ts', import.meta.url));

/** A line of `--log json`. */
export type Logged = Readonly<Record<string, unknown>> & { readonly event: string };

export class TestServer {
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #output: Heard;
  readonly #exited: Promise<number | null>;
  readonly #log: Logged[] = [];
  #parsed = 0;

  constructor(port: number, process: ChildProcess, output: Heard, exited: Promise<number | null>) {
    this.port = port;
    this.#process = process;
    this.#output = output;
    this.#exited = exited;
  }

  /** All that has been logged. A line that is not JSON fails. */
  get log(): readonly Logged[] {
    const end = this.#output.all.lastIndexOf('\n') + 1;
    const lines = this.#output.all.slice(this.#parsed, end).split('\n').slice(0, -1);
    for (const line of lines) this.#log.push(JSON.parse(line));
    this.#parsed = end;
    return this.#log;
  }

  /** Waits for a log line with these fields. */
  async logged(fields: Readonly<Record<string, unknown>>): Promise<Logged> {
    for (;;) {
      const found = this.log.find((line) => expect.objectContaining(fields).asymmetricMatch(line));
      if (found !== undefined) return found;
      await this.news();
    }
  }

  /** Waits for the next log line. */
  async news(): Promise<void> {
    await this.#output.until('\n');
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** The exit code; null after a signal that nobody caught. */
  get exited(): Promise<number | null> {
    return this.#exited;
  }

  /** Ends it as Ctrl+C does; fails if it has made a mistake of its own meanwhile, or ends otherwise than it should. */
  async stop(): Promise<void> {
    this.#process.kill('SIGINT');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 20_000);
    const code = await this.#exited;
    clearTimeout(late);
    expect(this.log.filter((line) => line.event === 'failed')).toEqual([]);
    expect(code, 'exit code').toBe(0);
  }
}

/** Starts a server for one test, on a free port of 127.0.0.1 unless `--listen` is among the options. It is stopped, and its manners checked, when the test is over. */
export async function startServer(...options: string[]): Promise<TestServer> {
  const where = options.includes('--listen') ? [] : ['--port', '0', '--host', '127.0.0.1'];
  const { process, output, exited } = run('serve', ...where, '--log', 'json', ...options);
  const first: unknown = JSON.parse(await output.line());
  const { port } = first as { port: number };
  const server = new TestServer(port, process, output, exited);
  onTestFinished(() => server.stop());
  return server;
}

/** Runs `chaguan` in English; `output` is what it writes, errors too. Killed, if it still runs, when the test is over. */
export function run(...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  const output = new Heard(`chaguan ${args.join(' ')}`);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => output.add(text));
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  child.on('close', (code, signal) => {
    output.end(`it exited (${signal ?? code})`);
    resolve(code);
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { process: child, output, exited };
}

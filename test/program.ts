// Other people's programs, as processes of their own.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { Heard } from './heard.ts';

export interface Program {
  /** What it prints, mistakes too. */
  readonly printed: Heard;
  /** Somebody types a line into it. */
  type(line: string): void;
  /** Nobody types any more. */
  endTyping(): void;
  /** It is asked to end. */
  signal(signal: NodeJS.Signals): void;
  /** It has no time to say goodbye. */
  kill(): void;
  readonly exited: Promise<number | null>;
}

/** Starts `test/python/<name>.py` (Python 3), a program of a networking course. */
export function python(name: string, port: number, ...args: string[]): Program {
  return start('python3', fileURLToPath(new URL(`python/${name}.py`, import.meta.url)), String(port), ...args);
}

/** Starts a program; it is killed when the test is over. */
export function start(command: string, ...args: string[]): Program {
  const child = spawn(command, args, { env: { ...process.env, LC_ALL: 'C.UTF-8', PYTHONIOENCODING: 'utf-8' } });
  const printed = new Heard([command, ...args].join(' '));
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => printed.add(text));
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  child.on('error', () => printed.end(`${command} could not be started (this test needs it)`));
  // A program that is gone cannot be typed into.
  child.stdin.on('error', () => {});
  child.on('close', (code, signal) => {
    printed.end(`it exited (${signal ?? code})`);
    resolve(code);
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    printed,
    type: (line) => child.stdin.write(`${line}\n`),
    endTyping: () => child.stdin.end(),
    signal: (signal) => child.kill(signal),
    kill: () => child.kill('SIGKILL'),
    exited,
  };
}

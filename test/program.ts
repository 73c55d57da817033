// The programs of a networking course, in Python, as processes of their own.
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
  /** It has no time to say goodbye. */
  kill(): void;
  readonly exited: Promise<number | null>;
}

/** Starts `test/python/<name>.py` (Python 3); it is killed when the test is over. */
export function python(name: string, port: number, ...args: string[]): Program {
  const file = fileURLToPath(new URL(`python/${name}.py`, import.meta.url));
  const child = spawn('python3', [file, String(port), ...args], { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
  const printed = new Heard(`${name}.py`);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => printed.add(text));
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  child.on('error', () => printed.end('python3 could not be started (this test needs Python 3)'));
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
    kill: () => child.kill('SIGKILL'),
    exited,
  };
}

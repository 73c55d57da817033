// Programs in a terminal, as people sit before them.
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { Screen } from '../../src/terminal/screen.fixture.ts';

/**
 * Starts a program in a terminal of its own, in tmux; both are gone when the test is over. When the program ends, its exit
 * code is written below all else, as in `exitedWith`.
 */
export function inTerminal(command: readonly string[], columns = 120, rows = 50): Screen {
  const screen = new Screen(['sh', '-c', '"$@"; echo "exit code $?"; read -r _', 'sh', ...command], columns, rows);
  onTestFinished(() => screen.close());
  return screen;
}

/** Waits until all processes of a group are gone. */
export async function gone(leader: number): Promise<void> {
  for (const deadline = Date.now() + 5000; isAlive(-leader); await wait(10)) {
    if (Date.now() > deadline) throw new Error(`The processes of group ${leader} do not end.`);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Types a line and presses Enter. */
export function enter(screen: Screen, line: string): void {
  screen.type(line);
  screen.press('Enter');
}

export function exitedWith(code: number): RegExp {
  return new RegExp(`^exit code ${code}$`, 'm');
}

/** Matches a line of the screen that has these words in this order, whatever stands between them. */
export function lineWith(...words: string[]): RegExp {
  return new RegExp(words.map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('.*'));
}

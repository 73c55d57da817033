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

/** Ends all processes of a group, and waits until they are gone. */
export async function end(leader: number): Promise<void> {
  if (isAlive(-leader)) process.kill(-leader, 'SIGKILL');
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
  return new RegExp(words.map((word) => RegExp.escape(word)).join('.*'));
}

/** As `lineWith`, on a screen so narrow that the line is broken anywhere; WeeChat draws a bar before each piece. */
export function brokenLineWith(...words: string[]): (text: string) => boolean {
  const unbroken = (text: string) => text.replace(/[\s|]+/g, '');
  const pattern = new RegExp(words.map((word) => RegExp.escape(unbroken(word))).join('.{0,40}'));
  return Object.assign((text: string) => pattern.test(unbroken(text)), { toString: () => words.join(' … ') });
}

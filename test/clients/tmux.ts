// Programs in a terminal, as people sit before them.
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

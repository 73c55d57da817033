import { describe, expect, it } from 'vitest';
import { type Habit, habitAfter, patienceFor, pieceOf } from './habit.ts';

/** What is known after these pieces of one message, the first of them its beginning. */
function after(habit: Habit, ...pieces: string[]): Habit {
  return pieces.reduce<Habit>((now, text, at) => habitAfter(now, pieceOf(Buffer.from(text), at === 0, false)), habit);
}

describe('a habit', () => {
  it.each<[Habit, string[], Habit]>([
    ['unknown', ['hello'], 'unknown'],
    ['unknown', ['hel', 'l', 'o'], 'unknown'],
    ['unknown', ['hello\n'], 'lines'],
    ['unknown', ['hello\r\0'], 'lines'],
    ['unknown', ['Z'], 'key'],
    ['unknown', ['好'], 'key'],
    ['unknown', ['Z', 'o'], 'typing'],
    ['unknown', ['Z', 'oo', 'e'], 'typing'],
    ['unknown', ['Z', 'oë好'], 'typing'],
    ['unknown', ['Z', '\r\n'], 'typing'],
    ['unknown', ['Z', 'oe and all\n'], 'typing'],
    ['unknown', ['Z', 'four'], 'chunks'],
    ['unknown', ['Z', '\0\0\0'], 'chunks'],
    ['lines', ['hello'], 'lines'],
    ['lines', ['ok'], 'lines'],
    ['lines', ['h'], 'typing'],
    ['chunks', ['h', 'i', '\n'], 'chunks'],
    ['typing', ['a whole line', '\n', 'and more'], 'typing'],
    ['pieces', ['a', 'b\n'], 'pieces'],
  ])('%s and then %j: %s', (before, pieces, expected) => {
    expect(after(before, ...pieces)).toBe(expected);
  });

  it('is to type lines for whoever sends the commands of telnet', () => {
    for (const habit of ['unknown', 'key', 'lines', 'chunks'] as const) {
      expect(habitAfter(habit, pieceOf(Buffer.from(''), true, true))).toBe('typing');
    }
  });
});

it('has its patience', () => {
  const patience = (habit: Habit, rest: string | Buffer): number | null => patienceFor(Buffer.from(rest), habit);
  const cut = Buffer.from('好').subarray(0, 2);
  expect(patience('unknown', 'hello')).toBe(50);
  expect(patience('chunks', 'h')).toBe(50);
  expect(patience('chunks', cut)).toBe(1000);
  expect(patience('key', 'h')).toBe(5000);
  expect(patience('lines', 'four')).toBe(2000);
  expect(patience('lines', '三个字')).toBe(null);
  expect(patience('typing', 'a whole line')).toBe(null);
});

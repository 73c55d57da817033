import { expect, test } from 'vitest';
import { ircSentences } from '../i18n/irc.ts';
import { NUMERICS } from './numerics.ts';

test('every numeric has its own three digits', () => {
  const codes = Object.values(NUMERICS);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[0-9]{3}$/);
});

test('from 400 to 599 they are errors, and below replies', () => {
  for (const [name, code] of Object.entries(NUMERICS)) {
    const number = Number(code);
    // Above 600 each extension has its own range, with both in it.
    if (number < 600) expect(number >= 400, name).toBe(name.startsWith('ERR_'));
  }
});

test('every sentence belongs to a numeric', () => {
  for (const { numerics } of Object.values(ircSentences)) {
    for (const name of Object.keys(numerics)) expect(NUMERICS).toHaveProperty(name);
  }
});

import { expect, test } from 'vitest';
import { ircSentences } from '../i18n/irc.ts';
import { NUMERICS } from './numerics.ts';

test('every numeric has its own three digits', () => {
  const codes = Object.values(NUMERICS);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[0-9]{3}$/);
});

test('replies are below 400 and errors from there on', () => {
  for (const [name, code] of Object.entries(NUMERICS)) expect(Number(code) >= 400).toBe(name.startsWith('ERR_'));
});

test('every sentence belongs to a numeric', () => {
  for (const { numerics } of Object.values(ircSentences)) {
    for (const name of Object.keys(numerics)) expect(NUMERICS).toHaveProperty(name);
  }
});

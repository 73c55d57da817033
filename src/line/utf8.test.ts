import fc from 'fast-check';
import { expect, it } from 'vitest';
import { charactersUpTo, cutCharacter, isOneCharacter } from './utf8.ts';

it('knows the missing rest of a character', () => {
  const bytes = Buffer.from('a好😀');
  const missing = Array.from({ length: bytes.length + 1 }, (_, length) => cutCharacter(bytes.subarray(0, length)));
  expect(missing).toEqual([0, 0, 1, 2, 0, 1, 2, 3, 0]);
});

it('counts characters, not further than it must', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(5), (text, most) => {
      expect(charactersUpTo(most, Buffer.from(text))).toBe(Math.min([...text.toWellFormed()].length, most + 1));
    }),
  );
});

it('knows one character when it sees it', () => {
  for (const one of ['a', '\r', 'é', '好', '😀']) expect(isOneCharacter(Buffer.from(one))).toBe(true);
  const halves = [Buffer.from('😀').subarray(0, 3), Buffer.from('好').subarray(1), Buffer.from('好').subarray(2)];
  for (const no of [...['', 'ab', '好a'].map((text) => Buffer.from(text)), ...halves]) {
    expect(isOneCharacter(no)).toBe(false);
  }
});

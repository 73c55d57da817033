import fc from 'fast-check';
import { expect, it } from 'vitest';
import { datagramsOf, MOST_DATAGRAM_BYTES } from './datagrams.ts';

const cut = (text: string): string[] => [...datagramsOf(Buffer.from(text))].map((one) => Buffer.from(one).toString());

it('leaves in one piece what fits', () => {
  expect(cut('')).toEqual([]);
  expect(cut('one\ntwo\n')).toEqual(['one\ntwo\n']);
  expect(cut('x'.repeat(1200))).toHaveLength(1);
});

it('cuts behind the last newline that fits', () => {
  const line = `${'x'.repeat(399)}\n`;
  expect(cut(line.repeat(7))).toEqual([line.repeat(3), line.repeat(3), line]);
});

it('cuts a line that is too long between characters', () => {
  const long = `${'好'.repeat(500)}\n`;
  expect(cut(`ann: ${long}`)).toEqual([`ann: ${'好'.repeat(398)}`, `${'好'.repeat(102)}\n`]);
  expect(cut('👋'.repeat(301))).toEqual(['👋'.repeat(300), '👋']);
});

it('loses nothing, and never cuts a character, whatever is said', () => {
  const run = fc.tuple(fc.constantFrom('x', 'é', '好', '👋', '\n'), fc.nat(900));
  const text = fc.array(run, { maxLength: 12 }).map((runs) => runs.map(([one, times]) => one.repeat(times)).join(''));
  fc.assert(
    fc.property(text, (whole) => {
      const pieces = cut(whole);
      expect(pieces.join('')).toBe(whole);
      for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(MOST_DATAGRAM_BYTES);
    }),
  );
});

it('also takes bytes that are no text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 5000 }), fc.constantFrom(0, 0x80, 0xff), (bytes, mask) => {
      const pieces = [...datagramsOf(bytes.map((byte) => byte | mask))];
      expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBe(bytes.length);
      for (const { length } of pieces) expect(length).toBeLessThanOrEqual(MOST_DATAGRAM_BYTES);
    }),
  );
});

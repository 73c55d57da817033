import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieces } from './text.ts';

test('pieces together are the text, none is over the limit, and no character is cut', () => {
  const text = fc
    .array(fc.constantFrom('a', ' ', '茶', 'é', '👩‍👩‍👧', '🇨🇳'), { maxLength: 200 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 30, max: 100 }), (whole, limit) => {
      const cut = pieces(whole, limit);
      expect(cut.join('')).toBe(whole);
      const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
      const ends = new Set([whole.length, ...Array.from(graphemes.segment(whole), ({ index }) => index)]);
      let at = 0;
      for (const piece of cut) {
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limit);
        at += piece.length;
        expect(ends).toContain(at);
      }
    }),
  );
});

test('a piece ends after a space when there is one in its second half', () => {
  expect(pieces('aaaa bbbb cccc', 12)).toEqual(['aaaa bbbb ', 'cccc']);
  expect(pieces('a bbbbbbbbbbbbbb', 12)).toEqual(['a bbbbbbbbbb', 'bbbb']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexdump } from './hexdump.ts';
import { textWidth } from './width.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('16 bytes a row where there is room', () => {
  expect(hexdump(utf8('Hello, teahouse!\r\nBye\n'), 80)).toEqual([
    '0000 48 65 6c 6c 6f 2c 20 74  65 61 68 6f 75 73 65 21 |Hello, teahouse!|',
    '0010 0d 0a 42 79 65 0a                                |..Bye.|',
  ]);
});

test('8 bytes a row in 40 columns, a byte a row at the least', () => {
  expect(hexdump(utf8('Hello, all'), 40)).toEqual([
    '0000 48 65 6c 6c 6f 2c 20 61 |Hello, a|',
    '0008 6c 6c                   |ll|',
  ]);
  expect(hexdump(utf8('茶a'), 11)).toEqual(['0000 e8 |.|', '0001 8c |.|', '0002 b6 |.|', '0003 61 |a|']);
});

test('a character stands where its bytes do, and a wide one that has no room at the end of a row in the next', () => {
  expect(hexdump(utf8('茶é👋x'), 40)).toEqual([
    '0000 e8 8c b6 c3 a9 f0 9f 91 |茶 é 👋 |',
    '0008 8b 78                   | x|',
  ]);
  expect(hexdump(utf8('abcdefg茶'), 40)).toEqual([
    '0000 61 62 63 64 65 66 67 e8 |abcdefg |',
    '0008 8c b6                   |茶|',
  ]);
});

test('what is cut, no UTF-8, or not to be printed alone, is dots', () => {
  expect(hexdump(utf8('茶').subarray(0, 2), 40)[0]).toMatch(/\|\.\.\|$/);
  expect(hexdump(Uint8Array.of(0xff, 0xc0, 0x80, 0x61, 0x1b, 0), 40)[0]).toMatch(/\|\.\.\.a\.\.\|$/);
  expect(hexdump(utf8('e\u0301\u202e'), 40)[0]).toMatch(/\|e\.\.\.\.\.\|$/);
});

const pieces = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.constantFrom('茶', '馆', 'é', '👋', '👩‍👩‍👧', '🇨🇳', 'a', ' ', '\n', '\u0301').map(utf8),
);
/** Texts and other bytes, cut anywhere. */
const chunks = fc.tuple(fc.array(pieces, { maxLength: 20 }), fc.nat(3), fc.nat(3)).map(([all, before, after]) => {
  const bytes = Uint8Array.from(all.flatMap((piece) => [...piece]));
  return bytes.subarray(before, Math.max(before, bytes.length - after));
});

test('every byte is there, no row is wider than the screen, and each byte has its cell', () => {
  fc.assert(
    fc.property(chunks, fc.integer({ min: 11, max: 120 }), (bytes, columns) => {
      const rows = hexdump(bytes, columns);
      const seen: number[] = [];
      for (const row of rows) {
        expect(textWidth(row)).toBeLessThanOrEqual(columns);
        const [, offset = '', hex = '', text = ''] = /^([0-9a-f]{4}) ([0-9a-f ]+) \|(.*)\|$/s.exec(row) ?? [];
        expect(Number.parseInt(offset, 16)).toBe(seen.length);
        const inRow = hex.match(/[0-9a-f]{2}/g) ?? [];
        expect(textWidth(text)).toBe(inRow.length);
        seen.push(...inRow.map((pair) => Number.parseInt(pair, 16)));
      }
      expect(seen).toEqual([...bytes]);
    }),
  );
});

test('every character that was whole can be read, wherever rows end', () => {
  const text = fc.array(fc.constantFrom('茶', '馆', 'é', '👋', 'a'), { maxLength: 60 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 90 }), (whole, columns) => {
      const shown = hexdump(utf8(whole), columns).map((row) => row.slice(row.indexOf('|') + 1, -1));
      expect(shown.join('').replaceAll(' ', '')).toBe(whole);
    }),
  );
});

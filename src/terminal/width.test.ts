import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../chat/width.ts';
import { layOut, padToWidth } from './width.ts';

describe('textWidth', () => {
  test.each([
    ['abc', 3],
    ['茶馆', 4],
    ['，。“”', 6],
    ['ｆｕｌｌ', 8],
    ['e\u0301', 1],
    ['한국어', 6],
    ['カナ', 4],
    ['🍵', 2],
    ['a\u200bb', 2],
    ['', 0],
  ])('%j takes %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  // What readline counts is an independent opinion (ICU's).
  test('of letters, digits, punctuation and pictures, counts what readline counts', () => {
    const editor = createInterface({ input: new PassThrough(), output: new PassThrough(), terminal: true, prompt: '' });
    const differing: string[] = [];
    for (let code = 0x20; code < 0x40000; code++) {
      const character = String.fromCodePoint(code);
      if (!/[\p{L}\p{N}\p{P}\p{So}\p{Sm}\p{Sc}]/u.test(character)) continue;
      // Halves of Hangul syllables take no column of their own; ICU counts them one by one.
      if (/[\u1160-\u11ff\ud7b0-\ud7ff]/u.test(character) || character !== character.normalize('NFC')) continue;
      editor.setPrompt(character);
      if (editor.getCursorPos().cols !== textWidth(character)) differing.push(code.toString(16));
    }
    editor.close();
    expect(differing).toEqual([]);
  });
});

test('padToWidth counts columns, not characters', () => {
  expect(padToWidth('茶', 4)).toBe('茶  ');
  expect(padToWidth('abcde', 4)).toBe('abcde');
});

describe('layOut', () => {
  test('breaks rows where terminals do', () => {
    expect(layOut('abcde', 'f', 4)).toEqual({ rows: ['abcd', 'ef'], cursor: { row: 1, column: 1 } });
    expect(layOut('abc茶', 'd', 4)).toEqual({ rows: ['abc', '茶d'], cursor: { row: 1, column: 2 } });
  });

  test('the cursor goes with its character to the next row', () => {
    expect(layOut('abcd', ' ', 4)).toEqual({ rows: ['abcd', ' '], cursor: { row: 1, column: 0 } });
    expect(layOut('abc', '茶', 4)).toEqual({ rows: ['abc', '茶'], cursor: { row: 1, column: 0 } });
  });

  const text = fc.string({ unit: fc.constantFrom('a', '茶', ' ', 'e\u0301', '🍵') });
  test('loses nothing, overfills no row, and keeps the cursor on the screen', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 2, max: 20 }), (before, after, columns) => {
        const { rows, cursor } = layOut(before, `${after} `, columns);
        expect(rows.join('')).toBe(`${before}${after} `);
        for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(columns);
        expect(cursor.row).toBeLessThan(rows.length);
        expect(cursor.column).toBeLessThan(columns);
      }),
    );
  });
});

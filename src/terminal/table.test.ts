import { describe, expect, test } from 'vitest';
import { textWidth } from '../chat/width.ts';
import { tabulate } from './table.ts';

describe('tabulate', () => {
  const rows = [
    ['name', 'address', 'since'],
    ['李雷', '127.0.0.1:50001', '12:00:00'],
    ['Ann', '[::1]:5', ''],
  ];

  test('aligns columns by width', () => {
    expect(tabulate(rows, 80)).toEqual([
      'name  address          since',
      '李雷  127.0.0.1:50001  12:00:00',
      'Ann   [::1]:5',
    ]);
  });

  test('breaks what is wider than the terminal, between words', () => {
    expect(tabulate([['1', 'a reason that is long', '']], 12)).toEqual(['1', '  a reason', '  that is', '  long']);
  });

  test('every column begins at the same place', () => {
    const starts = tabulate(rows, 80).map((line, index) =>
      textWidth(line.slice(0, line.indexOf(rows[index]?.[1] ?? ''))),
    );
    expect(new Set(starts)).toEqual(new Set([6]));
  });

  test('puts the cells of a row below the first on a terminal that is too narrow', () => {
    expect(tabulate(rows, 20)).toEqual([
      'name',
      '  address  since',
      '李雷',
      '  127.0.0.1:50001',
      '  12:00:00',
      'Ann',
      '  [::1]:5',
    ]);
    expect(tabulate(rows, 30)).toEqual([
      'name',
      '  address  since',
      '李雷',
      '  127.0.0.1:50001  12:00:00',
      'Ann',
      '  [::1]:5',
    ]);
  });
});

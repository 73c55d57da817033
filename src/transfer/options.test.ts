import { describe, expect, it } from 'vitest';
import { textWidth } from '../chat/width.ts';
import { LANGUAGES } from '../i18n/language.ts';
import { helpText, readExportOptions, readImportOptions } from './options.ts';
import { progressLine } from './progress.ts';

const NOW = Date.UTC(2026, 10, 30);

describe('the arguments of export and import', () => {
  it('are understood', () => {
    const usual = { kind: 'export', rooms: [], since: null, format: 'text', output: null, data: './chaguan-data' };
    expect(readExportOptions([], {}, NOW)).toEqual({ ...usual, lang: 'en' });
    const given = '--room tea --room=#茶 --since 7d --format json --output x --data d --lang zh-CN'.split(' ');
    expect(readExportOptions(given, {}, NOW)).toEqual({
      kind: 'export',
      rooms: ['#tea', '#茶'],
      since: NOW - 7 * 86_400_000,
      format: 'json',
      output: 'x',
      data: 'd',
      lang: 'zh-CN',
    });
    expect(readImportOptions(['x', '--data', 'd'], {})).toEqual({ kind: 'import', file: 'x', data: 'd', lang: 'en' });
    expect(readImportOptions(['-h'], { LANG: 'zh_CN.UTF-8' })).toEqual({ kind: 'help', lang: 'zh-CN' });
  });

  it.each([
    ['12h', NOW - 12 * 3_600_000],
    ['2026-11-01', new Date(2026, 10, 1).getTime()],
    ['2026-11-01T08:05', new Date(2026, 10, 1, 8, 5).getTime()],
    ['2026-11-01 08:05', new Date(2026, 10, 1, 8, 5).getTime()],
  ])('--since %s', (since, ms) => {
    expect(readExportOptions(['--since', since], {}, NOW)).toMatchObject({ since: ms });
  });

  it.each([
    [['--since', '2026-02-30'], '--since: 2026-11-01, 2026-11-01T08:00, 7d or 12h wanted, not "2026-02-30".'],
    [
      ['--since', '2026-11-01T24:00'],
      '--since: 2026-11-01, 2026-11-01T08:00, 7d or 12h wanted, not "2026-11-01T24:00".',
    ],
    [['--since', '7'], '--since: 2026-11-01, 2026-11-01T08:00, 7d or 12h wanted, not "7".'],
    [['--room', 'a b'], '--room: the name of a room wanted, not "a b".'],
    [['--format', 'pdf'], '--format: one of text, json, html wanted, not "pdf".'],
    [['--format'], '--format needs a value.'],
    [['--formats', 'x'], 'There is no option --formats. See --help.'],
    [['tea'], '"tea" is too much. See --help.'],
    [['--help=x'], '--help takes no value.'],
    [['--lang', 'de'], '--lang: one of en, zh-CN wanted, not "de".'],
  ])('%j: one clear line', (args, text) => {
    expect(readExportOptions(args, {}, NOW)).toEqual({ kind: 'mistake', text });
  });

  it('do not go with import, but for a few', () => {
    const text = 'There is no option --room. See --help.';
    expect(readImportOptions(['--room', 'x'], {})).toEqual({ kind: 'mistake', text });
    expect(readImportOptions(['x', 'y'], {})).toEqual({ kind: 'mistake', text: '"y" is too much. See --help.' });
  });

  it('are explained in both languages, on wide and narrow screens', () => {
    for (const lang of LANGUAGES) {
      for (const command of ['export', 'import'] as const) {
        for (const columns of [40, 100]) {
          const help = helpText(command, lang, columns);
          for (const line of help.split('\n')) expect(textWidth(line), line).toBeLessThanOrEqual(columns);
          expect(help).toContain('--data ');
        }
      }
    }
  });
});

describe('the progress', () => {
  const half = { what: 'exporting', done: 500_000, total: 1_000_000, events: 500_000, elapsed: 83_000 } as const;

  it('says how far it is, how fast, and how long it still takes', () => {
    expect(progressLine(half, 'en', 100)).toBe(`Exporting ${'█'.repeat(20)}${'░'.repeat(20)}  50% 6,024/s 1:23 left`);
    expect(progressLine(half, 'en', 40)).toBe('Exporting ███░░░  50% 6,024/s 1:23 left');
    expect(progressLine(half, 'zh-CN', 40)).toBe('导出 ████░░░░░  50% 6,024 条/秒 剩 1:23');
    expect(progressLine({ ...half, elapsed: 7_200_000 }, 'en', 100)).toContain('2:00:00 left');
    expect(progressLine({ ...half, total: null }, 'en', 40)).toBe('Exporting 500,000 events 6,024/s');
  });

  it('fits its line, whatever is known', () => {
    for (const lang of LANGUAGES) {
      for (const columns of [10, 20, 40, 100]) {
        for (const done of [0, 1, 999_999, 1_000_000, 2_000_000]) {
          const line = progressLine({ ...half, done, events: done }, lang, columns);
          expect(textWidth(line)).toBeLessThan(columns);
        }
      }
    }
  });
});

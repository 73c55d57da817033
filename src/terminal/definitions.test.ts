import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textWidth } from '../chat/width.ts';
import { definitions, wrap } from './definitions.ts';

it('puts terms beside their texts, aligned by columns', () => {
  expect(
    definitions(
      [
        ['--port N', 'port to listen on'],
        ['--name 文字', '服务器的名字，显示给大家看'],
      ],
      60,
    ),
  ).toEqual(['  --port N     port to listen on', '  --name 文字  服务器的名字，显示给大家看']);
});

it('puts them below each other where the screen is narrow', () => {
  expect(definitions([['--port N', 'port to listen on, any free one']], 24)).toEqual([
    '  --port N',
    '      port to listen on,',
    '      any free one',
  ]);
});

it('gives a term that takes more than half of the screen its line to itself', () => {
  const long = 'x'.repeat(31);
  expect(
    definitions(
      [
        ['short', 'one'],
        [long, 'two'],
      ],
      60,
    ),
  ).toEqual(['  short  one', `  ${long}`, '         two']);
  expect(definitions([[long, 'two']], 60)).toEqual([`  ${long}`, '      two']);
});

it('breaks Chinese anywhere but before punctuation', () => {
  expect(wrap('服务器的名字，显示', 12)).toEqual(['服务器的名', '字，显示']);
});

it('loses nothing and never goes over, unless one word is longer', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('word', '你好，', 'a', '。')),
      fc.integer({ min: 8, max: 40 }),
      (pieces, columns) => {
        const text = pieces.join(' ').trim();
        const lines = wrap(text, columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

// Patterns, case by case (modern-irc "Wildcard Expressions").
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Glob } from './glob.ts';

describe('a pattern', () => {
  it.each<[pattern: string, fitting: string[], others: string[]]>([
    ['', [''], ['a', '*', ' ']],
    ['a', ['a'], ['', 'aa', 'b', 'A']],
    ['*', ['', 'a', 'abc', '*', '茶 🍵'], []],
    ['**', ['', 'a', 'abc'], []],
    ['?', ['a', '茶', '🍵', '*', '\\'], ['', 'ab']],
    ['??', ['ab', '🍵茶'], ['a', 'abc']],
    ['*?', ['a', 'ab', 'abc'], ['']],
    ['?*', ['a', 'ab', 'abc'], ['']],
    ['*?*?*', ['ab', 'abc'], ['', 'a']],
    // The two of modern-irc
    ['a?c', ['abc', 'acc', 'a?c'], ['ac', 'abbc', 'abcd', 'xabc']],
    ['a*c', ['ac', 'abc', 'acc', 'acxc', 'a*c'], ['a', 'c', 'acx', 'xac']],
    ['*a', ['a', 'aa', 'xa', 'axa'], ['', 'ax']],
    ['a*', ['a', 'aa', 'ax'], ['', 'xa']],
    ['*a*', ['a', 'xa', 'ax', 'xax'], ['', 'x']],
    ['*ab*ab', ['abab', 'xabxab', 'ababab'], ['ab', 'aba', 'abxaxb']],
    ['a*b*c', ['abc', 'axbxc', 'abcbc', 'aabbcc'], ['acb', 'ab', 'abcx']],
    ['*a?b*c*', ['axbc', 'aaxbbc', 'xaxbxcx'], ['abc', 'axxbc']],
    ['*.example', ['tea.example', '.example'], ['example', 'tea.example.org']],
    ['10.0.0.?', ['10.0.0.1'], ['10.0.0.12', '10.0.001']],
    ['10.0.*.1*', ['10.0.0.1', '10.0.0.12', '10.0.1.1'], ['10.1.0.1', '10.0.0.2']],
    // Nothing else is special.
    ['a\\*c', ['a*c'], ['a\\c', 'a\\xc', 'ac']],
    ['a\\?c', ['a?c'], ['a\\xc']],
    ['a\\\\c', ['a\\\\c'], ['a\\c']],
    ['[ab]', ['[ab]'], ['a', 'b']],
    ['a.c', ['a.c'], ['abc']],
    ['(a|b)+', ['(a|b)+'], ['a', 'aa']],
    ['^a$', ['^a$'], ['a']],
    ['{a,b}', ['{a,b}'], ['a']],
    ['%_', ['%_'], ['ab']],
  ])('%j', (pattern, fitting, others) => {
    expect(fitting.filter((text) => !new Glob(pattern).matches(text))).toEqual([]);
    expect(others.filter((text) => new Glob(pattern).matches(text))).toEqual([]);
  });

  it('matches what its signs are when they are tried one after the other, and again', () => {
    const sign = fc.constantFrom('a', 'b', '茶', '🍵', '?', '*');
    const pattern = fc.array(sign, { maxLength: 100 });
    // What fits, sign by sign, and now and then something else.
    const expanded = (signs: readonly string[]) =>
      fc.tuple(...signs.map((each) => fc.constantFrom(...(each === '*' ? ['', 'ab', '茶🍵a'] : [each, each, 'b']))));
    const both = pattern.chain((signs) => fc.tuple(fc.constant(signs), expanded(signs)));
    fc.assert(
      fc.property(both, ([signs, parts]) => {
        const glob = new Glob(signs.join(''));
        const text = parts.join('');
        const fits = fitsOneByOne(signs, [...text]);
        expect([glob.matches(text), glob.matches(`${text}b`), glob.matches(text)]).toEqual([
          fits,
          fitsOneByOne(signs, [...text, 'b']),
          fits,
        ]);
      }),
    );
  });

  it.each([31, 32, 33, 63, 64, 65])('of %i signs', (length) => {
    const text = '0123456789'.repeat(7).slice(0, length);
    for (const pattern of [text, `*${text}`, `${text}*`, `?${text.slice(1, -1)}?`]) {
      expect(new Glob(pattern).matches(text)).toBe(true);
      expect(new Glob(pattern).matches(text.slice(1))).toBe(false);
      expect(new Glob(pattern).matches(text.slice(0, -1))).toBe(false);
    }
  });

  it.each(['*a', '*a?', 'a'])('of many %s takes time by the length of the text', (part) => {
    const glob = new Glob(`*${part.repeat(100)}b`);
    const before = process.threadCpuUsage();
    for (let i = 0; i < 1000; i++) expect(glob.matches('a'.repeat(300))).toBe(false);
    expect(process.threadCpuUsage(before).user).toBeLessThan(500_000);
  });
});

/** The definition, slowly. */
function fitsOneByOne(signs: readonly string[], text: readonly string[]): boolean {
  // After each sign, the places in the text up to which the signs so far can reach.
  let places = new Set([0]);
  for (const sign of signs) {
    const least = Math.min(...places);
    places =
      sign === '*'
        ? new Set(Array.from({ length: Math.max(0, text.length - least + 1) }, (_, more) => least + more))
        : new Set(
            [...places].filter((at) => at < text.length && (sign === '?' || text[at] === sign)).map((at) => at + 1),
          );
    if (places.size === 0) return false;
  }
  return places.has(text.length);
}

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

  it('matches like the regular expression that means the same', () => {
    const piece = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map((parts) => parts.join(''));
    const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(piece, text, (pattern, given) => {
        const same = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(new Glob(pattern).matches(given)).toBe(same.test(given));
      }),
    );
  });

  it('of many stars costs no more than the product of both lengths', () => {
    const before = process.threadCpuUsage();
    for (let i = 0; i < 100; i++) expect(globMatches(`${'*a'.repeat(150)}b`, 'a'.repeat(300))).toBe(false);
    expect(process.threadCpuUsage(before).user).toBeLessThan(1_000_000);
  });
});


import { expect, test } from 'vitest';
import {
  ALL_LETTERS,
  CHANMODES,
  formatModes,
  LETTERS_WITH_PARAMETER,
  MODES_AT_ONCE,
  PREFIX,
  parseModes,
  roleOf,
  SIGNS,
  signsOf,
} from './modes.ts';

test('letters take their parameters in order', () => {
  expect(parseModes('+ovk-l+l-i', ['Ann', 'Bob', 'key', '5'])).toMatchObject({
    changes: [
      { set: true, what: 'role', role: 'op', name: 'Ann' },
      { set: true, what: 'role', role: 'voice', name: 'Bob' },
      { set: true, what: 'key', key: 'key' },
      { set: false, what: 'limit' },
      { set: true, what: 'limit', limit: 5 },
      { set: false, what: 'invite-only' },
    ],
    unknown: new Set(),
    wrong: [],
  });
});

test('a list is asked for without a mask, once', () => {
  expect(parseModes('b+eI-b', [])).toMatchObject({
    changes: [],
    asked: new Set(['ban', 'exception', 'invite-exception']),
  });
  expect(parseModes('+be-I', ['*!*@::1', '~a:ann', 'x!*@*'])).toMatchObject({
    changes: [
      { set: true, what: 'ban', mask: '*!*@::1' },
      { set: true, what: 'exception', mask: '~a:ann' },
      { set: false, what: 'invite-exception', mask: 'x!*@*' },
    ],
    asked: new Set(),
  });
});

test('every letter is advertised once, and can be read and written', () => {
  expect([CHANMODES, PREFIX, SIGNS]).toEqual(['beI,k,l,CMRimnrst', '(qohv)~@%+', '~@%+']);
  expect([ALL_LETTERS, LETTERS_WITH_PARAMETER]).toEqual(['CIMRbehiklmnoqrstv', 'Ibehkloqv']);
  expect(parseModes('+r-r', [])).toMatchObject({ changes: [], unknown: new Set(), ofServer: true });
  for (const letter of ALL_LETTERS.replace('r', '')) {
    const params = LETTERS_WITH_PARAMETER.includes(letter) ? ['7'] : [];
    expect(formatModes(parseModes(`+${letter}`, params).changes)).toEqual([`+${letter}`, ...params]);
  }
});

test('changes with a parameter are counted, flags and questions are not', () => {
  const { changes, asked } = parseModes(`+b${'v'.repeat(25)}mi-s+b`, ['mask', ...Array<string>(25).fill('ann')]);
  expect(changes).toHaveLength(MODES_AT_ONCE + 3);
  expect(asked).toEqual(new Set(['ban']));
});

test('signs and roles', () => {
  expect(signsOf(new Set(['voice', 'owner', 'halfop']), 'all')).toBe('~%+');
  expect(signsOf(new Set(['voice', 'halfop']), 'highest')).toBe('%');
  expect(signsOf(new Set(), 'highest')).toBe('');
  expect([...SIGNS].map(roleOf)).toEqual(['owner', 'op', 'halfop', 'voice']);
  expect(roleOf('#')).toBeUndefined();
});

test('what is wrong is told, and the rest is done', () => {
  expect(parseModes('+oklZnZ', [])).toMatchObject({
    changes: [{ set: true, what: 'no-external' }],
    unknown: new Set(['Z']),
    wrong: [
      { letter: 'o', flaw: 'missing' },
      { letter: 'k', flaw: 'missing' },
      { letter: 'l', flaw: 'missing' },
    ],
  });
  for (const bad of ['0', '-1', 'x', '1e9', '99999999999']) {
    expect(parseModes('+l', [bad]).wrong).toEqual([{ letter: 'l', param: bad, flaw: 'limit' }]);
  }
  // A key can be taken away without naming it.
  expect(parseModes('-k', [])).toMatchObject({ changes: [{ set: false, what: 'key' }], wrong: [] });
});

test('changes are written with as few signs as possible', () => {
  expect(
    formatModes([
      { set: true, what: 'secret' },
      { set: true, what: 'role', role: 'op', name: 'Ann' },
      { set: false, what: 'key' },
      { set: false, what: 'limit' },
      { set: true, what: 'ban', mask: 'x!*@*' },
    ]),
  ).toEqual(['+so-kl+b', 'Ann', '*', 'x!*@*']);
});

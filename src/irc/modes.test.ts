import { expect, test } from 'vitest';
import { formatModes, parseModes } from './modes.ts';

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
    unknown: [],
    wrong: [],
  });
});

test('the ban list is asked for without a mask', () => {
  expect(parseModes('b', [])).toMatchObject({ changes: [], bansAsked: true });
  expect(parseModes('+b', ['*!*@0::1'])).toMatchObject({
    changes: [{ set: true, what: 'ban', mask: '*!*@::1' }],
    bansAsked: false,
  });
});

test('what is wrong is told, and the rest is done', () => {
  expect(parseModes('+oklZn', [])).toMatchObject({
    changes: [{ set: true, what: 'no-external' }],
    unknown: ['Z'],
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

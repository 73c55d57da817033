import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import { canonical, fold, roomNameFlaw, userNameFlaw } from './names.ts';

const UNSEEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const anyCharacter = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom('\ufe0f', '\u034f', '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\u200d', '\u{e0100}'),
);

describe('fold', () => {
  it('reaches a fixed point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(fold(fold(name))).toBe(fold(name));
      }),
    );
  });

  it('takes what looks the same for the same', () => {
    expect(fold('ALICE')).toBe(fold('alice'));
    expect(fold('Ａlice')).toBe(fold('alice'));
    expect(fold('É')).toBe(fold('é'));
  });
});

describe('names of users', () => {
  it.each([
    'alice',
    '王小明',
    'Zoë',
    'a_b-c',
    '[x]',
    '007',
    'สมชาย',
    'प्रिया',
    'שָׁלוֹם',
    'محمد',
    'Đức',
    '김민수',
    'privaté',
    '茶'.repeat(24),
    '𠀀'.repeat(18),
  ])('may be %s', (name) => {
    expect(userNameFlaw(name, 24)).toBeNull();
  });

  it.each([
    ['', 'empty'],
    ['a b', 'character'],
    ['-a', 'start'],
    ['a@b', 'character'],
    ['#a', 'character'],
    ['a:b', 'character'],
    ['1.2.3.4', 'character'],
    ['a\u200bb', 'character'],
    ['a\u202eb', 'character'],
    ['a\x1b[2J', 'character'],
    ['x'.repeat(25), 'long'],
    ['server', 'reserved'],
    ['系统', 'reserved'],
    ['[private]', 'reserved'],
    ['[PRIVATE]bob', 'reserved'],
    ['［私信］', 'reserved'],
    ['bob\ufe0f', 'character'],
    ['bob\u034f', 'character'],
    ['bob\u115f', 'character'],
    ['bob\u1160', 'character'],
    ['bob\u3164', 'character'],
    ['bob\uffa0', 'character'],
    ['bob\u180b', 'character'],
    ['bob\u2800', 'character'],
    ['bob\u{16fe4}', 'character'],
  ])('may not be %j (%s)', (name, kind) => {
    expect(userNameFlaw(name, 24)?.kind).toBe(kind);
  });

  it.each(LANGUAGES)('are never what stands before a private message (%s)', (lang) => {
    expect(userNameFlaw(`[${lineSentences[lang].private}]`, 24)).toEqual({ kind: 'reserved' });
  });

  it('have nothing in them that cannot be seen', () => {
    fc.assert(
      fc.property(anyCharacter, (character) => {
        if (userNameFlaw(`a${character}`, 24) === null) expect(canonical(character)).not.toMatch(UNSEEN);
        if (roomNameFlaw(`#a${character}`, 24) === null) expect(canonical(character)).not.toMatch(UNSEEN);
      }),
    );
  });

  it('are still allowed in the form they are shown in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        if (userNameFlaw(name, 24) === null) expect(userNameFlaw(canonical(name), 24)).toBeNull();
      }),
    );
  });
});

it('a name of letters with four bytes has fewer of them', () => {
  expect(userNameFlaw('𠀀'.repeat(19), 24)).toEqual({ kind: 'long', limit: 18 });
  expect(roomNameFlaw(`#${'𠀀'.repeat(37)}`, 50)).toBeNull();
  expect(roomNameFlaw(`#${'𠀀'.repeat(38)}`, 50)).toEqual({ kind: 'long', limit: 38 });
});

it('a name that fits no line of IRC is too long whatever is set', () => {
  expect(userNameFlaw('x'.repeat(64), 64)).toBeNull();
  expect(userNameFlaw('名'.repeat(30), 64)).toBeNull();
  expect(userNameFlaw('名'.repeat(31), 64)).toEqual({ kind: 'long', limit: 30 });
  expect(roomNameFlaw(`#${'x'.repeat(63)}`, 64)).toBeNull();
  expect(roomNameFlaw(`#${'房'.repeat(50)}`, 64)).toEqual({ kind: 'long', limit: 50 });
});

describe('names of rooms', () => {
  it.each(['#lobby', '#茶', '##', '#a-b.c'])('may be %s', (name) => expect(roomNameFlaw(name, 50)).toBeNull());
  it.each(['', '#', 'lobby', '#a b', '#a,b', '#a\x07', '#a\u200b', '#a\ufe0f', '#a\u3164', '#\u2800'])(
    'may not be %j',
    (name) => {
      expect(roomNameFlaw(name, 50)).not.toBeNull();
    },
  );
});

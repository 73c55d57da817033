// Masks, case by case: RFC 2812, 2.5; IRCv3 account-extban. Patterns by themselves are in glob.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from './event.ts';
import { completeMask, identityOf, isMask, matcherOf } from './masks.ts';
import { fold } from './names.ts';

const ANN: Person = {
  id: 'u1',
  name: 'Ann',
  username: '~tea',
  realname: 'Ann of Tea',
  peer: { host: '2001:db8::7', port: 4000 },
  cloak: null,
  operator: false,
  account: null,
  bot: false,
};

function matches(mask: string, person: Partial<Person> = {}): boolean {
  return matcherOf(fold(completeMask(mask))).matches(identityOf({ ...ANN, ...person }));
}

describe('a mask as it is written', () => {
  it.each([
    ['', '*!*@*'],
    ['*', '*!*@*'],
    ['ann', 'ann!*@*'],
    ['Ann', 'Ann!*@*'],
    ['ann!', 'ann!*@*'],
    ['ann!tea', 'ann!tea@*'],
    ['ann!tea@', 'ann!tea@*'],
    ['ann!@', 'ann!*@*'],
    ['ann!@host', 'ann!*@host'],
    ['ann!tea@host', 'ann!tea@host'],
    ['!tea', '*!tea@*'],
    ['!tea@host', '*!tea@host'],
    ['!', '*!*@*'],
    ['!@', '*!*@*'],
    ['@', '*!*@*'],
    ['@host', '*!*@host'],
    ['tea@', '*!tea@*'],
    ['tea@host', '*!tea@host'],
    // Dots and colons stand in addresses, never in names.
    ['192.0.2.7', '*!*@192.0.2.7'],
    ['10.0.0.*', '*!*@10.0.0.*'],
    ['2001:db8::*', '*!*@2001:db8::*'],
    ['*.example', '*!*@*.example'],
    // An address has one form, however it is written; so has a range, as far as it can be told.
    ['0::1', '*!*@::1'],
    ['*!*@0::1', '*!*@::1'],
    ['~t*@0::1', '*!~t*@::1'],
    ['[::1]', '*!*@::1'],
    ['[::1]:4000', '*!*@::1'],
    ['192.0.2.7:4000', '*!*@192.0.2.7'],
    ['a!b@2001:DB8:0:0::7', 'a!b@2001:db8::7'],
    ['::ffff:192.0.2.7', '*!*@192.0.2.7'],
    ['0::*', '*!*@::*'],
    ['*!*@0::?', '*!*@::?'],
    ['~m:0::1', '~m:*!*@::1'],
    ['10::1', '*!*@10::1'],
    // The first `!`, and the first `@` after it, part the parts.
    ['a!b!c@d', 'a!b!c@d'],
    ['a!b@c@d', 'a!b@c@d'],
    ['a@b!c', 'a@b!c@*'],
    ['a?*!~t*@*', 'a?*!~t*@*'],
    // What looks like the plain characters is the plain characters.
    ['ａｎｎ！＊＠＊', 'ann!*@*'],
    ['小明', '小明!*@*'],
    ['~a:Ann', '~a:Ann'],
    ['~a:*', '~a:*'],
    ['~m:ann', '~m:ann!*@*'],
    ['~m:', '~m:'],
    ['~m:tea@host', '~m:*!tea@host'],
    ['~m:~a:Ann', '~m:~a:Ann'],
    ['~q:ann', '*!*@~q:ann'],
  ])('%j stands for %j', (mask, complete) => {
    expect(completeMask(mask)).toBe(complete);
    expect(completeMask(complete)).toBe(complete);
  });

  it('is complete when it has been completed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (mask) => {
        expect(completeMask(completeMask(mask))).toBe(completeMask(mask));
      }),
    );
  });

  it.each([
    ['ann', true],
    ['~a:ann', true],
    ['~m:ann', true],
    ['~m:', false],
    ['~m:~a:ann', true],
    ['~a:', false],
    ['~m:~a:', false],
    ['~m:~m:ann', false],
    ['ann bob', false],
    ['ann\u3000bob', false],
    ['ann\tbob', false],
    ['ann\u200bbob', false],
    ['ann\x1b[2J', false],
    ['\ud800', false],
  ])('%j can be kept: %s', (mask, can) => {
    expect(isMask(completeMask(mask))).toBe(can);
  });
});

describe('a mask', () => {
  it.each<[mask: string, is: boolean]>([
    ['ann', true],
    ['ANN!~TEA@2001:DB8::7', true],
    ['Ａnn', true],
    ['a?n', true],
    ['ann!tea', false],
    ['ann!?tea', true],
    ['*!*@2001:db8:*', true],
    ['2001:db8::7', true],
    ['2001:db8::8', false],
    ['~tea@*', true],
    ['ann!*@192.0.2.*', false],
    ['anna', false],
    // The real name is no part of it.
    ['*of*tea*', false],
  ])('%j matches Ann!~tea@2001:db8::7: %s', (mask, is) => {
    expect(matches(mask)).toBe(is);
    expect(matches(`~m:${mask}`)).toBe(is);
  });

  it.each(['0::1', '*!*@0::1', '::1', '0:0::1', '0::*', '*!*@0::?'])('%j matches who is shown at 0::1', (mask) => {
    expect(matches(mask, { peer: { host: '::1', port: 4000 } })).toBe(true);
    expect(matches(mask)).toBe(false);
  });

  it('matches the address, and what is shown instead of it', () => {
    const cloaked = { cloak: 'Tea/House' };
    expect(matches('*!*@2001:db8::7', cloaked)).toBe(true);
    expect(matches('*!*@tea/*', cloaked)).toBe(true);
    expect(matches('*!*@tea/*')).toBe(false);
  });

  it.each<[mask: string, account: string | null, is: boolean]>([
    ['~a:ann', 'Ann', true],
    ['~a:ANN', 'ann', true],
    ['~a:a*', 'Ann', true],
    ['~a:*', 'Ann', true],
    ['~a:*', null, false],
    ['~a:ann', null, false],
    ['~a:bob', 'Ann', false],
    ['~a:ann!*@*', 'Ann', false],
  ])('%j matches who is logged in as %j: %s', (mask, account, is) => {
    expect(matches(mask, { account })).toBe(is);
    expect(matches(`~m:${mask}`, { account })).toBe(is);
  });

  it.each([
    ['ann', false],
    ['~a:ann', false],
    ['~m:ann', true],
    ['~m:~a:ann', true],
    ['~M:ann', false],
  ])('%j only silences: %s', (mask, mutes) => {
    expect(matcherOf(fold(completeMask(mask))).mutes).toBe(mutes);
  });
});

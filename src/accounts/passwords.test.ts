import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_PASSWORD_BYTES } from '../limits.ts';
import { decoyHash, hashPassword, passwordFlaw, passwordMatches, passwordPairIn } from './passwords.ts';

describe('which passwords may be', () => {
  it('takes any that is not empty and not too long', () => {
    for (const password of ['x', 'correct horse', '密码', ' ', 'a'.repeat(MOST_PASSWORD_BYTES)])
      expect(passwordFlaw(password)).toBeNull();
    expect(passwordFlaw('')).toEqual({ kind: 'empty' });
    expect(passwordFlaw('a'.repeat(MOST_PASSWORD_BYTES + 1))).toEqual({ kind: 'long', limit: MOST_PASSWORD_BYTES });
  });

  it('counts the bytes of what is hashed', () => {
    expect(passwordFlaw('密'.repeat(133))).toBeNull();
    expect(passwordFlaw('密'.repeat(134))).toMatchObject({ kind: 'long' });
    // One character that is eighteen under NFKC.
    expect(passwordFlaw('\ufdfa'.repeat(30))).toMatchObject({ kind: 'long' });
  });
});

describe('an old password and a new one', () => {
  it.each([
    ['old new', 'old', 'new'],
    ['  old \t new ', 'old', 'new'],
    ['same same', 'same', 'same'],
    ['old new new', 'old', 'new'],
    ['my old tea new', null, null],
    ['my old tea new new', 'my old tea', 'new'],
    ['old a new tea a new tea', 'old', 'a new tea'],
    ['my tea tea tea', 'my tea', 'tea'],
    ['old  a  b  a  b', 'old', 'a  b'],
    ['old', null, null],
    ['', null, null],
    ['new new', 'new', 'new'],
  ])('%j', (text, old, password) => {
    expect(passwordPairIn(text)).toEqual(old === null ? null : { old, password });
  });

  it('are told apart whatever they are, if the new one is there twice', () => {
    const word = fc.string({ minLength: 1, maxLength: 4 }).filter((text) => !/\s/.test(text));
    const old = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(old, word, (before, after) => {
        expect(passwordPairIn(`${before} ${after} ${after}`)).toEqual({ old: before, password: after });
      }),
    );
  });

  it('take no time when somebody sends a whole line of spaces', () => {
    expect(passwordPairIn(`a ${'x '.repeat(50_000)}`)).toBeNull();
  });
});

describe('what is kept of a password', () => {
  it('is an argon2id hash that says how it was made', async () => {
    const hash = await hashPassword('pencil');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await passwordMatches('pencil', hash)).toBe(true);
    for (const wrong of ['', 'Pencil', 'pencil ', 'penci']) expect(await passwordMatches(wrong, hash)).toBe(false);
  });

  it('differs each time', async () => {
    expect(await hashPassword('pencil')).not.toBe(await hashPassword('pencil'));
  });

  // From the tests of the reference implementation (phc-winner-argon2, src/test.c).
  it('is what others make of it, at other costs and lengths too', async () => {
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await passwordMatches('password', hash)).toBe(true);
    expect(await passwordMatches('passwore', hash)).toBe(false);
  });

  it('fits however the keyboard made the characters', async () => {
    const hash = await hashPassword('Zoe\u0308 ｐａｓｓ');
    expect(await passwordMatches('Zo\u00eb pass', hash)).toBe(true);
    expect(await passwordMatches('Zoe pass', hash)).toBe(false);
  });

  it('says so when it cannot be read', async () => {
    const others = ['', 'pencil', '$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA', '$argon2id$v=16$m=8,t=1,p=1$c29t$AAAA'];
    for (const hash of others) await expect(passwordMatches('pencil', hash)).rejects.toThrow('cannot be read');
  });

  it('fits no password when it is nobody’s', async () => {
    const decoy = decoyHash();
    const [cost, ofAnother] = [decoy, await hashPassword('x')].map((hash) => hash.split('$').slice(0, 4));
    expect(cost).toEqual(ofAnother);
    expect(await passwordMatches('', decoy)).toBe(false);
  });
});

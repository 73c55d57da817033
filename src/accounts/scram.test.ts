import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScramSecrets } from './accounts.ts';
import { answer } from './client.fixture.ts';
import { type ClientFirst, challenge, conclude, createNonce, readClientFirst } from './scram.ts';
import { scramKeys } from './scram-keys.ts';

function opened(message: string): ClientFirst {
  const first = readClientFirst(message);
  if (first.kind === 'failed') throw new Error(first.error);
  return first;
}

function errorOf(result: { readonly kind: string; readonly error?: string }): string | undefined {
  return result.error;
}

async function secretsFor(account: string | null, password: string, salt: Uint8Array, iterations: number) {
  return { account, salt, iterations, ...(await scramKeys(password, salt, iterations)) } satisfies ScramSecrets;
}

const SALT = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');

describe('RFC 7677 section 3', () => {
  const clientFirst = 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO';
  const serverNonce = '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
  const clientFinal =
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';

  it('is the exchange of the example', async () => {
    const asked = challenge(opened(clientFirst), await secretsFor('user', 'pencil', SALT, 4096), serverNonce);
    expect(asked.message).toBe(
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    );
    expect(conclude(asked, clientFinal)).toEqual({
      kind: 'proved',
      account: 'user',
      message: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
    });
  });

  it('is refused with another password, another nonce, or when there is no such account', async () => {
    const first = opened(clientFirst);
    const right = await secretsFor('user', 'pencil', SALT, 4096);
    const wrong = await secretsFor('user', 'pen', SALT, 4096);
    expect(errorOf(conclude(challenge(first, wrong, serverNonce), clientFinal))).toBe('invalid-proof');
    expect(errorOf(conclude(challenge(first, right, 'another'), clientFinal))).toBe('other-error');
    const nobody = challenge(first, { ...right, account: null }, serverNonce);
    expect(errorOf(conclude(nobody, clientFinal))).toBe('invalid-proof');
  });
});

describe('the client-first-message (RFC 5802 sections 5.1 and 7)', () => {
  it.each([
    ['n,,n=user,r=abc', 'user'],
    ['y,,n=user,r=abc', 'user'],
    ['n,a=user,n=user,r=abc', 'user'],
    ['n,a=USER,n=user,r=abc', 'user'],
    ['n,,n=王小明,r=abc', '王小明'],
    ['n,,n=a=2Cb=3Dc,r=abc', 'a,b=c'],
    ['n,,n==3D2C,r=abc', '=2C'],
    ['n,,n=user,r=abc,x=ignored,y=too', 'user'],
  ])('is read: %s', (message, account) => {
    expect(readClientFirst(message)).toMatchObject({ kind: 'opened', account, nonce: 'abc' });
  });

  it.each([
    ['', 'invalid-encoding'],
    ['n', 'invalid-encoding'],
    ['n,,', 'invalid-encoding'],
    ['n,,n=user', 'invalid-encoding'],
    ['n,,n=user,r=', 'invalid-encoding'],
    ['n,,n=,r=abc', 'invalid-encoding'],
    ['n,,r=abc,n=user', 'invalid-encoding'],
    ['n,,n=us=er,r=abc', 'invalid-encoding'],
    ['n,,n=us=2cer,r=abc', 'invalid-encoding'],
    ['n,,n=us\0er,r=abc', 'invalid-encoding'],
    ['n,,n=user,r=a bc', 'invalid-encoding'],
    ['n,,n=user,r=é', 'invalid-encoding'],
    ['n,,n=user,r=abc,', 'invalid-encoding'],
    ['n,,n=user,r=abc,x', 'invalid-encoding'],
    ['n,a=,n=user,r=abc', 'invalid-encoding'],
    ['x,,n=user,r=abc', 'invalid-encoding'],
    ['N,,n=user,r=abc', 'invalid-encoding'],
    ['p=,,n=user,r=abc', 'invalid-encoding'],
    ['p=tls-exporter,,n=user,r=abc', 'channel-binding-not-supported'],
    ['n,,m=must,n=user,r=abc', 'extensions-not-supported'],
    ['n,,n=user,r=abc,m=must', 'extensions-not-supported'],
    ['n,a=other,n=user,r=abc', 'other-error'],
  ])('is refused: %j (%s)', (message, error) => {
    expect(readClientFirst(message)).toEqual({ kind: 'failed', error });
  });
});

describe('the client-final-message (RFC 5802 sections 5.1 and 7)', () => {
  async function exchange(clientFirst: string) {
    const asked = challenge(opened(clientFirst), await secretsFor('user', 'pencil', SALT, 1), 'server');
    return { asked, final: answer('pencil', clientFirst, asked.message).message };
  }

  it('must repeat how the client opened', async () => {
    const { asked, final } = await exchange('y,a=user,n=user,r=abc');
    expect(final).toMatch(/^c=eSxhPXVzZXIs,/);
    expect(conclude(asked, final).kind).toBe('proved');
    const downgraded = final.replace('c=eSxhPXVzZXIs', 'c=biws');
    expect(errorOf(conclude(asked, downgraded))).toBe('channel-bindings-dont-match');
  });

  it.each([
    ['', 'invalid-encoding'],
    ['c=biws,r=abcserver', 'invalid-encoding'],
    ['c=biws,r=abcserver,p=', 'invalid-encoding'],
    ['c=biws,r=abcserver,p=AAAA', 'invalid-encoding'],
    [`c=biws,p=${'A'.repeat(43)}=,r=abcserver`, 'invalid-encoding'],
    [`r=abcserver,c=biws,p=${'A'.repeat(43)}=`, 'invalid-encoding'],
    [`c=biws,r=abcserver,p=${'A'.repeat(43)}=`, 'invalid-proof'],
    [`c=biws,r=abcserver,x=1,p=${'A'.repeat(43)}=`, 'invalid-proof'],
    [`c=biws,r=abc,p=${'A'.repeat(43)}=`, 'other-error'],
    [`c=biws,r=abcserver,m=must,p=${'A'.repeat(43)}=`, 'extensions-not-supported'],
  ])('is refused: %s (%s)', async (message, error) => {
    const { asked } = await exchange('n,,n=user,r=abc');
    expect(conclude(asked, message)).toEqual({ kind: 'failed', error });
  });
});

describe('any exchange', () => {
  const NONCE = /^[\x21-\x2b\x2d-\x7e]+$/;
  const nonces = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => NONCE.test(text));
  const accounts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 }).filter((name) => !name.includes('\0'));
  const passwords = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const salts = fc.uint8Array({ minLength: 1, maxLength: 32 });
  const escaped = (name: string) => name.replaceAll('=', '=3D').replaceAll(',', '=2C');

  it('proves the right password, and that the server knows it too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ account: accounts, password: passwords, salt: salts, nonce: nonces, acting: fc.boolean() }),
        async ({ account, password, salt, nonce, acting }) => {
          const clientFirst = `n,${acting ? `a=${escaped(account)}` : ''},n=${escaped(account)},r=${nonce}`;
          const first = opened(clientFirst);
          expect(first.account).toBe(account);
          const asked = challenge(first, await secretsFor('Registered', password, salt, 2), createNonce());
          const { message, expected } = answer(password, clientFirst, asked.message);
          expect(conclude(asked, message)).toEqual({ kind: 'proved', account: 'Registered', message: expected });
        },
      ),
    );
  });

  it('proves no other password, and nothing when a byte on the way was changed', async () => {
    await fc.assert(
      fc.asyncProperty(passwords, passwords, nonces, fc.nat(), async (password, other, nonce, position) => {
        fc.pre(password.normalize('NFKC') !== other.normalize('NFKC'));
        const clientFirst = `n,,n=user,r=${nonce}`;
        const asked = challenge(opened(clientFirst), await secretsFor('user', password, SALT, 1), createNonce());
        expect(errorOf(conclude(asked, answer(other, clientFirst, asked.message).message))).toBe('invalid-proof');

        const { message } = answer(password, clientFirst, asked.message);
        // The last of the proof's characters has bits that mean nothing.
        const at = position % (message.length - 2);
        const changed = `${message.slice(0, at)}${message[at] === 'A' ? 'B' : 'A'}${message.slice(at + 1)}`;
        expect(conclude(asked, changed).kind).toBe('failed');
      }),
    );
  });

  it('does not come of noise, and noise never throws', async () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('n', 'y', 'p=', 'a=', 'c=biws', 'r=', 'm=', ',', '=', '=2C', 'abc', 'é', '\0', 'AAAA'))
        .map((parts) => parts.join('')),
    );
    const asked = challenge(opened('n,,n=user,r=abc'), await secretsFor('user', 'pencil', SALT, 1), 'server');
    fc.assert(
      fc.property(noise, (message) => {
        readClientFirst(message);
        expect(conclude(asked, message).kind).toBe('failed');
      }),
      { numRuns: 2000 },
    );
  });

  it('has a new nonce each time, of characters that may be', () => {
    const made = Array.from({ length: 100 }, createNonce);
    expect(new Set(made).size).toBe(100);
    for (const nonce of made) expect(nonce).toMatch(NONCE);
  });
});

it('reads long messages in linear time', async () => {
  const asked = challenge(opened('n,,n=user,r=abc'), await secretsFor('user', 'pencil', SALT, 1), 'server');
  const start = performance.now();
  for (const part of ['a', '=2C', ',x=1', ',p=A', ',p='.concat('A'.repeat(43), '='), ',']) {
    readClientFirst(`n,,n=user,r=abc${part.repeat(50_000)}`);
    readClientFirst(`n,a=${part.repeat(50_000)}`);
    conclude(asked, `c=biws,r=abc${part.repeat(50_000)}!`);
  }
  expect(performance.now() - start).toBeLessThan(2000);
});

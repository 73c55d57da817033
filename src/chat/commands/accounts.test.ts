import { describe, expect, it } from 'vitest';
import type { Credentials } from '../command.ts';
import type { Outcome } from '../event.ts';
import { entering, house, kinds, LIMITS, whys } from '../house.fixture.ts';

const CREDENTIALS: Credentials = {
  password: '$argon2id$',
  scram: { salt: '', iterations: 4096, storedKey: '', serverKey: '' },
};

/** Alice, who has registered her name, and Bob. */
function registered() {
  const one = house();
  const register = (user: string, account: string): Outcome =>
    one.do({ kind: 'register', user, account, credentials: CREDENTIALS });
  for (const name of ['alice', 'bob']) one.do(entering(name, name));
  const outcome = register('alice', 'ALICE');
  const rename = (user: string, name: string): Outcome => one.do({ kind: 'rename', user, name });
  const nameOf = (user: string) => one.chat.view.user(user)?.person.name;
  return { ...one, register, rename, nameOf, outcome };
}

describe('a certificate', () => {
  const [ONE, OTHER, THIRD] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string];

  function certified() {
    const all = registered();
    const change = (user: string, set: boolean, fingerprint: string): Outcome =>
      all.do({ kind: 'certificate', user, set, fingerprint });
    const certificates = (account: string) => [...(all.chat.view.accountNamed(account)?.certificates ?? [])];
    return { ...all, change, certificates };
  }

  it('belongs to the account its owner is logged in to, until it is removed', () => {
    const { change, certificates, do: apply } = certified();
    const added = change('alice', true, 'AB:'.repeat(31).concat('AB'));
    expect(added.deliveries).toEqual([
      {
        event: expect.objectContaining({
          kind: 'certificate-changed',
          account: 'alice',
          set: true,
          fingerprint: 'ab'.repeat(32),
        }),
        to: ['alice'],
      },
    ]);
    change('alice', true, ONE);
    expect(certificates('ALICE')).toEqual(['ab'.repeat(32), ONE]);
    apply({ kind: 'rename', user: 'alice', name: 'al' });
    expect(kinds(change('alice', false, 'AB'.repeat(32)))).toEqual(['certificate-changed']);
    expect(certificates('alice')).toEqual([ONE]);
    expect(whys(change('alice', false, 'ab'.repeat(32)))).toEqual(['no-such-certificate']);
  });

  it('belongs to one account at most', () => {
    const { change, certificates, register } = certified();
    change('alice', true, ONE);
    register('bob', 'bob');
    for (const user of ['alice', 'bob']) expect(whys(change(user, true, ONE))).toEqual(['certificate-taken']);
    expect(whys(change('bob', false, ONE))).toEqual(['no-such-certificate']);
    change('alice', false, ONE);
    expect(kinds(change('bob', true, ONE))).toEqual(['certificate-changed']);
    expect([certificates('alice'), certificates('bob')]).toEqual([[], [ONE]]);
  });

  it('is refused to who is not logged in, when it is none, and when there are too many', () => {
    const { change, certificates } = certified();
    for (const set of [true, false]) {
      expect(whys(change('bob', set, ONE))).toEqual(['not-logged-in']);
      expect(whys(change('alice', set, 'ab'.repeat(20)))).toEqual(['fingerprint-invalid']);
    }
    expect(LIMITS.certificatesPerAccount).toBe(2);
    for (const fingerprint of [ONE, OTHER]) change('alice', true, fingerprint);
    expect(whys(change('alice', true, THIRD))).toEqual(['too-many-certificates']);
    expect(certificates('alice')).toEqual([ONE, OTHER]);
  });
});

describe('an account', () => {
  it('is made of the name one has, and logs in', () => {
    const { outcome, chat } = registered();
    expect(kinds(outcome)).toEqual(['registered', 'account-changed']);
    expect(outcome.deliveries[0]?.event).toMatchObject({ account: 'alice' });
    expect(JSON.stringify(outcome)).not.toContain('argon2id');
    expect(chat.view.user('alice')?.person.account).toBe('alice');
    expect(chat.view.accountNamed('ＡＬＩＣＥ')?.name).toBe('alice');
  });

  it('is not made of another name, twice, or of an address', () => {
    const { register, do: apply, rename } = registered();
    expect(whys(register('bob', 'carl'))).toEqual(['account-not-own-name']);
    expect(whys(register('bob', 'alice'))).toEqual(['account-exists']);
    expect(whys(register('alice', 'alice'))).toEqual(['already-logged-in']);
    apply({ ...entering('x', '', 'plain'), name: { kind: 'address' } } as never);
    expect(whys(register('x', '10.0.0.1:5120'))).toEqual(['account-not-own-name']);
    for (let count = 1; count < LIMITS.accounts; count++) {
      rename('bob', `bob${count}`);
      register('bob', `bob${count}`);
      apply({ kind: 'logout', user: 'bob' });
    }
    rename('bob', 'robert');
    expect(whys(register('bob', 'robert'))).toEqual(['too-many-accounts']);
  });

  it('keeps its name for who is logged in to it, here and on the way in', () => {
    const { rename, nameOf, do: apply } = registered();
    rename('alice', 'al');
    expect(whys(rename('bob', 'Alice'))).toEqual(['name-registered']);
    expect(whys(apply(entering('c', 'alice')))).toEqual(['name-registered']);
    apply({ kind: 'login', user: 'bob', session: 'bob', account: 'alice' });
    expect(kinds(rename('bob', 'alice'))).toEqual(['renamed']);
    apply({ kind: 'logout', user: 'bob' });
    expect(nameOf('bob')).toMatch(/^Guest\d+$/);
    expect(kinds(apply({ ...entering('d', 'alice'), account: 'alice' } as never))).toEqual(['entered']);
  });

  it('given up for another takes its name with it; a name of one’s own stays', () => {
    const { do: apply, nameOf, register, rename } = registered();
    register('bob', 'bob');
    rename('bob', 'ben');
    expect(kinds(apply({ kind: 'login', user: 'alice', session: 'alice', account: 'bob' }))).toEqual([
      'renamed',
      'account-changed',
    ]);
    expect(nameOf('alice')).toMatch(/^Guest/);
    expect(kinds(apply({ kind: 'login', user: 'bob', session: 'bob', account: 'bob' }))).toEqual([]);
    expect(whys(apply({ kind: 'logout', user: 'alice' }))).toEqual([]);
    expect(whys(apply({ kind: 'logout', user: 'alice' }))).toEqual(['not-logged-in']);
  });
});

// What every store must do, whatever it keeps things in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../chat/command.ts';
import { fold } from '../chat/names.ts';
import { describeAudit } from './audit.fixture.ts';
import { describeFacts } from './facts.fixture.ts';
import { describeHistory } from './history.fixture.ts';
import { type Applied, certification, dropping, passwordChange, registration } from './registration.fixture.ts';
import { describeRooms } from './rooms.fixture.ts';
import { describeSearch } from './search.fixture.ts';
import type { Store } from './store.ts';

/** A store does not look into credentials: any that can be told apart will do. */
function credentialsOf(password: string): Credentials {
  return { password, scram: { salt: 'c2FsdA==', iterations: 4096, storedKey: 'c3RvcmVk', serverKey: 'c2VydmVy' } };
}

/**
 * The contract of a store.
 * @param open gives an empty one; it sees itself to closing it (`onTestFinished`)
 */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describeHistory(name, open);
  describeRooms(name, open);
  describeSearch(name, open);
  describeFacts(name, open);
  describeAudit(name, open);

  describe(`${name}: accounts`, () => {
    async function having(...accounts: readonly string[]): Promise<Store> {
      const store = await open();
      for (const [index, account] of accounts.entries()) {
        const { entry, outcome } = registration(account, credentialsOf(`of ${account}`), 1000 + index);
        store.keep(entry, outcome);
      }
      return store;
    }

    it('has a key of its own, always the same', async () => {
      const [store, other] = [await open(), await open()];
      expect(store.decoyKey).toHaveLength(32);
      expect(store.decoyKey).toEqual(store.decoyKey);
      expect(store.decoyKey).not.toEqual(other.decoyKey);
    });

    it('knows nobody at first', async () => {
      const store = await having();
      expect(await store.account('alice')).toBeNull();
      expect(await store.account('')).toBeNull();
    });

    it('keeps what was registered, at once', async () => {
      const store = await having('Alice', '王小明');
      const ofAlice = { name: 'Alice', registeredAt: 1000, credentials: credentialsOf('of Alice'), certificates: [] };
      expect(await store.account('Alice')).toEqual(ofAlice);
      expect(await store.account('王小明')).toMatchObject({ name: '王小明', registeredAt: 1001 });
      expect(await store.account('bob')).toBeNull();
    });

    it('finds an account by any spelling of its name, and gives the one it was registered with', async () => {
      const store = await having('Zoë');
      for (const spelling of ['zoë', 'ZOË', 'Zoe\u0308', 'ＺＯË'])
        expect(await store.account(spelling)).toMatchObject({ name: 'Zoë' });
      expect(await store.account('zoe')).toBeNull();
    });

    it('takes the name as the chat has settled it', async () => {
      const store = await open();
      const asked = registration('Ａlice', credentialsOf('x')).entry;
      store.keep(asked, registration('Alice', credentialsOf('x')).outcome);
      expect(await store.account('alice')).toMatchObject({ name: 'Alice' });
    });

    it('keeps nothing of what was refused', async () => {
      const store = await having('alice');
      const again = registration('ALICE', credentialsOf('another')).entry;
      store.keep(again, { deliveries: [], refusals: [{ why: 'account-exists', account: 'alice' }], facts: [] });
      const oneMore = registration('bob', credentialsOf('x')).entry;
      store.keep(oneMore, { deliveries: [], refusals: [{ why: 'too-many-accounts' }], facts: [] });
      expect(await store.account('alice')).toMatchObject({ name: 'alice', credentials: credentialsOf('of alice') });
      expect(await store.account('bob')).toBeNull();
    });

    it('makes no account of a login', async () => {
      const store = await open();
      const { entry, outcome } = registration('alice', credentialsOf('x'));
      const deliveries = outcome.deliveries.filter(({ event }) => event.kind === 'account-changed');
      store.keep(
        { ...entry, command: { kind: 'login', user: 'u1', session: 'u1', account: 'alice' } },
        { deliveries, refusals: [], facts: [] },
      );
      expect(await store.account('alice')).toBeNull();
    });

    it('takes an entry again without harm: a log may be read from the start', async () => {
      const store = await having('alice', 'bob');
      const { entry, outcome } = registration('alice', credentialsOf('of alice'));
      store.keep(entry, outcome);
      expect(await store.account('alice')).toMatchObject({
        registeredAt: 1000,
        credentials: credentialsOf('of alice'),
      });
    });

    const [ONE, OTHER] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;

    function keep(store: Store, ...steps: readonly Applied[]): void {
      for (const { entry, outcome } of steps) store.keep(entry, outcome);
    }

    it('keeps the certificates of an account, and finds it by each', async () => {
      const store = await having('Alice', 'bob');
      keep(store, certification('Alice', true, ONE), certification('Alice', true, OTHER));
      expect(await store.account('alice')).toMatchObject({ certificates: [ONE, OTHER], registeredAt: 1000 });
      for (const one of [ONE, OTHER])
        expect(await store.accountOfCertificate(one)).toEqual(await store.account('alice'));
      expect(await store.accountOfCertificate('ef'.repeat(32))).toBeNull();
      expect(await store.accountOfCertificate('')).toBeNull();
      expect(await store.account('bob')).toMatchObject({ certificates: [] });
    });

    it('forgets a certificate that was removed, and gives it to whom it belongs then', async () => {
      const store = await having('alice', 'bob');
      keep(
        store,
        certification('alice', true, ONE),
        certification('alice', true, OTHER),
        certification('alice', false, ONE),
      );
      expect(await store.account('alice')).toMatchObject({ certificates: [OTHER] });
      expect(await store.accountOfCertificate(ONE)).toBeNull();
      keep(store, certification('bob', true, ONE));
      expect(await store.accountOfCertificate(ONE)).toMatchObject({ name: 'bob', certificates: [ONE] });
    });

    it('keeps no certificate that was refused', async () => {
      const store = await having('alice');
      const { entry } = certification('alice', true, ONE);
      store.keep(entry, { deliveries: [], refusals: [{ why: 'certificate-taken', fingerprint: ONE }], facts: [] });
      expect(await store.accountOfCertificate(ONE)).toBeNull();
      expect(await store.account('alice')).toMatchObject({ certificates: [] });
    });

    it('has the same certificates when the log is read again from the start', async () => {
      const store = await open();
      const log = [
        registration('alice', credentialsOf('x')),
        registration('bob', credentialsOf('y'), 1001),
        certification('alice', true, ONE),
        certification('alice', true, OTHER),
        certification('alice', false, ONE),
        certification('bob', true, ONE),
      ];
      keep(store, ...log, ...log);
      expect(await store.account('alice')).toMatchObject({ certificates: [OTHER] });
      expect(await store.accountOfCertificate(ONE)).toMatchObject({ name: 'bob', certificates: [ONE] });
      expect(await store.accountOfCertificate(OTHER)).toMatchObject({ name: 'alice' });
    });

    it('has the new password of an account, and only that', async () => {
      const store = await having('Alice', 'bob');
      keep(store, certification('Alice', true, ONE), passwordChange('Alice', credentialsOf('another')));
      expect(await store.account('alice')).toEqual({
        name: 'Alice',
        registeredAt: 1000,
        credentials: credentialsOf('another'),
        certificates: [ONE],
      });
      expect(await store.account('bob')).toMatchObject({ credentials: credentialsOf('of bob') });
      const { entry } = passwordChange('bob', credentialsOf('x'));
      store.keep(entry, { deliveries: [], refusals: [{ why: 'not-logged-in' }], facts: [] });
      keep(store, passwordChange('nobody', credentialsOf('x')));
      expect(await store.account('bob')).toMatchObject({ credentials: credentialsOf('of bob') });
      expect(await store.account('nobody')).toBeNull();
    });

    it('knows nothing of an account that was dropped, until it is registered again', async () => {
      const store = await having('Alice', 'bob');
      keep(store, certification('Alice', true, ONE), certification('bob', true, OTHER), dropping('Alice'));
      expect(await store.account('alice')).toBeNull();
      expect(await store.accountOfCertificate(ONE)).toBeNull();
      expect(await store.accountOfCertificate(OTHER)).toMatchObject({ name: 'bob' });
      expect((await store.restore()).accounts.map(({ name }) => name)).toEqual(['bob']);
      keep(store, dropping('Alice'), registration('ALICE', credentialsOf('hers'), 5000));
      expect(await store.account('alice')).toEqual({
        name: 'ALICE',
        registeredAt: 5000,
        credentials: credentialsOf('hers'),
        certificates: [],
      });
    });

    it('gives the chat what it must know when it starts', async () => {
      const store = await having('Alice', '王小明');
      keep(store, certification('Alice', true, ONE));
      const accounts = [
        { name: 'Alice', registeredAt: 1000, certificates: [ONE] },
        { name: '王小明', registeredAt: 1001, certificates: [] },
      ];
      expect(await store.restore()).toEqual({ accounts, facts: [], spokenAt: 0 });
    });

    it('keeps names of any characters apart', async () => {
      const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 }), {
        selector: fold,
        maxLength: 100,
      });
      await fc.assert(
        fc.asyncProperty(names, async (accounts) => {
          const store = await having(...accounts);
          for (const account of accounts)
            expect(await store.account(account)).toMatchObject({
              name: account,
              credentials: credentialsOf(`of ${account}`),
            });
        }),
        { numRuns: 3 },
      );
    });
  });
}

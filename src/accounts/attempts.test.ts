import { expect, it } from 'vitest';
import { entering, house, LIMITS } from '../chat/house.fixture.ts';
import type { UserView } from '../chat/views.ts';
import { MOST_FAILED_LOGINS, MOST_PASSWORD_BYTES, REGISTRATIONS_PER_CONNECTION } from '../limits.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Accounts } from './accounts.ts';
import { Attempts, type Registration } from './attempts.ts';
import { claimant } from './claimant.fixture.ts';
import { createAccounts } from './service.ts';

/** Ann's connection, with a chat and accounts that are real. */
function atHome() {
  const { chat, do: apply } = house();
  const store = createMemoryStore();
  const real = createAccounts(store, () => 0);
  let hashed = 0;
  const accounts: Accounts = {
    ...real,
    protect: (...given) => {
      hashed++;
      return real.protect(...given);
    },
  };
  apply(entering('ann', 'Ann'));
  const attempts = new Attempts({ accounts, chat: chat.view }, claimant());
  const self = (): UserView => {
    const user = chat.view.user('ann');
    if (user === undefined) throw new Error('she is gone');
    return user;
  };
  const prepare = (account: string, password = 'pencil') => attempts.register(self(), account, password);
  const keep = (account: string, registration: Registration): void => {
    if (registration.kind !== 'protected') throw new Error(registration.kind);
    const { credentials } = registration;
    const entry = { id: account, at: 0, command: { kind: 'register', user: 'ann', account, credentials } } as const;
    store.keep(entry, chat.apply(entry));
  };
  return { attempts, apply, prepare, keep, self, hashes: () => hashed };
}

it('counts wrong passwords, and forgets them when one is right', async () => {
  const { attempts, prepare, keep } = atHome();
  keep('Ann', await prepare('Ann'));
  const verdicts = async (...passwords: string[]): Promise<string[]> => {
    const found: string[] = [];
    for (const password of passwords) {
      const verdict = await attempts.verify('ann', password);
      found.push(verdict.kind === 'proved' ? verdict.account : verdict.why);
    }
    return found;
  };
  expect(await verdicts('1', '2', '3', '4', 'pencil')).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'Ann']);
  const others = Array.from({ length: MOST_FAILED_LOGINS - 2 }, () => attempts.wrong().why);
  expect(new Set(others)).toEqual(new Set(['wrong']));
  expect(await verdicts('5', '6')).toEqual(['wrong', 'too-often']);
});

it('hashes nothing for what would be refused', async () => {
  const { prepare, keep, hashes, apply } = atHome();
  expect(await prepare('Ann', '')).toEqual({ kind: 'flawed', flaw: { kind: 'empty' } });
  expect(await prepare('Ann', 'x'.repeat(MOST_PASSWORD_BYTES + 1))).toMatchObject({ kind: 'flawed' });
  const refused = async (account: string) => {
    const registration = await prepare(account);
    return registration.kind === 'refused' ? registration.refusal.why : registration.kind;
  };
  expect(await refused('Bob')).toBe('account-not-own-name');
  expect(hashes()).toBe(0);
  keep('Ann', await prepare('Ann'));
  expect(await refused('Ann')).toBe('already-logged-in');
  apply({ kind: 'logout', user: 'ann' });
  expect(await refused('Ann')).toBe('account-exists');
  expect(hashes()).toBe(1);
});

it('asks for the password again before it is changed, or what it protects is given up', async () => {
  const { attempts, prepare, keep, self, apply } = atHome();
  const notLoggedIn = { kind: 'refused', refusal: { why: 'not-logged-in' } };
  expect(await attempts.change(self(), 'pencil pen')).toEqual(notLoggedIn);
  expect(await attempts.proveAgain(self(), 'pencil')).toEqual(notLoggedIn);
  keep('Ann', await prepare('Ann'));
  expect(await attempts.change(self(), 'pen')).toEqual({ kind: 'unclear' });
  const tooLong = 'x'.repeat(MOST_PASSWORD_BYTES + 1);
  expect(await attempts.change(self(), `pencil ${tooLong}`)).toMatchObject({ kind: 'flawed' });
  expect(await attempts.change(self(), 'pencil pen')).toMatchObject({ kind: 'protected', account: 'Ann' });
  expect(await attempts.proveAgain(self(), 'pencil')).toEqual({ kind: 'proved', account: 'Ann' });
  const whys: string[] = [];
  for (let count = 0; count < MOST_FAILED_LOGINS; count++) {
    const denial = await (count % 2 === 0 ? attempts.change(self(), 'x y') : attempts.proveAgain(self(), 'x'));
    if (denial.kind === 'denied') whys.push(denial.why);
  }
  expect(whys).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'too-often']);
  apply({ kind: 'logout', user: 'ann' });
  expect(await attempts.proveAgain(self(), 'pencil')).toEqual(notLoggedIn);
});

it('registers so many names and no more', async () => {
  expect(REGISTRATIONS_PER_CONNECTION).toBeLessThanOrEqual(LIMITS.accounts);
  const { prepare, keep, hashes, apply } = atHome();
  const rename = (name: string) => apply({ kind: 'rename', user: 'ann', name });
  for (let count = 0; count < REGISTRATIONS_PER_CONNECTION - 1; count++) {
    rename(`ann${count}`);
    keep(`ann${count}`, await prepare(`ann${count}`));
    apply({ kind: 'logout', user: 'ann' });
  }
  rename('last');
  expect((await prepare('last')).kind).toBe('protected');
  expect(await prepare('last')).toEqual({ kind: 'denied', why: 'too-many-names' });
  expect(hashes()).toBe(REGISTRATIONS_PER_CONNECTION);
});

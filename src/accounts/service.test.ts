import { describe, expect, it } from 'vitest';
import { HASHES_AT_ONCE, HASHES_WAITING } from '../limits.ts';
import { createMemoryStore } from '../store/memory.ts';
import { registration } from '../store/registration.fixture.ts';
import type { Accounts } from './accounts.ts';
import { answer } from './client.fixture.ts';
import { TooBusy } from './limiter.ts';
import { challenge, conclude, createNonce, readClientFirst } from './scram.ts';
import { createAccounts } from './service.ts';

async function having(name: string, password: string): Promise<Accounts> {
  const store = createMemoryStore();
  const accounts = createAccounts(store);
  const { entry, outcome } = registration(name, await accounts.protect(password));
  store.keep(entry, outcome);
  return accounts;
}

/** Logs in as a client would. */
async function exchange(accounts: Accounts, name: string, password: string) {
  const clientFirst = `n,,n=${name},r=abc`;
  const first = readClientFirst(clientFirst);
  if (first.kind === 'failed') return first;
  const asked = challenge(first, await accounts.scram(first.account), createNonce());
  return conclude(asked, answer(password, clientFirst, asked.message).message);
}

describe('an account that is registered', () => {
  it('is its owner’s, by any spelling of its name', async () => {
    const accounts = await having('Zoë', 'pencil');
    expect(await accounts.verify('zoë', 'pencil')).toBe('Zoë');
    expect(await accounts.verify('ZOE\u0308', 'pencil')).toBe('Zoë');
    expect(await accounts.verify('Zoë', 'pen')).toBeNull();
    expect(await accounts.verify('zoe', 'pencil')).toBeNull();
    expect(await accounts.verify('Zoë', '')).toBeNull();
  });

  it('can be proved without the password being sent', async () => {
    const accounts = await having('Zoë', 'p\u00e8ncil');
    expect(await exchange(accounts, 'zoë', 'p\u00e8ncil')).toMatchObject({ kind: 'proved', account: 'Zoë' });
    expect(await exchange(accounts, 'Zoë', 'pencil')).toEqual({ kind: 'failed', error: 'invalid-proof' });
  });

  it('keeps nothing that is the same for the same password', async () => {
    const accounts = createAccounts(createMemoryStore());
    const [one, other] = await Promise.all([accounts.protect('pencil'), accounts.protect('pencil')]);
    expect(one.password).not.toBe(other.password);
    expect(one.scram.salt).not.toBe(other.scram.salt);
    expect(one.scram.storedKey).not.toBe(other.scram.storedKey);
    expect(JSON.stringify(one)).not.toContain('pencil');
  });
});

describe('an account that does not exist', () => {
  it('looks like one in a SCRAM exchange, the same each time and in each spelling', async () => {
    const accounts = await having('alice', 'pencil');
    const [real, nobody, again, spelt, another] = await Promise.all(
      ['alice', 'bob', 'bob', 'BOB', 'carol'].map((name) => accounts.scram(name)),
    );
    expect(nobody).toEqual(again);
    expect(nobody).toEqual(spelt);
    expect(nobody?.account).toBeNull();
    expect(nobody?.salt).not.toEqual(another?.salt);
    expect(nobody?.salt.length).toBe(real?.salt.length);
    expect(nobody?.iterations).toBe(real?.iterations);
    expect(await exchange(accounts, 'bob', 'pencil')).toEqual({ kind: 'failed', error: 'invalid-proof' });
    // Another house answers otherwise: what is made up cannot be worked out.
    expect((await createAccounts(createMemoryStore()).scram('bob')).salt).not.toEqual(nobody?.salt);
  });

  it('takes as long to refuse as a wrong password', async () => {
    const accounts = await having('alice', 'pencil');
    const times = { alice: Infinity, bob: Infinity };
    for (const name of ['alice', 'bob', 'alice', 'bob', 'alice', 'bob'] as const) {
      const start = performance.now();
      await accounts.verify(name, 'pen');
      times[name] = Math.min(times[name], performance.now() - start);
    }
    // Without a hash it would be hundreds of times faster; the rest is left to a busy machine.
    expect(times.bob).toBeGreaterThan(times.alice / 5);
  });
});

it('hashes no more passwords than it can, whoever asks', async () => {
  const accounts = await having('alice', 'pencil');
  const room = HASHES_AT_ONCE + HASHES_WAITING;
  const asked = Array.from({ length: room }, () => accounts.verify('nobody', 'pencil'));
  await expect(accounts.verify('alice', 'pencil')).rejects.toThrow(TooBusy);
  await expect(accounts.protect('pencil')).rejects.toThrow(TooBusy);
  // Who sends a proof need not wait.
  expect(await exchange(accounts, 'alice', 'pencil')).toMatchObject({ kind: 'proved' });
  expect(new Set(await Promise.all(asked))).toEqual(new Set([null]));
  expect(await accounts.verify('alice', 'pencil')).toBe('alice');
});

import { describe, expect, it } from 'vitest';
import type { Credentials } from '../chat/command.ts';
import {
  HASHES_AT_ONCE,
  HASHES_WAITING,
  REGISTRATIONS_PER_ADDRESS,
  WRONG_PER_ACCOUNT,
  WRONG_PER_ADDRESS,
} from '../limits.ts';
import { createMemoryStore } from '../store/memory.ts';
import { certification, passwordChange, registration } from '../store/registration.fixture.ts';
import type { Accounts, Claimant } from './accounts.ts';
import { claimant } from './claimant.fixture.ts';
import { answer } from './client.fixture.ts';
import { challenge, createNonce, readClientFirst } from './scram.ts';
import { createAccounts } from './service.ts';

const somebody = claimant();
const BUSY = { kind: 'denied', why: 'busy' };
const WRONG = { kind: 'denied', why: 'wrong' };
const PAUSED = { kind: 'denied', why: 'paused' };

async function protect(accounts: Accounts, password: string): Promise<Credentials> {
  const protection = await accounts.protect(password, somebody);
  if (protection.kind === 'denied') throw new Error(protection.why);
  return protection.credentials;
}

async function having(name: string, password: string, now = () => 0): Promise<Accounts> {
  const store = createMemoryStore();
  const accounts = createAccounts(store, now);
  const { entry, outcome } = registration(name, await protect(accounts, password));
  store.keep(entry, outcome);
  return accounts;
}

/** Logs in as a client would. */
async function exchange(accounts: Accounts, name: string, password: string, who: Claimant = somebody) {
  const clientFirst = `n,,n=${name},r=abc`;
  const first = readClientFirst(clientFirst);
  if (first.kind === 'failed') return first;
  const asked = challenge(first, await accounts.scram(first.account), createNonce());
  return accounts.conclude(asked, answer(password, clientFirst, asked.message).message, who);
}

describe('an account that is registered', () => {
  it('is its owner’s, by any spelling of its name', async () => {
    const accounts = await having('Zoë', 'pencil');
    expect(await accounts.verify('zoë', 'pencil', somebody)).toEqual({ kind: 'proved', account: 'Zoë' });
    expect(await accounts.verify('ZOE\u0308', 'pencil', somebody)).toEqual({ kind: 'proved', account: 'Zoë' });
    expect(await accounts.verify('Zoë', 'pen', somebody)).toEqual(WRONG);
    expect(await accounts.verify('zoe', 'pencil', somebody)).toEqual(WRONG);
    expect(await accounts.verify('Zoë', '', somebody)).toEqual(WRONG);
  });

  it('can be proved without the password being sent', async () => {
    const accounts = await having('Zoë', 'p\u00e8ncil');
    expect(await exchange(accounts, 'zoë', 'p\u00e8ncil')).toMatchObject({ kind: 'proved', account: 'Zoë' });
    expect(await exchange(accounts, 'Zoë', 'pencil')).toEqual(WRONG);
  });

  it('keeps nothing that is the same for the same password', async () => {
    const accounts = createAccounts(createMemoryStore(), () => 0);
    const [one, other] = await Promise.all([protect(accounts, 'pencil'), protect(accounts, 'pencil')]);
    expect(one.password).not.toBe(other.password);
    expect(one.scram.salt).not.toBe(other.scram.salt);
    expect(one.scram.storedKey).not.toBe(other.scram.storedKey);
    expect(JSON.stringify(one)).not.toContain('pencil');
  });
});

it('knows whose a certificate is', async () => {
  const store = createMemoryStore();
  const accounts = createAccounts(store, () => 0);
  const fingerprint = 'ab'.repeat(32);
  expect(await accounts.ofCertificate(fingerprint)).toBeNull();
  for (const { entry, outcome } of [
    registration('Zoë', await protect(accounts, 'pencil')),
    certification('Zoë', true, fingerprint),
  ])
    store.keep(entry, outcome);
  expect(await accounts.ofCertificate(fingerprint)).toBe('Zoë');
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
    expect(await exchange(accounts, 'bob', 'pencil')).toEqual(WRONG);
    // Another house answers otherwise: what is made up cannot be worked out.
    expect((await createAccounts(createMemoryStore(), () => 0).scram('bob')).salt).not.toEqual(nobody?.salt);
  });

  it('takes as long to refuse as a wrong password', async () => {
    const accounts = await having('alice', 'pencil');
    const times = { alice: Infinity, bob: Infinity };
    for (const name of ['alice', 'bob', 'alice', 'bob', 'alice', 'bob'] as const) {
      const start = performance.now();
      await accounts.verify(name, 'pen', somebody);
      times[name] = Math.min(times[name], performance.now() - start);
    }
    // Without a hash it would be hundreds of times faster; the rest is left to a busy machine.
    expect(times.bob).toBeGreaterThan(times.alice / 5);
  });
});

it('answers for an account that does not exist the same as long as the store is kept', async () => {
  const store = createMemoryStore();
  const [before, after] = [createAccounts(store, () => 0), createAccounts(store, () => 0)];
  expect(await before.scram('bob')).toEqual(await after.scram('bob'));
});

describe('another password', () => {
  const passwords = { old: 'pencil', password: 'p\u00e9n' };

  it('is for who knows the old one, and fits with and without being sent', async () => {
    const store = createMemoryStore();
    const accounts = createAccounts(store, () => 0);
    const { entry, outcome } = registration('Zoë', await protect(accounts, 'pencil'));
    store.keep(entry, outcome);
    expect(await accounts.replace('Zoë', { ...passwords, old: 'pen' }, somebody)).toEqual(WRONG);
    const replacement = await accounts.replace('zoë', passwords, somebody);
    if (replacement.kind === 'denied') throw new Error(replacement.why);
    const change = passwordChange('Zoë', replacement.credentials);
    store.keep(change.entry, change.outcome);
    for (const old of ['pencil', 'pen']) {
      expect(await accounts.verify('Zoë', old, somebody)).toEqual(WRONG);
      expect(await exchange(accounts, 'Zoë', old)).toEqual(WRONG);
    }
    expect(await accounts.verify('Zoë', passwords.password, somebody)).toMatchObject({ kind: 'proved' });
    expect(await exchange(accounts, 'Zoë', passwords.password)).toMatchObject({ kind: 'proved' });
  });

  it('is as hard to guess one’s way to as an account, and is no registration', async () => {
    const accounts = await having('alice', 'pencil');
    for (let count = 0; count < WRONG_PER_ACCOUNT.burst; count++) await exchange(accounts, 'alice', 'pen');
    expect(await accounts.replace('alice', passwords, somebody)).toEqual(PAUSED);
    const other = await having('alice', 'pencil');
    const gone = claimant();
    const full = Array.from({ length: REGISTRATIONS_PER_ADDRESS.burst }, () => other.protect('x', gone));
    gone.isConnected = false;
    expect(await other.replace('alice', passwords, somebody)).toMatchObject({ kind: 'protected' });
    await Promise.all(full);
  });
});

it('hashes no more passwords than it can, whoever asks', async () => {
  const accounts = await having('alice', 'pencil');
  const room = HASHES_AT_ONCE + HASHES_WAITING;
  const [one, other] = [claimant('192.0.2.8'), claimant('192.0.2.9')];
  const asked = Array.from({ length: room }, (_, number) =>
    accounts.verify(`nobody${number}`, 'pencil', number % 2 === 0 ? one : other),
  );
  expect(await accounts.verify('alice', 'pencil', one)).toEqual(BUSY);
  // Who calls from elsewhere gets a place all the same, and who sends a proof need not wait.
  const alice = accounts.verify('alice', 'pencil', somebody);
  expect(await exchange(accounts, 'alice', 'pencil')).toMatchObject({ kind: 'proved' });
  expect(await alice).toMatchObject({ kind: 'proved' });
  one.isConnected = false;
  other.isConnected = false;
  const verdicts = await Promise.all(asked);
  expect(verdicts).toContainEqual(WRONG);
  expect(verdicts).toContainEqual(BUSY);
  expect(await accounts.verify('alice', 'pencil', somebody)).toMatchObject({ kind: 'proved' });
});

describe('who guesses', () => {
  it('must wait after several wrong passwords, and so must who sends proofs', async () => {
    const clock = { now: 0 };
    const accounts = await having('alice', 'pencil', () => clock.now);
    for (let count = 0; count < WRONG_PER_ACCOUNT.burst; count++) {
      const guess = count % 2 === 0 ? accounts.verify('alice', 'pen', somebody) : exchange(accounts, 'ALICE', 'pen');
      expect(await guess).toEqual(WRONG);
    }
    expect(await accounts.verify('alice', 'pencil', somebody)).toEqual(PAUSED);
    expect(await exchange(accounts, 'alice', 'pencil', claimant('192.0.2.2'))).toEqual(PAUSED);
    clock.now += WRONG_PER_ACCOUNT.everyMs;
    expect(await accounts.verify('alice', 'pencil', somebody)).toMatchObject({ kind: 'proved' });
    expect(await exchange(accounts, 'alice', 'pencil')).toMatchObject({ kind: 'proved' });
  });

  it('does so at any account', async () => {
    const accounts = await having('alice', 'pencil');
    for (let count = 0; count < WRONG_PER_ADDRESS.burst; count++) await exchange(accounts, `n${count}`, 'pen');
    expect(await exchange(accounts, 'alice', 'pencil')).toEqual(PAUSED);
    expect(await exchange(accounts, 'alice', 'pencil', claimant('192.0.2.2'))).toMatchObject({ kind: 'proved' });
  });

  it('has not guessed where nothing was tried', async () => {
    const accounts = await having('alice', 'pencil');
    const gone = claimant('192.0.2.2');
    const ahead = Array.from({ length: HASHES_AT_ONCE }, () => accounts.protect('pencil', somebody));
    const tries = Array.from({ length: WRONG_PER_ACCOUNT.burst }, () => accounts.verify('alice', 'pen', gone));
    gone.isConnected = false;
    for (const verdict of await Promise.all(tries)) expect(verdict).toEqual(BUSY);
    await Promise.all(ahead);
    expect(await accounts.verify('alice', 'pencil', claimant('192.0.2.2'))).toMatchObject({ kind: 'proved' });
  });
});

it('makes so many accounts for one address, and then so many an hour', async () => {
  const clock = { now: 0 };
  const accounts = createAccounts(createMemoryStore(), () => clock.now);
  const crowd = claimant();
  const asked = Array.from({ length: REGISTRATIONS_PER_ADDRESS.burst }, () => accounts.protect('pencil', crowd));
  expect(await accounts.protect('pencil', somebody)).toEqual({ kind: 'denied', why: 'too-many-names' });
  const elsewhere = accounts.protect('pencil', claimant('192.0.2.2'));
  clock.now += REGISTRATIONS_PER_ADDRESS.everyMs;
  const later = accounts.protect('pencil', somebody);
  // What nobody waits for any more need not be hashed for this.
  crowd.isConnected = false;
  expect(await elsewhere).toMatchObject({ kind: 'protected' });
  expect(await later).toMatchObject({ kind: 'protected' });
  await Promise.all(asked);
});

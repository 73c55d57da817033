import { networkOf } from '../chat/address.ts';
import type { Credentials } from '../chat/command.ts';
import { fold } from '../chat/names.ts';
import { COUNTED_KEYS, HASHES_AT_ONCE, HASHES_WAITING, REGISTRATIONS_PER_ADDRESS } from '../limits.ts';
import type { AccountRecord, Store } from '../store/store.ts';
import type {
  Accounts,
  Checked,
  Claimant,
  Denied,
  Protection,
  Replacement,
  ScramSecrets,
  Verdict,
} from './accounts.ts';
import { Buckets } from './buckets.ts';
import { Guesses } from './guesses.ts';
import { createLimiter } from './limiter.ts';
import { decoyHash, hashPassword, passwordMatches } from './passwords.ts';
import { conclude, type Proved } from './scram.ts';
import { hmac, SCRAM_ITERATIONS, SCRAM_SALT_BYTES, scramCredentials } from './scram-keys.ts';

/**
 * The accounts that a store keeps.
 * @param now ms since 1970
 */
export function createAccounts(store: Store, now: () => number): Accounts {
  const inTurn = createLimiter({ atOnce: HASHES_AT_ONCE, waiting: HASHES_WAITING });
  const guesses = new Guesses(now);
  const registrations = new Buckets(REGISTRATIONS_PER_ADDRESS, COUNTED_KEYS, now);
  const nobodysHash = decoyHash();

  /** What an account that does not exist answers, for as long as the store is kept. */
  function decoySecrets(name: string): ScramSecrets {
    const made = (what: string) => hmac(store.decoyKey, `${what} ${fold(name)}`);
    return {
      account: null,
      salt: made('salt').subarray(0, SCRAM_SALT_BYTES),
      iterations: SCRAM_ITERATIONS,
      storedKey: made('stored'),
      serverKey: made('server'),
    };
  }

  function credentialsOf(password: string, claimant: Claimant): Promise<Credentials | 'busy'> {
    return inTurn(claimant, async () => ({
      password: await hashPassword(password),
      scram: await scramCredentials(password),
    }));
  }

  async function verify(name: string, password: string, claimant: Claimant): Promise<Verdict> {
    const guess = guesses.begin(name, claimant.peer.host);
    if (guess === null) return denied('paused');
    const record = await store.account(name);
    const matches = await inTurn(claimant, () =>
      passwordMatches(password, record?.credentials.password ?? nobodysHash),
    );
    if (matches === 'busy') {
      guess.takeBack();
      return denied('busy');
    }
    if (!matches || record === null) return denied('wrong');
    guess.right();
    return { kind: 'proved', account: record.name };
  }

  return {
    verify,
    async protect(password, claimant): Promise<Protection> {
      const network = networkOf(claimant.peer.host);
      if (!registrations.hasRoom(network)) return denied('too-many-names');
      registrations.add(network);
      const credentials = await credentialsOf(password, claimant);
      if (credentials !== 'busy') return { kind: 'protected', credentials };
      registrations.takeBack(network);
      return denied('busy');
    },
    async replace(name, { old, password }, claimant): Promise<Replacement> {
      const verdict = await verify(name, old, claimant);
      if (verdict.kind === 'denied') return verdict;
      const credentials = await credentialsOf(password, claimant);
      return credentials === 'busy' ? denied('busy') : { kind: 'protected', credentials };
    },
    check(isRight, claimant): Checked {
      const guess = guesses.beginOther(claimant.peer.host);
      if (guess === null) return denied('paused');
      if (!isRight()) return denied('wrong');
      guess.right();
      return { kind: 'proved' };
    },
    async scram(name): Promise<ScramSecrets> {
      const record = await store.account(name);
      return record === null ? decoySecrets(name) : secretsOf(record);
    },
    conclude(challenge, clientFinal, claimant): Proved | Denied {
      const guess = guesses.begin(challenge.first.account, claimant.peer.host);
      if (guess === null) return denied('paused');
      const proof = conclude(challenge, clientFinal);
      if (proof.kind === 'failed') return denied('wrong');
      guess.right();
      return proof;
    },
    async ofCertificate(fingerprint): Promise<string | null> {
      return (await store.accountOfCertificate(fingerprint))?.name ?? null;
    },
  };
}

function denied<Why>(why: Why): Denied<Why> {
  return { kind: 'denied', why };
}

function secretsOf({ name, credentials: { scram } }: AccountRecord): ScramSecrets {
  return {
    account: name,
    salt: Buffer.from(scram.salt, 'base64'),
    iterations: scram.iterations,
    storedKey: Buffer.from(scram.storedKey, 'base64'),
    serverKey: Buffer.from(scram.serverKey, 'base64'),
  };
}

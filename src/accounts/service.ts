import { randomBytes } from 'node:crypto';
import type { Credentials } from '../chat/command.ts';
import { fold } from '../chat/names.ts';
import { HASHES_AT_ONCE, HASHES_WAITING } from '../limits.ts';
import type { AccountRecord, Store } from '../store/store.ts';
import type { Accounts, ScramSecrets } from './accounts.ts';
import { createLimiter } from './limiter.ts';
import { decoyHash, hashPassword, passwordMatches } from './passwords.ts';
import { hmac, SCRAM_ITERATIONS, SCRAM_SALT_BYTES, scramCredentials } from './scram-keys.ts';

/** The accounts that a store keeps. */
export function createAccounts(store: Store): Accounts {
  const inTurn = createLimiter({ atOnce: HASHES_AT_ONCE, waiting: HASHES_WAITING });
  const nobodysHash = decoyHash();
  const decoyKey = randomBytes(32);

  /** What an account that does not exist answers, for as long as the process lives. */
  function decoySecrets(name: string): ScramSecrets {
    const made = (what: string) => hmac(decoyKey, `${what} ${fold(name)}`);
    return {
      account: null,
      salt: made('salt').subarray(0, SCRAM_SALT_BYTES),
      iterations: SCRAM_ITERATIONS,
      storedKey: made('stored'),
      serverKey: made('server'),
    };
  }

  return {
    protect(password): Promise<Credentials> {
      return inTurn(async () => ({
        password: await hashPassword(password),
        scram: await scramCredentials(password),
      }));
    },
    async verify(name, password): Promise<string | null> {
      const record = await store.account(name);
      const matches = await inTurn(() => passwordMatches(password, record?.credentials.password ?? nobodysHash));
      return matches && record !== null ? record.name : null;
    },
    async scram(name): Promise<ScramSecrets> {
      const record = await store.account(name);
      return record === null ? decoySecrets(name) : secretsOf(record);
    },
  };
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

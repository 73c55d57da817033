// Accounts as the server has them, but for what a password costs: the exam tries thousands.
import { argon2Sync, hash } from 'node:crypto';
import type { Accounts, Denied, ScramSecrets, Verdict } from '../../src/accounts/accounts.ts';
import { passwordMatches, prepare } from '../../src/accounts/passwords.ts';
import { conclude } from '../../src/accounts/scram.ts';
import { scramKeys } from '../../src/accounts/scram-keys.ts';
import type { Credentials } from '../../src/chat/command.ts';
import type { Store } from '../../src/store/store.ts';
import type { Random } from './random.ts';

const ITERATIONS = 2;
/** How often there is too much to do, or has been done. */
const TOO_MUCH = 0.02;

export function cheapAccounts(store: Store, random: Random): Accounts {
  function maybeDenied<const Why>(...reasons: readonly Why[]): Denied<Why> | null {
    const why = random.chance(TOO_MUCH) ? random.pick(reasons) : undefined;
    return why === undefined ? null : { kind: 'denied', why };
  }

  async function protect<const Why>(password: string, ...reasons: readonly Why[]) {
    const denied = maybeDenied(...reasons);
    return denied ?? ({ kind: 'protected', credentials: await credentialsOf(password, random.bytes(16)) } as const);
  }

  async function verify(account: string, password: string): Promise<Verdict> {
    const denied = maybeDenied('busy', 'paused');
    if (denied !== null) return denied;
    const record = await store.account(account);
    const isRight = record !== null && (await passwordMatches(password, record.credentials.password));
    return isRight ? { kind: 'proved', account: record.name } : { kind: 'denied', why: 'wrong' };
  }

  return {
    verify,
    protect: (password) => protect(password, 'busy', 'too-many-names'),
    async replace(account, { old, password }) {
      const verdict = await verify(account, old);
      return verdict.kind === 'denied' ? verdict : protect(password, 'busy');
    },
    check(isRight) {
      return maybeDenied('paused') ?? (isRight() ? { kind: 'proved' } : { kind: 'denied', why: 'wrong' });
    },
    async scram(account): Promise<ScramSecrets> {
      const record = await store.account(account);
      const made = hash('sha256', account, 'buffer');
      const nobody = { salt: made.subarray(16), iterations: ITERATIONS, storedKey: made, serverKey: made };
      if (record === null) return { account: null, ...nobody };
      const { salt, iterations, storedKey, serverKey } = record.credentials.scram;
      const [saltBytes = made, stored = made, server = made] = [salt, storedKey, serverKey].map((text) =>
        Buffer.from(text, 'base64'),
      );
      return { account: record.name, salt: saltBytes, iterations, storedKey: stored, serverKey: server };
    },
    async ofCertificate(fingerprint) {
      return (await store.accountOfCertificate(fingerprint))?.name ?? null;
    },
    conclude(challenge, clientFinal) {
      const proof = conclude(challenge, clientFinal);
      return maybeDenied('paused') ?? (proof.kind === 'proved' ? proof : { kind: 'denied', why: 'wrong' });
    },
  };
}

async function credentialsOf(password: string, salt: Uint8Array): Promise<Credentials> {
  const { storedKey, serverKey } = await scramKeys(password, salt, ITERATIONS);
  return {
    password: cheapHash(password, salt),
    scram: {
      salt: Buffer.from(salt).toString('base64'),
      iterations: ITERATIONS,
      storedKey: storedKey.toString('base64'),
      serverKey: serverKey.toString('base64'),
    },
  };
}

function cheapHash(password: string, salt: Uint8Array): string {
  const cost = { parallelism: 1, memory: 8, passes: 1 };
  const made = argon2Sync('argon2id', { message: prepare(password), nonce: salt, tagLength: 16, ...cost });
  const [saltText, hashText] = [Buffer.from(salt), made].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
  return `$argon2id$v=19$m=8,t=1,p=1$${saltText}$${hashText}`;
}

// What is kept of a password for SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677).
import { createHmac, hash, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Credentials } from '../chat/command.ts';
import { prepare } from './passwords.ts';

/**
 * How often the password is hashed; it is the client that pays at each login. RFC 7677 section 4 asks for 4096 at least
 * and for more where it can be had: whoever steals the store tries passwords here, not at the argon2id hash. Cyrus SASL
 * gives up above 65,536, others above 100,000.
 */
export const SCRAM_ITERATIONS = 64_000;
export const SCRAM_SALT_BYTES = 16;
const HASH_BYTES = 32;

const runPbkdf2 = promisify(pbkdf2);

/** Enough to check a proof of the password, and not enough to make one. */
export async function scramCredentials(password: string): Promise<Credentials['scram']> {
  const salt = randomBytes(SCRAM_SALT_BYTES);
  const { storedKey, serverKey } = await scramKeys(password, salt, SCRAM_ITERATIONS);
  return {
    salt: salt.toString('base64'),
    iterations: SCRAM_ITERATIONS,
    storedKey: storedKey.toString('base64'),
    serverKey: serverKey.toString('base64'),
  };
}

/** StoredKey and ServerKey of RFC 5802 section 3. */
export async function scramKeys(
  password: string,
  salt: Uint8Array,
  iterations: number,
): Promise<{ readonly storedKey: Buffer; readonly serverKey: Buffer }> {
  const salted = await runPbkdf2(prepare(password), salt, iterations, HASH_BYTES, 'sha256');
  return { storedKey: sha256(hmac(salted, 'Client Key')), serverKey: hmac(salted, 'Server Key') };
}

/** HMAC() of RFC 5802 section 2.2, with SHA-256. */
export function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** H() of RFC 5802 section 2.2: SHA-256. */
export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

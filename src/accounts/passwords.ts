// Passwords: which may be, and what is kept of one (argon2id, RFC 9106).
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { MOST_PASSWORD_BYTES } from '../limits.ts';

/** What is wrong with a password: nothing there, or over the limit (in bytes). */
export type PasswordFlaw = { readonly kind: 'empty' } | { readonly kind: 'long'; readonly limit: number };

/** @returns the flaw, or null for a password that may be used */
export function passwordFlaw(password: string): PasswordFlaw | null {
  if (password === '') return { kind: 'empty' };
  if (Buffer.byteLength(prepare(password)) > MOST_PASSWORD_BYTES) return { kind: 'long', limit: MOST_PASSWORD_BYTES };
  return null;
}

/** A password, and the one that is to take its place. */
export interface PasswordPair {
  readonly old: string;
  readonly password: string;
}

/**
 * Reads `OLD NEW`. A password may have spaces in it: then nobody can tell where the old one ends unless the new one stands there
 * twice.
 * @returns null when that cannot be told
 */
export function passwordPairIn(text: string): PasswordPair | null {
  const written = text.trim();
  const [old = '', password = '', ...more] = written.split(/\s+/);
  if (more.length === 0) return password === '' ? null : { old, password };
  if (Buffer.byteLength(written) > 4 * MOST_PASSWORD_BYTES) return null;
  for (let end = written.lastIndexOf(' '); end > 0; end = written.lastIndexOf(' ', end - 1)) {
    const again = written.slice(end + 1);
    const before = written.slice(0, end).trimEnd();
    if (again.startsWith(' ') || !before.endsWith(` ${again}`)) continue;
    return { old: before.slice(0, -again.length).trimEnd(), password: again };
  }
  return null;
}

/**
 * The form in which a password is hashed, the same however the keyboard made its characters. Of SASLprep (RFC 4013) this
 * is the part that matters to passwords people type, NFKC (section 2.2): nothing is removed and nothing is refused, so
 * that a client which prepares nothing can log in with what it registered.
 */
export function prepare(password: string): string {
  return password.normalize('NFKC');
}

/** What a hash costs. `memory` in KiB. */
interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** The cost of new hashes: the least that OWASP's Password Storage Cheat Sheet asks of argon2id. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16; // RFC 9106 section 3.1
const HASH_BYTES = 32;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const runArgon2 = promisify(argon2);

/** @returns an argon2id hash as a PHC string: algorithm, version, cost, salt and hash in one line */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return written(salt, await derive(password, salt, COST, HASH_BYTES));
}

/**
 * Whether this is the password of the hash, at the cost that the hash was made with.
 * @throws Error for what is not an argon2id hash in PHC string format
 */
export async function passwordMatches(password: string, phc: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = PHC.exec(phc) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('a stored password hash cannot be read');
  const expected = Buffer.from(hash, 'base64');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), cost, expected.length), expected);
}

/** A hash that takes as long to check as a new one, and that no password fits. */
export function decoyHash(): string {
  return written(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
}

function derive(password: string, salt: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  return runArgon2('argon2id', { message: prepare(password), nonce: salt, tagLength, ...cost });
}

function written(salt: Buffer, hash: Buffer): string {
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/** Without padding, as PHC strings have it. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

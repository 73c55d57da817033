// The server's side of a SCRAM-SHA-256 exchange (RFC 5802, RFC 7677), without channel binding. Pure: three steps, each
// given what the one before it gave. `readClientFirst` says whose secrets are needed, `challenge` asks for the proof,
// `conclude` checks it.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { fold } from '../chat/names.ts';
import type { ScramSecrets } from './accounts.ts';
import { hmac, sha256 } from './scram-keys.ts';

/** Why an exchange has failed, in the words of RFC 5802 section 7: `e=` and one of these may be sent. */
type ScramError =
  | 'invalid-encoding'
  | 'extensions-not-supported'
  | 'channel-binding-not-supported'
  | 'channel-bindings-dont-match'
  | 'invalid-proof'
  | 'other-error';

export interface ScramFailure {
  readonly kind: 'failed';
  readonly error: ScramError;
}

/** What a client has opened with. */
export interface ClientFirst {
  readonly kind: 'opened';
  /** Who the client wants to be, as it spelt it. */
  readonly account: string;
  readonly nonce: string;
  /** The two parts of its message, which the proof is made over. */
  readonly gs2Header: string;
  readonly bare: string;
}

export interface Challenge {
  /** The server-first-message. */
  readonly message: string;
  readonly first: ClientFirst;
  /** The client's and the server's together. */
  readonly nonce: string;
  readonly secrets: ScramSecrets;
}

/** The client owns the account. */
export interface Proved {
  readonly kind: 'proved';
  /** As it is spelt where it was registered. */
  readonly account: string;
  /** The server-final-message: that the server, too, knows the account's secrets. */
  readonly message: string;
}

// The grammar of RFC 5802 section 7.
const NAME = '(?:[^\\0,=]|=2C|=3D)+';
const EXTENSIONS = '(?:,[A-Za-z]=[^\\0,]+)*';
const GS2_HEADER = new RegExp(`^(n|y|p=[A-Za-z0-9.-]+),(?:a=(${NAME}))?,`);
const CLIENT_FIRST_BARE = new RegExp(`^n=(${NAME}),r=([\\x21-\\x2b\\x2d-\\x7e]+)${EXTENSIONS}$`);
const CLIENT_FINAL = new RegExp(`^(c=([A-Za-z0-9+/=]+),r=([^,]+)${EXTENSIONS}),p=([A-Za-z0-9+/]{43}=)$`);
// Section 5.1: nobody may go on after an `m` that it does not understand. Others are ignored.
const MANDATORY_EXTENSION = /(?:^|,)m=/;

/** Reads the client-first-message. Who authenticates as one account to act as another is refused: nobody may. */
export function readClientFirst(message: string): ClientFirst | ScramFailure {
  const [gs2Header, binding, authzid] = GS2_HEADER.exec(message) ?? [];
  if (gs2Header === undefined || binding === undefined) return failed('invalid-encoding');
  // `y`: the client could bind to the channel and has seen that the server offers nothing of the kind; that is true.
  if (binding.startsWith('p')) return failed('channel-binding-not-supported');
  const bare = message.slice(gs2Header.length);
  if (MANDATORY_EXTENSION.test(bare)) return failed('extensions-not-supported');
  const [, name, nonce] = CLIENT_FIRST_BARE.exec(bare) ?? [];
  if (name === undefined || nonce === undefined) return failed('invalid-encoding');
  const account = decodedName(name);
  if (authzid !== undefined && fold(decodedName(authzid)) !== fold(account)) return failed('other-error');
  return { kind: 'opened', account, nonce, gs2Header, bare };
}

/** @param serverNonce from `createNonce`, new for each exchange */
export function challenge(first: ClientFirst, secrets: ScramSecrets, serverNonce: string): Challenge {
  const nonce = first.nonce + serverNonce;
  const salt = Buffer.from(secrets.salt).toString('base64');
  return { message: `r=${nonce},s=${salt},i=${secrets.iterations}`, first, nonce, secrets };
}

/** Checks the client-final-message. An account that does not exist fails as a wrong password does. */
export function conclude({ message, first, nonce, secrets }: Challenge, clientFinal: string): Proved | ScramFailure {
  if (MANDATORY_EXTENSION.test(clientFinal)) return failed('extensions-not-supported');
  const [, withoutProof, binding, givenNonce, proof] = CLIENT_FINAL.exec(clientFinal) ?? [];
  if (withoutProof === undefined || proof === undefined) return failed('invalid-encoding');
  if (binding !== Buffer.from(first.gs2Header).toString('base64')) return failed('channel-bindings-dont-match');
  if (givenNonce !== nonce) return failed('other-error');
  const authMessage = `${first.bare},${message},${withoutProof}`;
  const clientKey = xor(Buffer.from(proof, 'base64'), hmac(secrets.storedKey, authMessage));
  const fits = timingSafeEqual(sha256(clientKey), secrets.storedKey);
  if (!fits || secrets.account === null) return failed('invalid-proof');
  const signature = hmac(secrets.serverKey, authMessage).toString('base64');
  return { kind: 'proved', account: secrets.account, message: `v=${signature}` };
}

/** A server nonce: printable, without commas (RFC 5802 section 5.1). */
export function createNonce(): string {
  return randomBytes(18).toString('base64');
}

function failed(error: ScramError): ScramFailure {
  return { kind: 'failed', error };
}

/** A name may have commas and equals signs, which mean something else in a message (RFC 5802 section 5.1). */
function decodedName(name: string): string {
  return name.replaceAll('=2C', ',').replaceAll('=3D', '=');
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, index) => byte ^ (other[index] ?? 0));
}

// A client of SCRAM-SHA-256 (RFC 5802, RFC 7677), apart from the server's own code so that they can disagree.
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

export interface ScramFirst {
  readonly nonce: string;
  readonly bare: string;
  /** The client's first message. */
  readonly message: string;
}

export interface ScramFinal {
  /** The client's final message. */
  readonly message: string;
  /** Whether the server's final message proves that it knows the account. */
  isProof(serverFinal: string): boolean;
}

/** RFC 5802 section 5: `n` without channel binding; `y`: could do it, but the server said nothing of it. */
export function scramFirst(account: string, gs2 = 'n,,'): ScramFirst {
  const nonce = randomBytes(18).toString('base64');
  const bare = `n=${saslName(account)},r=${nonce}`;
  return { nonce, bare, message: `${gs2}${bare}` };
}

/** RFC 5802 section 3. @param serverFirst as it came; its nonce must go on where the client's ends */
export function scramFinal(first: ScramFirst, serverFirst: string, password: string): ScramFinal {
  const { r: nonce = '', s: salt = '', i: iterations = '' } = attributes(serverFirst);
  const gs2 = first.message.slice(0, first.message.indexOf(first.bare));
  const withoutProof = `c=${Buffer.from(gs2).toString('base64')},r=${nonce}`;
  const salted = pbkdf2Sync(password.normalize('NFKC'), Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
  const authMessage = `${first.bare},${serverFirst},${withoutProof}`;
  const clientKey = hmac(salted, 'Client Key');
  const signature = hmac(createHash('sha256').update(clientKey).digest(), authMessage);
  const proof = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0));
  const serverSignature = hmac(hmac(salted, 'Server Key'), authMessage);
  return {
    message: `${withoutProof},p=${Buffer.from(proof).toString('base64')}`,
    isProof(serverFinal) {
      const given = Buffer.from(attributes(serverFinal).v ?? '', 'base64');
      return given.length === serverSignature.length && timingSafeEqual(given, serverSignature);
    },
  };
}

/** `a=1,b=2`; a value may hold `=`. */
export function attributes(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}

function saslName(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

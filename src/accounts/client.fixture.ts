// The client's side of SCRAM-SHA-256, by itself: it shares nothing with the server's.
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/** @returns the client-final-message, and the server-final-message that must answer it */
export function answer(
  password: string,
  clientFirst: string,
  serverFirst: string,
): { readonly message: string; readonly expected: string } {
  const [, header = '', bare = ''] = /^([^,]*,[^,]*,)(.*)$/s.exec(clientFirst) ?? [];
  const [, nonce = '', salt = '', iterations = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(serverFirst) ?? [];
  const salted = pbkdf2Sync(password.normalize('NFKC'), Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
  const sign = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const clientKey = sign(salted, 'Client Key');
  const withoutProof = `c=${Buffer.from(header).toString('base64')},r=${nonce}`;
  const signed = `${bare},${serverFirst},${withoutProof}`;
  const signature = sign(createHash('sha256').update(clientKey).digest(), signed);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  return {
    message: `${withoutProof},p=${proof.toString('base64')}`,
    expected: `v=${sign(sign(salted, 'Server Key'), signed).toString('base64')}`,
  };
}

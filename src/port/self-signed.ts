// A certificate that the server makes for itself, for a quick start: nobody has signed it, so people compare its fingerprint.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { CertificateFiles } from './certificates.ts';

const DAY_MS = 86_400_000;
/** As long as any client accepts without a complaint of its own (Apple: 825 days). */
const VALID_DAYS = 800;
/** RFC 5280, appendix A.1 */
const LONGEST_COMMON_NAME = 64;
/** One that ends soon is made anew when the server starts. */
const LEFT_DAYS = 30;

/**
 * The certificate that this server has made for itself and keeps in `folder`; made now if there is none, or if it ends soon.
 * @throws the system's error if it cannot be kept
 */
export async function selfSigned(folder: string): Promise<CertificateFiles> {
  const files = { cert: join(folder, 'tls-cert.pem'), key: join(folder, 'tls-key.pem') };
  if (isGood(files)) return files;
  // Only now: it takes longer to load than all the rest.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: hostname().slice(0, LONGEST_COMMON_NAME) }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: ownNames() },
    ],
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // One that is there would keep its mode.
  rmSync(files.key, { force: true });
  writeFileSync(files.key, made.private, { mode: 0o600 });
  // So that it can stand before its key in one file.
  writeFileSync(files.cert, `${made.cert}\n`);
  return files;
}

function isGood({ cert, key }: CertificateFiles): boolean {
  try {
    const x509 = new X509Certificate(readFileSync(cert));
    const isOurs = x509.checkPrivateKey(createPrivateKey(readFileSync(key)));
    return isOurs && Date.parse(x509.validTo) > Date.now() + LEFT_DAYS * DAY_MS;
  } catch {
    // Not there, or no certificate: another is made.
    return false;
  }
}

function ownNames(): { readonly type: 2 | 7; readonly value?: string; readonly ip?: string }[] {
  const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  // An address with a zone (fe80::1%eth0) is none in a certificate.
  const plain = addresses.map(({ address }) => address).filter((address) => !address.includes('%'));
  return [
    ...new Set(['localhost', hostname()]).values().map((value) => ({ type: 2, value }) as const),
    ...new Set(plain).values().map((ip) => ({ type: 7, ip }) as const),
  ];
}

// Certificates and TLS servers of the tests' own.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';
import { opened } from './scripted.ts';

export interface Certificate {
  /** PEM */
  readonly cert: string;
  /** PEM */
  readonly key: string;
  /** SHA-256, 64 lower-case hexadecimal digits. */
  readonly fingerprint: string;
}

const CURVE = { keyType: 'ec', algorithm: 'sha256' } as const;

/** A certificate for `name` that `authority` vouches for; null: nobody but itself. It is valid for a day until `end`. */
export async function certificateFor(name: string, authority: Certificate | null, end?: Date): Promise<Certificate> {
  const notAfterDate = end ?? new Date(Date.now() + 43_200_000);
  const made = await generate([{ name: 'commonName', value: name }], {
    ...CURVE,
    notBeforeDate: new Date(notAfterDate.getTime() - 86_400_000),
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
    ...(authority === null ? {} : { ca: authority }),
  });
  return withFingerprint(made.cert, made.private);
}

/** Somebody who can vouch for others. */
export async function authority(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Authority of the tests' }], {
    ...CURVE,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return withFingerprint(made.cert, made.private);
}

function withFingerprint(cert: string, key: string): Certificate {
  return { cert, key, fingerprint: new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase() };
}

/** A fingerprint as people compare it. */
export function withColons(fingerprint: string): string {
  return fingerprint.toUpperCase().replace(/..(?!$)/g, '$&:');
}

/** Writes texts into files of these names, which are gone when the test is over. @returns their paths */
export function files<Names extends string>(texts: Readonly<Record<Names, string>>): Readonly<Record<Names, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'chaguan-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = Object.entries<string>(texts).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return [name, path];
  });
  return Object.fromEntries(paths);
}

/** A TLS server of a few lines on a free port of this machine, until the test is over. @returns the port */
export async function scriptedTls(
  { cert, key }: Certificate,
  serve: (socket: TLSSocket) => void,
  options: TlsOptions = {},
): Promise<number> {
  return await opened(createServer({ cert, key, allowHalfOpen: true, ...options }), 'secureConnection', serve);
}

// The server's certificates, from files that may change while it runs.
import { X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { type Certificate, Tls } from './tls.ts';

/** Where a certificate chain and its key are, both PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** How often it is looked whether a file has changed; links to files that change (certbot) are seen so too. */
const LOOK_EVERY_MS = 2000;

/** What is wrong with a certificate, as whoever starts the server has to know. */
export class CertificateError extends Error {
  readonly files: string;

  constructor(files: readonly CertificateFiles[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.files = files.map(({ cert, key }) => `${cert}, ${key}`).join('; ');
  }
}

/** What came of reading the files again. */
export type Renewal =
  | { readonly kind: 'renewed'; readonly fingerprint: string }
  | { readonly kind: 'kept'; readonly error: unknown };

/** The server's TLS with certificates from files, read again when they change. */
export interface KeptTls {
  readonly tls: Tls;
  /** SHA-256 of the certificate that is shown first, as people compare it. */
  readonly fingerprint: string;
  /** Reads the files again now. What cannot be used changes nothing. */
  renew(): void;
  close(): void;
}

/**
 * @param told is called after each time that the files were read again
 * @throws CertificateError
 */
export function keepTls(
  files: readonly CertificateFiles[],
  handshakeMs: number,
  told: (renewal: Renewal) => void,
): KeptTls {
  const read = (): readonly Certificate[] =>
    files.map(({ cert, key }) => ({ cert: readFileSync(cert), key: readFileSync(key) }));
  let used: readonly Certificate[];
  let tls: Tls;
  try {
    used = read();
    tls = new Tls(used, handshakeMs);
  } catch (error) {
    throw new CertificateError(files, error);
  }
  const renew = (): void => {
    try {
      const certificates = read();
      tls.renew(certificates);
      used = certificates;
      told({ kind: 'renewed', fingerprint: fingerprintOf(used) });
    } catch (error) {
      told({ kind: 'kept', error });
    }
  };
  // A certificate and its key change together, and each is noticed.
  const changed = (): void => {
    if (!isUsed()) renew();
  };
  const isUsed = (): boolean => {
    try {
      return read().every(({ cert, key }, at) => used[at]?.cert.equals(cert) && used[at].key.equals(key));
    } catch {
      return false;
    }
  };
  const paths = new Set(files.flatMap(({ cert, key }) => [cert, key]));
  for (const path of paths) watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, changed);
  return {
    tls,
    get fingerprint() {
      return fingerprintOf(used);
    },
    renew,
    close: () => {
      for (const path of paths) unwatchFile(path, changed);
    },
  };
}

function fingerprintOf([first]: readonly Certificate[]): string {
  return first === undefined ? '' : new X509Certificate(first.cert).fingerprint256;
}

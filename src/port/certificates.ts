// The server's certificates, from files that may change while it runs.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Certificate, Tls } from './tls.ts';

/** Where a certificate chain and its key are, both PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** How often it is looked whether a file has changed. */
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
  /** As they were read last, whether they can be used or not; null: they could not be read. */
  let seen: readonly Certificate[] | null;
  let used: readonly Certificate[];
  let tls: Tls;
  try {
    used = read();
    tls = new Tls(used, handshakeMs);
    seen = used;
  } catch (error) {
    throw new CertificateError(files, error);
  }
  const renew = (): void => {
    seen = null;
    try {
      seen = read();
      tls.renew(seen);
      used = seen;
      told({ kind: 'renewed', fingerprint: fingerprintOf(used) });
    } catch (error) {
      told({ kind: 'kept', error });
    }
  };
  const look = (): void => {
    if (!areSame(seen, orNull(read))) renew();
  };
  // Watched by the system, they would be compared with what they were a little later, and links to files that change not be seen.
  const looking = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    tls,
    get fingerprint() {
      return fingerprintOf(used);
    },
    renew,
    close: () => clearInterval(looking),
  };
}

function areSame(some: readonly Certificate[] | null, others: readonly Certificate[] | null): boolean {
  if (some === null || others === null) return some === others;
  return some.every(({ cert, key }, at) => others[at]?.cert.equals(cert) && others[at].key.equals(key));
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function fingerprintOf([first]: readonly Certificate[]): string {
  return first === undefined ? '' : new X509Certificate(first.cert).fingerprint256;
}

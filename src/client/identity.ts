// The certificate by which this client can be known.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ClientOptionSentences } from '../i18n/client-options.ts';

/** What TLS shows and proves, in PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** What is wrong with a file, in the words of a mistake. */
export class UnusableFile extends Error {}

/**
 * Reads a certificate (with those that lead to its authority, if it has any) and its key.
 * @throws UnusableFile with a sentence to read
 */
export function readIdentity(certFile: string, keyFile: string, t: ClientOptionSentences): Identity {
  const cert = read(certFile, t);
  const key = read(keyFile, t);
  const certificate = attempt(
    () => new X509Certificate(cert),
    () => t.noCertificateIn(certFile),
  );
  const privateKey = attempt(
    () => createPrivateKey(key),
    () => (key.includes('ENCRYPTED') ? t.keyIsLocked(keyFile) : t.noKeyIn(keyFile)),
  );
  if (!certificate.checkPrivateKey(privateKey)) throw new UnusableFile(t.keyDoesNotFit(keyFile, certFile));
  return { cert, key };
}

function read(file: string, t: ClientOptionSentences): string {
  return attempt(
    () => readFileSync(file, 'utf8'),
    (code) => t.cannotRead(file, { ENOENT: t.noSuchFile, EACCES: t.noPermission }[code] ?? code),
  );
}

function attempt<T>(act: () => T, sentence: (code: string) => string): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UnusableFile(sentence('code' in error ? String(error.code) : ''), { cause: error });
  }
}

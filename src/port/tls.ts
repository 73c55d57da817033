// TLS around a stream. What comes out of it is again whatever a client may speak.

import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { Secured, Stream } from './connection.ts';

/** A certificate chain and its key, both PEM. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** What came of a handshake: one of these is called, once. */
export interface Handshake {
  secured(stream: TLSSocket, secured: Secured): void;
  /** The stream is closed then. */
  failed(why: string): void;
}

/** What programs that fetch pages name in their ClientHello (RFC 7301); clients of a chat do not. */
const HTTP_IN_ALPN = Buffer.from('http/1.1');

/** The record that says that no handshake can be (RFC 8446 section 6: fatal, handshake_failure). */
export const NO_TLS_HERE = Buffer.from([0x15, 3, 3, 0, 2, 2, 40]);

interface Identity {
  readonly x509: X509Certificate;
  readonly context: SecureContext;
}

/** The server's side of TLS 1.2 and 1.3. */
export class Tls {
  #identities: readonly Identity[];
  readonly #handshakeMs: number;

  /**
   * @param certificates at least one; the one whose names fit is shown, otherwise the first
   * @param handshakeMs how long a handshake may take
   * @throws the system's error for what is no certificate, or a key of another
   */
  constructor(certificates: readonly Certificate[], handshakeMs: number) {
    this.#identities = certificates.map(identityOf);
    this.#handshakeMs = handshakeMs;
  }

  /** New handshakes use these from now on; who is connected stays so. @throws as the constructor; then nothing changes */
  renew(certificates: readonly Certificate[]): void {
    this.#identities = certificates.map(identityOf);
  }

  /** @param first what was read of the stream and has been put back: the ClientHello, or its beginning */
  accept(stream: Stream, first: Uint8Array, handshake: Handshake): void {
    const secure = new TLSSocket(stream, {
      isServer: true,
      secureContext: this.#for(null),
      SNICallback: (name, done) => done(null, this.#for(name)),
      // A browser would ask its user for a certificate.
      requestCert: !Buffer.from(first).includes(HTTP_IN_ALPN),
      // It need not be signed by anybody: accounts know its fingerprint.
      rejectUnauthorized: false,
    });
    let isDone = false;
    const finish = (tell: () => void): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(deadline);
      secure.off('end', ended).off('close', closed);
      tell();
    };
    const fail = (why: string): void =>
      finish(() => {
        secure.destroy();
        stream.destroy();
        handshake.failed(why);
      });
    const ended = (): void => fail('ended');
    const closed = (): void => fail('closed');
    const deadline = setTimeout(() => fail('timed out'), this.#handshakeMs);
    secure.on('end', ended).on('close', closed);
    secure.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    secure.once('secure', () => finish(() => handshake.secured(secure, securedBy(secure))));
  }

  #for(name: string | null): SecureContext {
    const [first] = this.#identities;
    if (first === undefined) throw new Error('no certificate');
    const fitting = name === null ? undefined : this.#identities.find(({ x509 }) => x509.checkHost(name) !== undefined);
    return (fitting ?? first).context;
  }
}

function identityOf({ cert, key }: Certificate): Identity {
  return { x509: new X509Certificate(cert), context: createSecureContext({ cert, key, minVersion: 'TLSv1.2' }) };
}

function securedBy(secure: TLSSocket): Secured {
  const fingerprint = secure.getPeerX509Certificate()?.fingerprint256;
  return {
    version: secure.getProtocol() ?? 'unknown',
    cipher: secure.getCipher().standardName,
    fingerprint: fingerprint?.replaceAll(':', '').toLowerCase() ?? null,
  };
}

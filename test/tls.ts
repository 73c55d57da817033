// Clients that come through TLS, with a certificate of their own or without.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';
import { TestClient } from './client.ts';

/** PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256, as 64 lower-case hexadecimal digits. */
  readonly fingerprint: string;
}

/** A certificate that nobody else has, signed by itself. */
export async function makeCertificate(): Promise<ClientCertificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
  const fingerprint = new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();
  return { cert, key, fingerprint };
}

/** As `connect`, through TLS. Whose certificate the server shows is not looked at. */
export async function connectSecurely(
  port: number,
  certificate: ClientCertificate | null,
  called = 'client',
): Promise<TestClient> {
  const own = certificate === null ? {} : { cert: certificate.cert, key: certificate.key };
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...own });
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'secureConnect');
  return new TestClient(socket, called);
}

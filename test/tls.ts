// Clients that come through TLS, with a certificate of their own or without.
import { once } from 'node:events';
import { connect } from 'node:tls';
import { onTestFinished } from 'vitest';
import { type Certificate, certificateFor } from './certificates.ts';
import { TestClient } from './client.ts';

/** A certificate that nobody else has, signed by itself. */
export function makeCertificate(): Promise<Certificate> {
  return certificateFor('localhost', null);
}

/** As `connect`, through TLS. Whose certificate the server shows is not looked at. */
export async function connectSecurely(
  port: number,
  certificate: Certificate | null,
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

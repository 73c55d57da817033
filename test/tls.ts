// TLS: a server that has a certificate, and clients that have one of their own or none.
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, onTestFinished } from 'vitest';
import { type Certificate, certificateFor } from './certificates.ts';
import { TestClient } from './client.ts';

/** A certificate that nobody else has, signed by itself. */
export function makeCertificate(): Promise<Certificate> {
  return certificateFor('localhost', null);
}

/** Options of a server that has a certificate of that name, for all tests of a file: its files are there until they are over. */
export async function tlsOptions(name = 'localhost'): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chaguan-tls-'));
  afterAll(() => rm(folder, { recursive: true }));
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const { cert, key } = await certificateFor(name, null);
  await Promise.all([writeFile(certFile, cert), writeFile(keyFile, key)]);
  return ['--tls-cert', certFile, '--tls-key', keyFile];
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

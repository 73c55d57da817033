// TLS: a server that has a certificate, and clients that have one of their own or none.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, onTestFinished } from 'vitest';
import { TestClient } from './client.ts';

/** PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256, as 64 lower-case hexadecimal digits. */
  readonly fingerprint: string;
}

/** A certificate that nobody else has, signed by itself. */
export async function makeCertificate(): Promise<TestCertificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
  const fingerprint = new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();
  return { cert, key, fingerprint };
}

/** Options of a server that has a certificate, for all tests of a file: its files are there until they are over. */
export async function tlsOptions(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chaguan-tls-'));
  afterAll(() => rm(folder, { recursive: true }));
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const { cert, key } = await makeCertificate();
  await Promise.all([writeFile(certFile, cert), writeFile(keyFile, key)]);
  return ['--tls-cert', certFile, '--tls-key', keyFile];
}

/** As `connect`, through TLS. Whose certificate the server shows is not looked at. */
export async function connectSecurely(
  port: number,
  certificate: TestCertificate | null,
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

// Between a client and the server: a line that can break, and TLS for a client that speaks nothing else.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface Relay {
  readonly port: number;
  /** Breaks all connections that go through it; new ones are taken. */
  cut(): void;
}

/** Opens a relay to a port of 127.0.0.1, until the test is over. */
export function relay(port: number): Promise<Relay> {
  return open(createServer(), 'connection', port);
}

/** As `relay`, with TLS on the client's side. `certificate` is the file of the certificate, which nobody else has signed. */
export async function tlsRelay(port: number): Promise<Relay & { readonly certificate: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'chaguan-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost';
  const { status, stderr } = spawnSync('openssl', [...request.split(' '), '-keyout', key, '-out', certificate]);
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) });
  return { ...(await open(server, 'secureConnection', port)), certificate };
}

async function open(server: Server, event: 'connection' | 'secureConnection', to: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  server.on(event, (client: Socket) => {
    const onward = createConnection({ port: to, host: '127.0.0.1' });
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      // That it broke is what the other side is told.
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroySoon();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server on TCP has a port');
  return { port: address.port, cut };
}

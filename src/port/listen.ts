import { createServer, type Server, type Socket } from 'node:net';
import type { Peer } from '../chat/command.ts';
import { type Connection, StreamConnection } from './connection.ts';

/** Connections that the system may hold for us until they are accepted: a whole school coming in at once. */
const BACKLOG = 4096;

const V4_IN_V6 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An address as it is known here: IPv4 as IPv4, whatever the listening socket was. */
export function hostOf(address: string): string {
  return address.replace(V4_IN_V6, '');
}

/** The address of a socket's other side. */
function peerOf(socket: Socket): Peer {
  return { host: hostOf(socket.remoteAddress ?? 'unknown'), port: socket.remotePort ?? 0 };
}

/** A listening socket. */
export interface Listener {
  readonly port: number;
  /** Takes nobody new and frees the port. */
  close(): void;
}

/**
 * Listens on `host` (null: all interfaces, IPv4 and IPv6) and `port` (0: any free one).
 * @param failed is told of mistakes while it listens, which end nothing
 * @throws the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL …) if that cannot be had
 */
export function listen(
  host: string | null,
  port: number,
  accept: (connection: Connection) => void,
  failed: (error: Error) => void,
): Promise<Listener> {
  const { promise, resolve, reject } = Promise.withResolvers<Listener>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) =>
    accept(new StreamConnection(socket, peerOf(socket), null)),
  );
  server.once('error', reject);
  server.listen({ port, backlog: BACKLOG, ...(host === null ? {} : { host }) }, () => {
    server.on('error', failed);
    const address = server.address();
    const actual = typeof address === 'object' && address !== null ? address.port : port;
    resolve({ port: actual, close: () => server.close() });
  });
  return promise;
}

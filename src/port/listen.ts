import { createServer, type Server } from 'node:net';
import { type Connection, TcpConnection } from './connection.ts';

/** Connections that the system may hold for us until they are accepted: a whole school coming in at once. */
const BACKLOG = 4096;

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
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => accept(new TcpConnection(socket)));
  server.once('error', reject);
  server.listen({ port, backlog: BACKLOG, ...(host === null ? {} : { host }) }, () => {
    server.on('error', failed);
    const address = server.address();
    const actual = typeof address === 'object' && address !== null ? address.port : port;
    resolve({ port: actual, close: () => server.close() });
  });
  return promise;
}

// Listening sockets: where people come in.
import { chmodSync, rmSync, statSync } from 'node:fs';
import { createConnection, createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import type { Peer } from '../chat/command.ts';
import type { Stream } from './connection.ts';

/** Where to listen. `host` null: all interfaces, IPv4 and IPv6; `port` 0: any free one. */
export type ListenAddress =
  | StreamAddress
  | { readonly kind: 'udp'; readonly host: string | null; readonly port: number };

/** Those over which streams come. */
export type StreamAddress =
  | { readonly kind: 'tcp'; readonly host: string | null; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** A listening socket. */
export interface Listener {
  /** With the port that it has. */
  readonly address: ListenAddress;
  /** Takes nobody new and frees the port. */
  close(): void;
}

/** Connections that the system may hold for us until they are accepted: a whole school coming in at once. */
const BACKLOG = 4096;
const V4_IN_V6 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An address as it is known here: IPv4 as IPv4, whatever the listening socket was. */
export function hostOf(address: string): string {
  return address.replace(V4_IN_V6, '');
}

/**
 * Listens for streams.
 * @param accept gets streams that allow half-open connections and have not been read from
 * @param failed is told of mistakes while it listens, which end nothing
 * @throws the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL …) if that cannot be had
 */
export async function listen(
  address: StreamAddress,
  accept: (stream: Stream, peer: Peer) => void,
  failed: (error: Error) => void,
): Promise<Listener> {
  if (address.kind === 'unix') await removeLeftover(address.path);
  const { promise, resolve, reject } = Promise.withResolvers<Listener>();
  let fromUnix = 0;
  const peerOf = ({ remoteAddress, remotePort = 0 }: Socket): Peer | null => {
    if (address.kind === 'unix') return { host: 'unix', port: ++fromUnix };
    return remoteAddress === undefined ? null : { host: hostOf(remoteAddress), port: remotePort };
  };
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    const peer = peerOf(socket);
    // Reset before it was accepted.
    if (peer === null) socket.destroy();
    else accept(socket, peer);
  });
  server.once('error', reject);
  server.listen(listenOptions(address), () => {
    server.on('error', failed);
    const bound = server.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    // Whoever may enter the folder may call: it is as open as a port.
    if (address.kind === 'unix') chmodSync(address.path, 0o666);
    resolve({ address: address.kind === 'tcp' ? { ...address, port } : address, close: () => server.close() });
  });
  return promise;
}

function listenOptions(address: StreamAddress): ListenOptions {
  if (address.kind === 'unix') return { path: address.path, backlog: BACKLOG };
  const { host, port } = address;
  return { port, backlog: BACKLOG, ...(host === null ? {} : { host }) };
}

/** The socket of a server that had no time to remove it; one that somebody listens on stays. */
async function removeLeftover(path: string): Promise<void> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isSocket()) return;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createConnection(path);
  probe.once('connect', () => resolve(false));
  probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  if (await promise) rmSync(path);
  probe.destroy();
}

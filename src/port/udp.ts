// Plain text over UDP: a datagram is a message, and a peer is an address that has been confirmed (udp-peers.ts).
import { randomInt } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type Peer, peerName } from '../chat/command.ts';
import type { Connection, ConnectionEnd, ConnectionEvents } from './connection.ts';
import { datagramsOf } from './datagrams.ts';
import { hostOf, type ListenAddress, type Listener } from './listen.ts';
import type { Pieces } from './outbox.ts';
import { type UdpLimits, UdpPeers } from './udp-peers.ts';

/** How often it is looked who has been silent for too long. */
const SWEEP_MS = 1000;

export interface UdpSocketLimits extends UdpLimits {
  /** Bytes that may wait until the system takes them; what comes then is dropped. */
  readonly queueBytes: number;
}

export interface UdpListener extends Listener {
  readonly address: UdpAddress;
  /** Datagrams of confirmed peers, or to them, that were lost here: nobody read them in time, or the system did not take them. */
  readonly dropped: number;
}

/** Where to listen for datagrams. */
export type UdpAddress = Extract<ListenAddress, { readonly kind: 'udp' }>;

/**
 * Listens for datagrams. `close` takes nobody new at once, and frees the port when nobody is left.
 * @param accept is given a connection for each address that has been confirmed
 * @param failed is told of mistakes while it listens, which end nothing
 * @throws the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL …) if that cannot be had
 */
export async function listenUdp(
  address: UdpAddress,
  limits: UdpSocketLimits,
  accept: (connection: Connection) => void,
  failed: (error: Error) => void,
): Promise<UdpListener> {
  const socket = await bound(address);
  socket.on('error', failed);
  return new UdpSocket(socket, address, limits, accept);
}

async function bound({ host, port }: UdpAddress): Promise<Socket> {
  if (host !== null) {
    const { address, family } = await lookup(host);
    return bind(family === 6 ? 'udp6' : 'udp4', address, port);
  }
  try {
    return await bind('udp6', '::', port);
  } catch (error) {
    // A machine without IPv6.
    if ((error as NodeJS.ErrnoException).code !== 'EAFNOSUPPORT') throw error;
    return bind('udp4', '0.0.0.0', port);
  }
}

async function bind(type: 'udp4' | 'udp6', address: string, port: number): Promise<Socket> {
  const socket = createSocket(type);
  try {
    socket.bind({ port, address });
    await once(socket, 'listening');
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

class UdpSocket implements UdpListener {
  readonly address: UdpAddress;
  readonly #socket: Socket;
  readonly #limits: UdpSocketLimits;
  readonly #accept: (connection: Connection) => void;
  readonly #peers: UdpPeers;
  readonly #connections = new Map<string, UdpConnection>();
  readonly #sweep: NodeJS.Timeout;
  #dropped = 0;
  /** Bytes given to the system that it has not taken yet. */
  #waiting = 0;
  #stage: 'open' | 'closing' | 'closed' = 'open';

  constructor(socket: Socket, asked: UdpAddress, limits: UdpSocketLimits, accept: (connection: Connection) => void) {
    this.#socket = socket;
    this.#limits = limits;
    this.#accept = accept;
    this.#peers = new UdpPeers(limits, () => performance.now(), randomInt);
    this.address = { ...asked, port: socket.address().port };
    socket.on('message', (bytes, from) => this.#receive(bytes, from));
    this.#sweep = setInterval(() => this.#forgetSilent(), SWEEP_MS);
  }

  get dropped(): number {
    return this.#dropped;
  }

  close(): void {
    if (this.#stage === 'open') this.#stage = 'closing';
    this.#closeIfDone();
  }

  #receive(bytes: Buffer, from: RemoteInfo): void {
    // As if from ourselves: the code would come back, and everything else too.
    if (from.port === this.address.port) return;
    const peer: Peer = { host: hostOf(from.address), port: from.port };
    const connection = this.#connections.get(peerName(peer));
    if (connection === undefined && this.#stage !== 'open') return;
    const verdict = this.#peers.receive(peer, bytes);
    switch (verdict.kind) {
      case 'drop':
        return;
      case 'ask':
        return this.#send(verdict.answer, from);
      case 'welcome':
        return this.#welcome(peer, from, verdict.first);
      case 'hear':
        if (connection?.receive(bytes) === false) this.#dropped++;
    }
  }

  #welcome(peer: Peer, to: RemoteInfo, first: Uint8Array): void {
    const send = (datagram: Uint8Array): void => this.#send(datagram, to);
    const connection = new UdpConnection(peer, first, send, () => this.#forget(peer));
    this.#connections.set(peerName(peer), connection);
    this.#accept(connection);
  }

  #send(datagram: Uint8Array, { address, port }: RemoteInfo): void {
    if (this.#waiting + datagram.length > this.#limits.queueBytes) {
      this.#dropped++;
      return;
    }
    this.#waiting += datagram.length;
    this.#socket.send(datagram, port, address, (error) => {
      this.#waiting -= datagram.length;
      if (error !== null) this.#dropped++;
      this.#closeIfDone();
    });
  }

  #forget(peer: Peer): void {
    this.#peers.forget(peer);
    this.#connections.delete(peerName(peer));
    this.#closeIfDone();
  }

  #forgetSilent(): void {
    for (const key of this.#peers.forgetSilent()) this.#connections.get(key)?.close('timed-out');
  }

  #closeIfDone(): void {
    if (this.#stage !== 'closing' || this.#connections.size > 0 || this.#waiting > 0) return;
    this.#stage = 'closed';
    clearInterval(this.#sweep);
    this.#socket.close();
  }
}

class UdpConnection implements Connection {
  readonly peer: Peer;
  readonly secured = null;
  readonly carries = 'datagrams';
  /** Nothing is kept for a reader who is slow: it is lost. */
  readonly unsent = 0;
  readonly #send: (datagram: Uint8Array) => void;
  readonly #gone: () => void;
  #first: Uint8Array | null;
  #events: ConnectionEvents | null = null;
  #stage: 'open' | 'paused' | 'closed' = 'open';

  constructor(peer: Peer, first: Uint8Array, send: (datagram: Uint8Array) => void, gone: () => void) {
    this.peer = peer;
    this.#first = first;
    this.#send = send;
    this.#gone = gone;
  }

  open(events: ConnectionEvents): void {
    this.#events = events;
    const first = this.#first;
    this.#first = null;
    // Like everything that comes: not before whoever opens it is ready.
    if (first !== null) queueMicrotask(() => this.receive(first));
  }

  /** Hands over a datagram. @returns false if nobody reads now: TCP would keep it with its sender, here it is lost */
  receive(bytes: Uint8Array): boolean {
    if (this.#stage !== 'open') return false;
    // An empty one says only that somebody is there.
    if (bytes.length > 0) this.#events?.data(bytes);
    return true;
  }

  write(_bytes: Uint8Array, pieces: Pieces): void {
    if (this.#stage === 'closed') return;
    for (const piece of pieces.apart()) for (const datagram of datagramsOf(piece)) this.#send(datagram);
  }

  overflow(): void {
    this.close('too-slow');
  }

  end(): void {
    this.close('ended');
  }

  close(how: ConnectionEnd): void {
    if (this.#stage === 'closed') return;
    this.#stage = 'closed';
    this.#gone();
    // Not while somebody is in the middle of ending it.
    setImmediate(() => this.#events?.closed(how));
  }

  pause(): void {
    if (this.#stage === 'open') this.#stage = 'paused';
  }

  resume(): void {
    if (this.#stage === 'paused') this.#stage = 'open';
  }
}

import type { Socket } from 'node:net';
import type { Peer } from '../chat/command.ts';
import type { Sink } from './outbox.ts';

/** How a connection came to its end. */
export type ConnectionEnd = 'ended' | 'reset' | 'timed-out' | 'too-slow';

export interface ConnectionEvents {
  data(chunk: Uint8Array): void;
  /** The other side sends nothing more; it may still read. */
  end(): void;
  /** Nothing comes or goes any more. Called once, the last. */
  closed(how: ConnectionEnd): void;
}

/** Bytes in and bytes out, whatever carries them. */
export interface Connection extends Sink {
  readonly peer: Peer;
  /** Begins to hand over what comes. */
  open(events: ConnectionEvents): void;
  /** Nothing more is written; what was is sent if the other side reads it within `graceMs`. */
  end(graceMs: number): void;
  pause(): void;
  resume(): void;
}

/** After this long without traffic the system asks whether the other machine is still there. */
const KEEP_ALIVE_MS = 60_000;
const V4_IN_V6 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** The address of a socket's other side; IPv4 as IPv4, whatever the listening socket was. */
function peerOf(socket: Socket): Peer {
  return { host: (socket.remoteAddress ?? 'unknown').replace(V4_IN_V6, ''), port: socket.remotePort ?? 0 };
}

/** A connection over TCP. The socket must allow half-open connections: a client that has finished sending still reads. */
export class TcpConnection implements Connection {
  readonly peer: Peer;
  readonly #socket: Socket;
  #how: ConnectionEnd = 'ended';

  constructor(socket: Socket) {
    this.#socket = socket;
    this.peer = peerOf(socket);
    // From the first moment: an error that nobody listens to would end the program.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#how = error.code === 'ETIMEDOUT' ? 'timed-out' : 'reset';
    });
  }

  open(events: ConnectionEvents): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('data', (chunk: Buffer) => events.data(chunk));
    socket.on('end', () => events.end());
    socket.on('close', () => events.closed(this.#how));
  }

  get unsent(): number {
    return this.#socket.writableLength;
  }

  write(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  overflow(): void {
    this.#how = 'too-slow';
    this.#socket.destroy();
  }

  end(graceMs: number): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    // What still comes is read and dropped: closing with unread bytes would reset the connection and lose the farewell.
    socket.removeAllListeners('data').resume();
    socket.end();
    // nc goes on waiting for its user after an end; only a reset makes it go.
    const grace = setTimeout(() => socket.resetAndDestroy(), graceMs);
    socket.once('close', () => clearTimeout(grace));
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}

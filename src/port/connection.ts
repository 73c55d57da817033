import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
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

/** The TLS around a connection. */
export interface Secured {
  /** `TLSv1.3` */
  readonly version: string;
  /** By its standard name: `TLS_AES_128_GCM_SHA256` */
  readonly cipher: string;
  /** SHA-256 of the client's certificate, as 64 lower-case hexadecimal digits; null: it showed none. */
  readonly fingerprint: string | null;
}

/** Bytes in and bytes out, whatever carries them. */
export interface Connection extends Sink {
  readonly peer: Peer;
  /** Null: everybody on the way can read it. */
  readonly secured: Secured | null;
  /**
   * A stream of bytes that are cut anywhere on the way; a stream of lines that each came as a message; datagrams, of which
   * each comes whole or not at all.
   */
  readonly carries: 'bytes' | 'lines' | 'datagrams';
  /** Begins to hand over what comes. */
  open(events: ConnectionEvents): void;
  /** Nothing more is written; what was is sent if the other side reads it within `graceMs`. */
  end(graceMs: number): void;
  pause(): void;
  resume(): void;
}

/** After this long without traffic the system asks whether the other machine is still there. */
const KEEP_ALIVE_MS = 60_000;

/** What a stream of bytes is here: a TCP or Unix socket, or TLS over one. */
export type Stream = Socket | TLSSocket;

/** A connection over a stream. The stream must allow half-open connections: a client that has finished sending still reads. */
export class StreamConnection implements Connection {
  readonly peer: Peer;
  readonly secured: Secured | null;
  readonly carries = 'bytes';
  readonly #stream: Stream;
  #how: ConnectionEnd = 'ended';
  /** Null: not opened yet, or let go of. */
  #events: ConnectionEvents | null = null;

  constructor(stream: Stream, peer: Peer, secured: Secured | null) {
    this.#stream = stream;
    this.peer = peer;
    this.secured = secured;
    // From the first moment: an error that nobody listens to would end the program.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#how = error.code === 'ETIMEDOUT' ? 'timed-out' : 'reset';
    });
  }

  open(events: ConnectionEvents): void {
    const stream = this.#stream;
    stream.setNoDelay(true);
    stream.setKeepAlive(true, KEEP_ALIVE_MS);
    this.#events = events;
    stream.on('data', (chunk: Buffer) => events.data(chunk));
    stream.on('end', () => this.#events?.end());
    stream.on('close', () => this.#events?.closed(this.#how));
    // Whoever read the beginning of it has paused it.
    stream.resume();
  }

  /**
   * Lets go of the stream, for what is carried inside it: nothing more is told of it here. `pieces`: what was read of it
   * and belongs to that, to be read again.
   */
  release(pieces: readonly Uint8Array[]): Stream {
    this.#events = null;
    const stream = this.#stream.pause().removeAllListeners('data');
    for (const piece of pieces.toReversed()) stream.unshift(piece);
    return stream;
  }

  get unsent(): number {
    return this.#stream.writableLength;
  }

  write(bytes: Uint8Array): void {
    if (this.#stream.writable) this.#stream.write(bytes);
  }

  overflow(): void {
    this.#how = 'too-slow';
    this.#stream.destroy();
  }

  end(graceMs: number): void {
    const stream = this.#stream;
    if (stream.destroyed) return;
    // What still comes is read and dropped: closing with unread bytes would reset the connection and lose the farewell.
    stream.removeAllListeners('data').resume();
    stream.end();
    const grace = setTimeout(() => cutOff(stream), graceMs);
    stream.once('close', () => clearTimeout(grace));
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }
}

/** nc goes on waiting for its user after an end; only a reset makes it go, which there is in TCP alone. */
function cutOff(stream: Stream): void {
  if (stream instanceof TLSSocket || stream.remoteAddress === undefined) stream.destroy();
  else stream.resetAndDestroy();
}

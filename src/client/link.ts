// One connection to a server, from the first packet to the last.
import { createConnection } from 'node:net';
import type { ClientSentences } from '../i18n/client.ts';
import type { Address } from './address.ts';

/** Why there is no connection. */
export type LinkEnd = keyof ClientSentences['reasons'];

export interface LinkEvents {
  opened(): void;
  received(chunk: Uint8Array): void;
  /** Nothing has come for `quietSeconds`; when nothing comes for as long again, the connection is given up. */
  quiet?(): void;
  /** The server sends nothing more. Without this the connection is closed then. */
  finished?(): void;
  /** The last event, once. */
  ended(why: LinkEnd): void;
}

export interface Link {
  send(text: string): void;
  /** Sends nothing more; the server may. */
  finish(): void;
  /** Without a word. `ended` is not called any more. */
  drop(): void;
}

const CONNECT_SECONDS = 10;

/** Calls a server. */
export function openLink(address: Address, events: LinkEvents, quietSeconds = 0): Link {
  const socket = createConnection({
    ...address,
    noDelay: true,
    keepAlive: true,
    allowHalfOpen: events.finished !== undefined,
  });
  let why: LinkEnd = 'closed';
  let isWaiting = true;
  socket.setTimeout(CONNECT_SECONDS * 1000);
  socket.on('connect', () => {
    socket.setTimeout(quietSeconds * 1000);
    isWaiting = false;
    events.opened();
  });
  socket.on('data', (chunk: Buffer) => {
    isWaiting = false;
    events.received(chunk);
  });
  socket.on('timeout', () => {
    if (isWaiting) {
      why = 'timed-out';
      socket.destroy();
    } else {
      isWaiting = true;
      events.quiet?.();
    }
  });
  socket.on('end', () => events.finished?.());
  socket.on('error', (error: NodeJS.ErrnoException) => {
    why = reasonOf(error);
  });
  socket.on('close', () => events.ended(why));
  return {
    send: (text) => {
      if (socket.writable) socket.write(text);
    },
    finish: () => socket.end(),
    drop: () => {
      socket.removeAllListeners('close');
      socket.destroy();
    },
  };
}

function reasonOf(error: NodeJS.ErrnoException): LinkEnd {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no-such-host';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'reset';
    case 'ETIMEDOUT':
      return 'timed-out';
    default:
      // With several addresses the error stands for all of them (Happy Eyeballs); the code is that of the first.
      return 'unreachable';
  }
}

// One connection to a server, from the first packet to the last.
import { type Destination, dial, distrust } from './dial.ts';
import { endOf, type LinkEnd, type LinkStage } from './link-end.ts';
import type { Trace } from './trace.ts';

export interface LinkEvents {
  opened(): void;
  received(chunk: Uint8Array): void;
  /** Nothing has come for `quietSeconds`; when nothing comes for as long again, the connection is given up. */
  quiet?(): void;
  /** The server sends nothing more. Without this the connection is closed then. */
  finished?(): void;
  /** The last event, once. */
  ended(end: LinkEnd): void;
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
export function openLink(destination: Destination, events: LinkEvents, trace: Trace | null, quietSeconds = 0): Link {
  const { security } = destination;
  const socket = dial(destination, events.finished !== undefined);
  let stage: LinkStage = 'connecting';
  let end: LinkEnd = { why: 'closed' };
  let isWaiting = false;
  socket.setTimeout(CONNECT_SECONDS * 1000);
  socket.on('connect', () => {
    trace?.connected(socket);
    if (security === null) open();
    else stage = 'sealing';
  });
  socket.on('secureConnect', () => {
    const fault = distrust(socket, security);
    if (fault === null) open();
    else {
      end = fault;
      socket.destroy();
    }
  });
  const open = (): void => {
    stage = 'open';
    socket.setTimeout(quietSeconds * 1000);
    if (security !== null) trace?.sealed(socket);
    socket.on('data', (chunk: Buffer) => {
      isWaiting = false;
      trace?.received(chunk);
      events.received(chunk);
    });
    events.opened();
  };
  socket.on('timeout', () => {
    if (stage !== 'open' || isWaiting) {
      end = { why: stage === 'sealing' ? 'not-sealed' : 'timed-out' };
      socket.destroy();
    } else {
      isWaiting = true;
      events.quiet?.();
    }
  });
  socket.on('end', () => {
    trace?.finished('server');
    events.finished?.();
  });
  socket.on('error', (error) => {
    end = endOf(error, stage);
  });
  socket.on('close', () => {
    if (stage === 'open') trace?.ended(end);
    events.ended(end);
  });
  return {
    send: (text) => {
      if (!socket.writable) return;
      const bytes = Buffer.from(text);
      trace?.sent(bytes);
      socket.write(bytes);
    },
    finish: () => {
      if (socket.writable) trace?.finished('client');
      socket.end();
    },
    drop: () => {
      if (stage === 'open' && !socket.destroyed) trace?.dropped();
      socket.removeAllListeners('close');
      socket.destroy();
    },
  };
}

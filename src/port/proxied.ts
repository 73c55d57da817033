// A stream from a proxy: whom it speaks for, before anything else of it is looked at.
import type { Peer } from '../chat/command.ts';
import type { Secured, Stream } from './connection.ts';
import { detect } from './detect.ts';
import { readProxyHeader } from './proxy-header.ts';

/** One of these is called, once. */
export interface Introduction {
  /** The stream goes on with what the client itself has sent. `peer`: null when the proxy speaks for itself. */
  introduced(peer: Peer | null, secured: Secured | null): void;
  /** Neither a PROXY header nor HTTP, in which the proxy could say the same. The stream is closed. */
  unknown(): void;
}

/**
 * Reads the PROXY header of a stream that comes from a proxy.
 * @param waitMs how long it may take to come
 */
export function introduce(stream: Stream, waitMs: number, { introduced, unknown }: Introduction): void {
  let first = Buffer.alloc(0);
  const stop = (): void => {
    clearTimeout(deadline);
    stream.pause().off('data', read).off('end', giveUp).off('close', giveUp);
  };
  const giveUp = (): void => {
    stop();
    stream.destroy();
    unknown();
  };
  const goOn = (rest: Buffer, peer: Peer | null, secured: Secured | null): void => {
    stop();
    if (rest.length > 0) stream.unshift(rest);
    introduced(peer, secured);
  };
  const read = (chunk: Buffer): void => {
    first = Buffer.concat([first, chunk]);
    const header = readProxyHeader(first);
    switch (header.kind) {
      case 'more':
        return;
      case 'wrong':
        return giveUp();
      case 'header':
        return goOn(first.subarray(header.bytes), header.peer, header.secured);
      case 'none': {
        const caller = detect(first);
        const kind = caller.kind === 'undecided' ? caller.guess : caller.kind;
        if (kind === 'http' || kind === 'tls') return goOn(first, null, null);
        // A method cut in the middle: the rest decides.
        if (caller.kind !== 'undecided') giveUp();
      }
    }
  };
  const deadline = setTimeout(giveUp, waitMs);
  stream.on('data', read).on('end', giveUp).on('close', giveUp);
}

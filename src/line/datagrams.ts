import type { Decoder, Line } from '../session/protocol.ts';
import { Cutter } from './cutter.ts';

/** Decoder of plain text where each message comes by itself: what has come is all of it, and nothing follows. */
export class DatagramDecoder implements Decoder {
  readonly patience = null;
  readonly rest = 0;
  readonly #cutter: Cutter;

  /** @param limit bytes of a message */
  constructor(limit: number) {
    this.#cutter = new Cutter(limit, 'stay');
  }

  push(datagram: Uint8Array): void {
    this.#cutter.push(Buffer.from(datagram));
    this.#cutter.mark('datagram');
  }

  next(): Line | null {
    return this.#cutter.next();
  }

  silence(): void {
    // No message goes on in the next datagram.
  }

  end(): void {
    // Nor does one wait for it.
  }
}

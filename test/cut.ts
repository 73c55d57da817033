// A stream whose first bytes come in two pieces.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** What passes goes to a socket and comes from it. What is written first is cut after so many bytes, with a pause between. */
export class CutStream extends Duplex {
  readonly #socket: Socket;
  readonly #gap: number;
  #left: number;

  /** @param gap ms between the pieces */
  constructor(socket: Socket, cut: number, gap: number) {
    super();
    this.#socket = socket;
    this.#left = cut;
    this.#gap = gap;
    socket.on('data', (chunk) => this.push(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    // What comes is pushed as it comes.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#left === 0 || chunk.length <= this.#left) {
      this.#left = Math.max(0, this.#left - chunk.length);
      this.#socket.write(chunk, done);
      return;
    }
    const cut = this.#left;
    this.#left = 0;
    this.#socket.write(chunk.subarray(0, cut));
    setTimeout(() => this.#socket.write(chunk.subarray(cut), done), this.#gap);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

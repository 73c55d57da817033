// Who is calling? From the first byte of a connection until that is known.
import { detect, type Kind } from '../port/detect.ts';

/** Who is told. */
export interface Receiver {
  /** Nothing has come for half a second: somebody wants to be spoken to first. */
  greet(): void;
  /** It is known who calls. `pieces` is all that has come so far, as it came. */
  known(kind: Kind, pieces: readonly Uint8Array[]): void;
  /** Runs what a timer set off; a mistake in it ends this connection alone. */
  guard(doing: string, run: () => void): void;
}

const GREETING_MS = 500;
/** The rest of a first line that may still be IRC or HTTP comes within this time, or not at all. */
const FIRST_LINE_MS = 1000;

export class Reception {
  readonly #receiver: Receiver;
  /** Not joined: whether somebody types key by key can be seen from the pieces. */
  readonly #pieces: Uint8Array[] = [];
  #timer: NodeJS.Timeout;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
    this.#timer = setTimeout(() => receiver.guard('greeting', () => receiver.greet()), GREETING_MS);
  }

  push(chunk: Uint8Array): void {
    this.stop();
    this.#pieces.push(chunk);
    const caller = detect(Buffer.concat(this.#pieces));
    if (caller.kind !== 'undecided') return this.#receiver.known(caller.kind, this.#pieces);
    const { guess } = caller;
    this.#timer = setTimeout(
      () => this.#receiver.guard('reading', () => this.#receiver.known(guess, this.#pieces)),
      FIRST_LINE_MS,
    );
  }

  /** Nothing more comes. @returns whether what had come can be understood without the rest */
  end(): boolean {
    this.stop();
    const caller = detect(Buffer.concat(this.#pieces));
    const kind = caller.kind === 'undecided' ? caller.guess : caller.kind;
    // Of a handshake or a request that has only begun nothing will come.
    if (this.#pieces.length === 0 || kind === 'tls' || kind === 'http') return false;
    this.#receiver.known(kind, this.#pieces);
    return true;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

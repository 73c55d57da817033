// From the bytes of a connection to its lines, one after the other, at the pace that is allowed.
import type { Connection } from '../port/connection.ts';
import { Pace } from '../port/pace.ts';
import type { Decoder, HouseRules, Line } from './protocol.ts';

/** Who handles what is read. */
export interface Reader {
  /** Whether the next line may be handled: all that the one before asked for is done. */
  readonly isFree: boolean;
  handleLine(line: Line): void;
  /** Far more came than is allowed. */
  flooded(): void;
  /** Everything has been handled, and nothing more will come. */
  finished(): void;
  /** Runs what a timer set off; a mistake in it ends this connection alone. */
  guard(doing: string, run: () => void): void;
}

export class Intake {
  readonly #decoder: Decoder;
  readonly #connection: Connection;
  readonly #reader: Reader;
  readonly #pace: Pace;
  readonly #most: number;
  #lines: Line[] = [];
  #hasEnded = false;
  #silenceTimer: NodeJS.Timeout | undefined;
  /** When the next of too many lines may be handled. */
  #paceTimer: NodeJS.Timeout | undefined;

  constructor(decoder: Decoder, connection: Connection, reader: Reader, { limits }: HouseRules) {
    this.#decoder = decoder;
    this.#connection = connection;
    this.#reader = reader;
    this.#pace = new Pace(limits.commandsPerSecond, limits.commandBurst, performance.now());
    this.#most = limits.commandBurst + limits.commandBacklog;
  }

  push(chunk: Uint8Array): void {
    clearTimeout(this.#silenceTimer);
    this.#lines.push(...this.#decoder.push(chunk));
    this.#awaitSilence();
    this.goOn();
  }

  /** Nothing more comes; what is left counts. */
  end(): void {
    clearTimeout(this.#silenceTimer);
    this.#hasEnded = true;
    this.#lines.push(...this.#decoder.end());
    this.goOn();
  }

  /** Handles the lines that wait, until the reader is busy or they come too fast. */
  goOn(): void {
    clearTimeout(this.#paceTimer);
    while (this.#reader.isFree) {
      const [line] = this.#lines;
      if (line === undefined) return this.#allDone();
      if (this.#lines.length > this.#most) return this.#reader.flooded();
      const delay = this.#pace.take(performance.now());
      if (delay > 0) {
        // What is not read yet stays with the sender.
        this.#connection.pause();
        this.#paceTimer = setTimeout(() => this.#reader.guard('reading', () => this.goOn()), delay);
        return;
      }
      this.#lines.shift();
      this.#reader.handleLine(line);
    }
  }

  /** Nothing is handled any more. */
  stop(): void {
    clearTimeout(this.#silenceTimer);
    clearTimeout(this.#paceTimer);
    this.#lines = [];
  }

  #allDone(): void {
    if (this.#hasEnded) this.#reader.finished();
    else this.#connection.resume();
  }

  #awaitSilence(): void {
    const { patience } = this.#decoder;
    if (patience === null) return;
    this.#silenceTimer = setTimeout(() => this.#reader.guard('reading', () => this.#silence()), patience);
  }

  #silence(): void {
    this.#lines.push(...this.#decoder.silence());
    this.#awaitSilence();
    this.goOn();
  }
}

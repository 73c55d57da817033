// From the bytes of a connection to its lines, one after the other, at the pace that is allowed.
import type { Connection } from '../port/connection.ts';
import { Pace } from '../port/pace.ts';
import type { Decoder, HouseRules, Line, StreamEnd } from './protocol.ts';

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
  readonly #mostDelayed: number;
  #stage: 'open' | 'ended' | 'stopped' = 'open';
  /** The line that waits for its turn. */
  #delayed: Line | null = null;
  /** How many were delayed since the sender was last caught up with and could go on at once. */
  #delays = 0;
  #isCaughtUp = true;
  #turnTimer: NodeJS.Timeout | undefined;
  #silenceTimer: NodeJS.Timeout | undefined;
  #silenceCheck: NodeJS.Immediate | undefined;

  constructor(decoder: Decoder, connection: Connection, reader: Reader, { limits }: Pick<HouseRules, 'limits'>) {
    this.#decoder = decoder;
    this.#connection = connection;
    this.#reader = reader;
    this.#pace = new Pace(limits.commandsPerSecond, limits.commandBurst, performance.now());
    this.#mostDelayed = limits.commandBacklog;
  }

  push(chunk: Uint8Array): void {
    if (this.#stage !== 'open') return;
    this.#endSilence();
    // What has not been read stays with the sender.
    if (!this.#reader.isFree) this.#connection.pause();
    this.#decoder.push(chunk);
    this.goOn();
  }

  /** Nothing more comes. What has come is still handled. */
  end(how: StreamEnd): void {
    if (this.#stage === 'stopped') return;
    this.#endSilence();
    if (this.#stage === 'open') this.#decoder.end(how);
    this.#stage = 'ended';
    this.goOn();
  }

  /** Handles the lines that wait, until the reader is busy or they come too fast. */
  goOn(): void {
    clearTimeout(this.#turnTimer);
    while (this.#reader.isFree) {
      const line = this.#delayed ?? this.#decoder.next();
      if (line === null) return this.#caughtUp();
      const wait = this.#pace.take(performance.now());
      if (wait > 0) return this.#delay(line, wait);
      if (this.#isCaughtUp) this.#delays = 0;
      this.#isCaughtUp = false;
      this.#delayed = null;
      this.#reader.handleLine(line);
    }
  }

  /** Nothing is handled any more. */
  stop(): void {
    this.#stage = 'stopped';
    this.#delayed = null;
    this.#endSilence();
    clearTimeout(this.#turnTimer);
  }

  #delay(line: Line, wait: number): void {
    const isNew = this.#delayed === null;
    this.#delayed = line;
    this.#isCaughtUp = false;
    if (isNew && ++this.#delays > this.#mostDelayed) return this.#reader.flooded();
    this.#connection.pause();
    this.#turnTimer = setTimeout(() => this.#reader.guard('reading', () => this.goOn()), wait);
  }

  #caughtUp(): void {
    this.#isCaughtUp = true;
    if (this.#stage === 'ended') return this.#reader.finished();
    this.#connection.resume();
    this.#awaitSilence();
  }

  /** Only when all that has come has been looked at: silence is when nothing follows, not when nothing is read. */
  #awaitSilence(): void {
    this.#endSilence();
    const { patience } = this.#decoder;
    if (patience === null) return;
    this.#silenceTimer = setTimeout(() => {
      // A busy server may be late: what came in the meantime is read first.
      this.#silenceCheck = setImmediate(() => this.#reader.guard('reading', () => this.#silence()));
    }, patience);
  }

  #endSilence(): void {
    clearTimeout(this.#silenceTimer);
    clearImmediate(this.#silenceCheck);
  }

  #silence(): void {
    this.#decoder.silence();
    this.goOn();
  }
}

// What passes over a connection, between its outbox and the system, and who looks on.
import { TRACE_PACE } from '../limits.ts';
import type { Connection, ConnectionEnd, ConnectionEvents, Secured } from '../port/connection.ts';
import { datagramsOf } from '../port/datagrams.ts';
import type { Outbox, Outboxes, Pieces, Sink } from '../port/outbox.ts';
import { Pace } from '../port/pace.ts';
import type { Decoder, Line } from './protocol.ts';
import type { Carried } from './visitor.ts';

/** What passes. */
export type Passing =
  /** What is shown from here on has been taken out of what carries it. */
  | { readonly kind: 'inside'; readonly secured: Secured | null; readonly carries: Connection['carries'] }
  /** What the system handed over at once. */
  | { readonly kind: 'came'; readonly bytes: Uint8Array }
  /** This much was taken for a message. */
  | { readonly kind: 'cut'; readonly line: Line }
  /** So many bytes are no message yet: they wait for a newline or, if that is not null, so many ms of silence. */
  | { readonly kind: 'waits'; readonly bytes: number; readonly silenceMs: number | null }
  /** What was handed to the system at once. */
  | { readonly kind: 'sent'; readonly bytes: Uint8Array }
  /** What came turned out to be something that carries something else. */
  | { readonly kind: 'carried'; readonly what: Carried }
  /** The other side sends nothing more. */
  | { readonly kind: 'finished'; readonly side: 'client' | 'server' }
  | { readonly kind: 'closed'; readonly how: ConnectionEnd }
  /** So many of these were not told: they came too fast, or nobody read them. */
  | { readonly kind: 'gap'; readonly events: number };

/** Somebody begins to look on, and ceases to. */
export type WireEvent = Passing | { readonly kind: 'begun' } | { readonly kind: 'over' };

/** How the other side itself is shown what passes. */
export type WireForm = (event: WireEvent) => Uint8Array;

/** Somebody else looks on. */
export type Watcher = (event: WireEvent) => void;

/** Runs something that may turn out to be a mistake of ours. */
type Guard = (doing: string, run: () => void) => void;

/** With nobody looking on, each write costs one question more. */
export class Wire implements Sink {
  readonly outbox: Outbox;
  readonly #connection: Connection;
  readonly #mostUnsent: number;
  readonly #guard: Guard;
  #own: Onlooker | null = null;
  #watching: Onlooker | null = null;

  /** @param limit bytes that may wait for a reader who does not read */
  constructor(connection: Connection, outboxes: Outboxes, limit: number, guard: Guard) {
    this.#connection = connection;
    // Long before what is traced would be lost for it, or no longer be asked for.
    this.#mostUnsent = limit / 4;
    this.#guard = guard;
    this.outbox = outboxes.open(this, limit);
  }

  get isWatched(): boolean {
    return this.#watching !== null;
  }

  /** The other side itself is shown what passes; null: no longer. What it is shown is not shown itself. */
  trace(form: WireForm | null): void {
    this.#own =
      form === null
        ? null
        : new Onlooker(
            (event) => this.#show(form(event)),
            () => this.#connection.unsent <= this.#mostUnsent,
          );
    this.#own?.tell({ kind: 'begun' });
    if (this.#own !== null) this.#tellInside(this.#own);
  }

  /** Somebody else is told what passes; null: no longer. */
  watch(watcher: Watcher | null): void {
    this.#watching = watcher === null ? null : new Onlooker(watcher, () => true);
    if (this.#watching !== null) this.#tellInside(this.#watching);
  }

  /** Begins to hand over what comes; see `Connection`. */
  open({ data, end, closed }: ConnectionEvents): void {
    this.#connection.open({
      data: (bytes) => {
        if (this.#isSeen) this.#tell({ kind: 'came', bytes });
        data(bytes);
      },
      end: () => {
        this.#finished('client');
        end();
      },
      closed: (how) => {
        if (this.#isSeen) this.#tell({ kind: 'closed', how });
        // What is written now goes nowhere.
        this.#own = null;
        this.#watching = null;
        closed(how);
      },
    });
  }

  cut(line: Line): void {
    if (this.#isSeen) this.#tell({ kind: 'cut', line });
  }

  /** What has come has been looked at; the decoder keeps what is no message yet. */
  rests(decoder: Decoder): void {
    if (!this.#isSeen || decoder.rest === 0) return;
    this.#tell({ kind: 'waits', bytes: decoder.rest, silenceMs: decoder.patience });
  }

  carried(what: Carried): void {
    if (this.#isSeen) this.#tell({ kind: 'carried', what });
  }

  /** Nothing more is written; see `Connection`. */
  end(graceMs: number): void {
    this.#finished('server');
    this.#connection.end(graceMs);
  }

  // What the outbox asks for (Sink).

  get unsent(): number {
    return this.#connection.unsent;
  }

  write(bytes: Uint8Array, pieces: Pieces): void {
    this.#connection.write(bytes, pieces);
    if (this.#isSeen) for (const part of this.#parts(bytes, pieces)) this.#tell({ kind: 'sent', bytes: part });
  }

  overflow(): void {
    this.#connection.overflow();
  }

  get #isSeen(): boolean {
    return this.#own !== null || this.#watching !== null;
  }

  #tell(event: WireEvent): void {
    this.#guard('tracing', () => {
      this.#own?.tell(event);
      this.#watching?.tell(event);
    });
  }

  #finished(side: 'client' | 'server'): void {
    if (this.#isSeen) this.#tell({ kind: 'finished', side });
  }

  #tellInside(onlooker: Onlooker): void {
    const { secured, carries } = this.#connection;
    if (secured !== null || carries !== 'bytes') onlooker.tell({ kind: 'inside', secured, carries });
  }

  /** Behind the outbox, which would show it again. */
  #show(bytes: Uint8Array): void {
    this.#connection.write(bytes, { apart: () => [bytes] });
  }

  #parts(bytes: Uint8Array, pieces: Pieces): Iterable<Uint8Array> {
    if (this.#connection.carries !== 'datagrams') return [bytes];
    return pieces.apart().flatMap((piece) => [...datagramsOf(piece)]);
  }
}

/** Is told what passes as long as that is no flood, and then how much it has missed. */
class Onlooker {
  readonly #tell: Watcher;
  readonly #isFree: () => boolean;
  readonly #pace = new Pace(TRACE_PACE.perSecond, TRACE_PACE.burst, performance.now());
  #missed = 0;

  constructor(tell: Watcher, isFree: () => boolean) {
    this.#tell = tell;
    this.#isFree = isFree;
  }

  tell(event: WireEvent): void {
    if (event.kind !== 'closed' && !this.#mayTell()) {
      this.#missed++;
      return;
    }
    if (this.#missed > 0) this.#tell({ kind: 'gap', events: this.#missed });
    this.#missed = 0;
    this.#tell(event);
  }

  #mayTell(): boolean {
    return this.#isFree() && this.#pace.take(performance.now()) === 0;
  }
}

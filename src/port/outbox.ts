// What is to be written, collected over a tick: one write per connection, one buffer for all connections whose queues are the same.

/** What is written, as it was queued. */
export interface Pieces {
  apart(): readonly Uint8Array[];
}

/** Where an outbox writes to. */
export interface Sink {
  /** Bytes that were written but not yet taken by the system. */
  readonly unsent: number;
  /** `pieces` are the same bytes, for what carries messages and must not join them. */
  write(bytes: Uint8Array, pieces: Pieces): void;
  /** The reader is too slow: nothing more is written to it. */
  overflow(): void;
}

/** A queue as a path from an empty root. Equal queues are the same node, so they are joined once. */
class Queue implements Pieces {
  readonly bytes: number;
  readonly #before: Queue | null;
  readonly #last: Uint8Array | null;
  #joined: Uint8Array | null = null;
  // Nearly always there is one continuation: the event that everybody gets.
  #nextBytes: Uint8Array | null = null;
  #next: Queue | null = null;
  #others: Map<Uint8Array, Queue> | null = null;

  constructor(before: Queue | null, last: Uint8Array | null) {
    this.#before = before;
    this.#last = last;
    this.bytes = before === null || last === null ? 0 : before.bytes + last.length;
  }

  plus(bytes: Uint8Array): Queue {
    if (this.#nextBytes === bytes && this.#next !== null) return this.#next;
    if (this.#next === null) {
      this.#nextBytes = bytes;
      this.#next = new Queue(this, bytes);
      return this.#next;
    }
    this.#others ??= new Map();
    let other = this.#others.get(bytes);
    if (other === undefined) {
      other = new Queue(this, bytes);
      this.#others.set(bytes, other);
    }
    return other;
  }

  joined(): Uint8Array {
    if (this.#joined === null) {
      const parts = this.apart();
      const [only] = parts;
      this.#joined = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, this.bytes);
    }
    return this.#joined;
  }

  apart(): readonly Uint8Array[] {
    const parts: Uint8Array[] = [];
    for (let node: Queue | null = this; node !== null && node.#last !== null; node = node.#before)
      parts.push(node.#last);
    return parts.reverse();
  }
}

/**
 * Asked when something waits to be written. Calls `seal` soon, never at once; what is queued afterwards is not for this time.
 * Calls what `seal` gives when what was queued by then may be seen.
 */
export type Schedule = (seal: () => () => void) => void;

/** The outboxes of a server. */
export class Outboxes {
  readonly #schedule: Schedule;
  readonly #clock: () => number;
  #root = new Queue(null, null);
  #waiting: Outbox[] = [];
  /** One batch at a time: what comes while it waits to be seen goes into the next. */
  #isScheduled = false;
  /** No flush is asked for before this time of the clock. */
  #restsUntil = 0;

  /** @param clock ms, never going back */
  constructor(schedule: Schedule, clock: () => number = () => performance.now()) {
    this.#schedule = schedule;
    this.#clock = clock;
  }

  /** @param limit bytes that may wait for a reader who does not read */
  open(sink: Sink, limit: number): Outbox {
    return new Outbox(this, sink, limit);
  }

  /** The empty queue of this batch; `outbox` begins to wait for the flush. */
  begin(outbox: Outbox): Queue {
    this.#waiting.push(outbox);
    if (!this.#isScheduled) this.#scheduleFlush();
    return this.#root;
  }

  /**
   * Writing to very many takes milliseconds. For as long again, only reading is done: what comes meanwhile leaves in one
   * write too. So the busier it is, the less a message costs, and half of the time is for those who speak. In a smaller
   * house there is no rest: it would be under a millisecond.
   */
  #scheduleFlush(): void {
    this.#isScheduled = true;
    const rest = Math.trunc(this.#restsUntil - this.#clock());
    if (rest > 0) setTimeout(() => this.#schedule(() => this.#seal()), rest);
    else this.#schedule(() => this.#seal());
  }

  #seal(): () => void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#root = new Queue(null, null);
    for (const outbox of batch) outbox.seal();
    return () => this.#flush(batch);
  }

  #flush(batch: readonly Outbox[]): void {
    const start = this.#clock();
    for (const outbox of batch) outbox.flush();
    const end = this.#clock();
    this.#restsUntil = end + (end - start);
    this.#isScheduled = false;
    if (this.#waiting.length > 0) this.#scheduleFlush();
  }
}

export class Outbox {
  readonly #all: Outboxes;
  readonly #sink: Sink;
  readonly #limit: number;
  #queue: Queue | null = null;
  /** What leaves with the batch that is under way. */
  #sealed: Queue | null = null;
  #afterFlush: (() => void) | null = null;
  #isClosed = false;

  constructor(all: Outboxes, sink: Sink, limit: number) {
    this.#all = all;
    this.#sink = sink;
    this.#limit = limit;
  }

  /** Queues bytes; the same buffer given to many outboxes is joined with the others' once. The buffer must not change afterwards. */
  push(bytes: Uint8Array): void {
    if (this.#isClosed) return;
    this.#queue = (this.#queue ?? this.#all.begin(this)).plus(bytes);
  }

  /** Bytes that wait here, and those that the system has not yet taken. */
  get backlog(): number {
    return (this.#queue?.bytes ?? 0) + (this.#sealed?.bytes ?? 0) + this.#sink.unsent;
  }

  /** Takes nothing more; what is queued is written, then `then` is called. */
  close(then: () => void): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#queue === null && this.#sealed === null) then();
    else this.#afterFlush = then;
  }

  /** Called by the outboxes when a batch begins to wait. */
  seal(): void {
    this.#sealed = this.#queue;
    this.#queue = null;
  }

  /** Called by the outboxes when the batch may be seen. */
  flush(): void {
    const sealed = this.#sealed;
    this.#sealed = null;
    if (sealed !== null) this.#write(sealed);
    if (this.#queue === null) this.#afterFlush?.();
  }

  #write(queue: Queue): void {
    // What is sent at once may be long (a list of all users); only what has not been read counts as slow.
    const { unsent } = this.#sink;
    if (unsent > 0 && unsent + queue.bytes > this.#limit) {
      this.#isClosed = true;
      this.#sink.overflow();
    } else this.#sink.write(queue.joined(), queue);
  }
}

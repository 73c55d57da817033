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

/** What outboxes have to do with time. */
export interface Timing {
  /** ms, never going back. */
  clock(): number;
  /** Calls `act` soon, never at once. */
  soon(act: () => void): void;
  /** Calls `flush` when all that was queued by now may be seen. */
  whenDurable(flush: () => void): void;
}

/** What leaves together. */
type Batch = readonly { readonly outbox: Outbox; readonly queue: Queue | null }[];

/** The outboxes of a server. */
export class Outboxes {
  readonly #timing: Timing;
  #root = new Queue(null, null);
  #waiting: Outbox[] = [];
  #isScheduled = false;
  /** It waits to be seen; what comes meanwhile goes into the next. */
  #underWay: Batch | null = null;
  /** Nothing can be stored, so nothing comes that would have to wait for that. */
  #overtakes = false;
  /** Nothing is flushed before this time of the clock. */
  #restsUntil = 0;
  /** ms that the last batch waited to be seen. */
  #lastWait = 0;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  /** @param limit bytes that may wait for a reader who does not read */
  open(sink: Sink, limit: number): Outbox {
    return new Outbox(this, sink, limit);
  }

  /** The empty queue of this batch; `outbox` begins to wait for the flush. */
  begin(outbox: Outbox): Queue {
    this.#waiting.push(outbox);
    this.#schedule();
    return this.#root;
  }

  /** What is queued has to wait until it can be stored. What comes from now on does not have to be stored, and overtakes it. */
  overtake(): void {
    if (this.#overtakes) return;
    const batches = [this.#underWay ?? []];
    if (this.#waiting.length > 0) {
      const batch = this.#seal();
      batches.push(batch);
      this.#timing.whenDurable(() => this.#flush(batch));
    }
    this.#overtakes = true;
    this.#underWay = null;
    for (const { outbox } of batches.flat()) outbox.overtaken();
  }

  /** What comes from now on has to be stored again. */
  fallIn(): void {
    this.#overtakes = false;
  }

  /**
   * Writing to very many takes milliseconds. For as long again, only reading is done: what comes meanwhile leaves in one
   * write too. So the busier it is, the less a message costs, and half of the time is for those who speak. In a smaller
   * house there is no rest: it would be under a millisecond. Waiting to be seen is rest, too.
   */
  #schedule(): void {
    if (this.#isScheduled || this.#underWay !== null || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    const { clock, soon } = this.#timing;
    const rest = Math.trunc(this.#restsUntil - this.#lastWait - clock());
    if (rest > 0) setTimeout(() => soon(() => this.#send()), rest);
    else soon(() => this.#send());
  }

  #send(): void {
    this.#isScheduled = false;
    if (this.#waiting.length === 0) return;
    const batch = this.#seal();
    if (this.#overtakes) return this.#flush(batch);
    this.#underWay = batch;
    const { clock, whenDurable } = this.#timing;
    const start = clock();
    whenDurable(() => {
      this.#lastWait = clock() - start;
      this.#flush(batch);
    });
  }

  #seal(): Batch {
    const batch = this.#waiting.map((outbox) => ({ outbox, queue: outbox.seal() }));
    this.#waiting = [];
    this.#root = new Queue(null, null);
    return batch;
  }

  #flush(batch: Batch): void {
    const { clock } = this.#timing;
    const start = clock();
    for (const { outbox, queue } of batch) outbox.flush(queue);
    const end = clock();
    this.#restsUntil = end + (end - start);
    if (this.#underWay === batch) this.#underWay = null;
    this.#schedule();
  }
}

export class Outbox {
  readonly #all: Outboxes;
  readonly #sink: Sink;
  readonly #limit: number;
  #queue: Queue | null = null;
  /** What was sealed last and is waited for. */
  #last: Queue | null = null;
  #sealedBytes = 0;
  #afterFlush: (() => void) | null = null;
  #stage: 'open' | 'closing' | 'closed' = 'open';

  constructor(all: Outboxes, sink: Sink, limit: number) {
    this.#all = all;
    this.#sink = sink;
    this.#limit = limit;
  }

  /** Queues bytes; the same buffer given to many outboxes is joined with the others' once. The buffer must not change afterwards. */
  push(bytes: Uint8Array): void {
    if (this.#stage !== 'open') return;
    this.#queue = (this.#queue ?? this.#all.begin(this)).plus(bytes);
  }

  /** Bytes that wait here, and those that the system has not yet taken. */
  get backlog(): number {
    return (this.#queue?.bytes ?? 0) + this.#sealedBytes + this.#sink.unsent;
  }

  /** Takes nothing more. What is queued is written, unless it has been overtaken; then `then` is called. */
  close(then: () => void): void {
    if (this.#stage !== 'open') return;
    this.#stage = 'closing';
    this.#afterFlush = then;
    this.#closeIfDone();
  }

  /** Called by the outboxes when a batch begins to wait: what is queued goes with it. */
  seal(): Queue | null {
    const queue = this.#queue;
    this.#queue = null;
    this.#last = queue;
    this.#sealedBytes += queue?.bytes ?? 0;
    return queue;
  }

  /** Called by the outboxes when what was sealed may have to wait for long. */
  overtaken(): void {
    this.#last = null;
    this.#closeIfDone();
  }

  /** Called by the outboxes when a batch may be seen. */
  flush(queue: Queue | null): void {
    this.#sealedBytes -= queue?.bytes ?? 0;
    if (queue !== null && this.#stage !== 'closed') this.#write(queue);
    if (this.#last === queue) this.#last = null;
    this.#closeIfDone();
  }

  #closeIfDone(): void {
    if (this.#stage !== 'closing' || this.#queue !== null || this.#last !== null) return;
    this.#stage = 'closed';
    this.#afterFlush?.();
  }

  #write(queue: Queue): void {
    // What is sent at once may be long (a list of all users); only what has not been read counts as slow.
    const { unsent } = this.#sink;
    if (unsent > 0 && unsent + queue.bytes > this.#limit) {
      if (this.#stage === 'open') this.#stage = 'closed';
      this.#sink.overflow();
    } else this.#sink.write(queue.joined(), queue);
  }
}

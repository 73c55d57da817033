import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StreamConnection } from './connection.ts';
import { type Outbox, Outboxes, type Schedule, type Sink } from './outbox.ts';

/** A reader who takes everything, or nothing. */
class Page implements Sink {
  readonly written: Uint8Array[] = [];
  unsent = 0;
  isDropped = false;
  readonly #reads: boolean;

  constructor(reads: 'reads' | 'stalls' = 'reads') {
    this.#reads = reads === 'reads';
  }

  get text(): string {
    return Buffer.concat(this.written).toString();
  }

  write(bytes: Uint8Array): void {
    this.written.push(bytes);
    if (!this.#reads) this.unsent += bytes.length;
  }

  overflow(): void {
    this.isDropped = true;
  }
}

const LIMIT = 100;

/** Outboxes whose tick ends when the test says so. Their clock stands still: nothing takes any time. */
function desk(): {
  open: (sink: Sink) => Outbox;
  endTick: () => void;
  /** Seals what is queued; the flush comes when what it gives is called. */
  sealTick: () => () => void;
  readonly scheduled: number;
} {
  const ends: (() => () => void)[] = [];
  const all = new Outboxes(
    (seal) => ends.push(seal),
    () => 0,
  );
  return {
    open: (sink) => all.open(sink, LIMIT),
    endTick: () => {
      for (const seal of ends.splice(0)) seal()();
    },
    sealTick: () => {
      const flushes = ends.splice(0).map((seal) => seal());
      return () => {
        for (const flush of flushes) flush();
      };
    },
    get scheduled() {
      return ends.length;
    },
  };
}

const [one, two, three] = ['one ', 'two ', 'three '].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

describe('a tick', () => {
  it('ends in one write with everything in order, and nothing before', () => {
    const { open, endTick } = desk();
    const page = new Page();
    const outbox = open(page);
    for (const bytes of [one, two, three]) outbox.push(bytes);
    expect(page.written).toEqual([]);
    endTick();
    expect(page.written).toHaveLength(1);
    expect(page.text).toBe('one two three ');
  });

  it('is asked for once, when the first thing is queued, and again in the next', () => {
    const tick = desk();
    const [a, b] = [tick.open(new Page()), tick.open(new Page())];
    expect(tick.scheduled).toBe(0);
    for (const outbox of [a, b]) for (const bytes of [one, two]) outbox.push(bytes);
    expect(tick.scheduled).toBe(1);
    tick.endTick();
    a.push(one);
    expect(tick.scheduled).toBe(1);
  });

  it('is not asked for before as long has passed as the writing took, if that was long', async () => {
    const { promise: scheduled, resolve } = Promise.withResolvers<void>();
    const flushes: (() => () => void)[] = [];
    let now = 0;
    const schedule: Schedule = (seal) => {
      if (flushes.push(seal) === 2) resolve();
    };
    const all = new Outboxes(schedule, () => now);
    const page = new Page();
    const outbox = all.open(page, LIMIT);
    const crowd = Object.assign(new Page(), {
      write: () => {
        now += 20;
      },
    });
    all.open(crowd, LIMIT).push(one);
    flushes[0]?.()();
    const start = performance.now();
    outbox.push(one);
    outbox.push(two);
    expect(flushes).toHaveLength(1);
    await scheduled;
    // Timers may be a little early.
    expect(performance.now() - start).toBeGreaterThan(18);
    outbox.push(three);
    flushes[1]?.()();
    expect(page.written).toHaveLength(1);
    expect(page.text).toBe('one two three ');
  });

  it('that is sealed takes nothing more; the rest waits for the next, which begins when it is written', () => {
    const tick = desk();
    const page = new Page();
    const outbox = tick.open(page);
    outbox.push(one);
    const flush = tick.sealTick();
    outbox.push(two);
    expect([tick.scheduled, page.text, outbox.backlog]).toEqual([0, '', one.length + two.length]);
    let isClosed = false;
    outbox.close(() => {
      isClosed = true;
    });
    flush();
    expect([tick.scheduled, page.text, isClosed]).toEqual([1, 'one ', false]);
    tick.endTick();
    expect([page.text, isClosed]).toEqual(['one two ', true]);
  });

  it('writes nothing to whom nothing was queued', () => {
    const { open, endTick } = desk();
    const [busy, idle] = [new Page(), new Page()];
    open(idle);
    open(busy).push(one);
    endTick();
    expect(idle.written).toEqual([]);
    expect(busy.text).toBe('one ');
  });
});

describe('what is joined', () => {
  it('is one buffer for all whose queues are the same', () => {
    const { open, endTick } = desk();
    const pages = [new Page(), new Page(), new Page()];
    const outboxes = pages.map(open);
    for (const bytes of [one, two, three]) for (const outbox of outboxes) outbox.push(bytes);
    endTick();
    expect(new Set(pages.flatMap((page) => page.written)).size).toBe(1);
  });

  it('is the very buffer that was queued when it is alone', () => {
    const { open, endTick } = desk();
    const page = new Page();
    open(page).push(one);
    endTick();
    expect(page.written[0]).toBe(one);
  });

  it('differs where the queues do, whatever they have in common', () => {
    const { open, endTick } = desk();
    const queues = [[one, two], [one, three], [two, one], [one], [one, two, three]];
    const pages = queues.map(() => new Page());
    for (const [i, page] of pages.entries()) {
      const outbox = open(page);
      for (const bytes of queues[i] ?? []) outbox.push(bytes);
    }
    endTick();
    expect(pages.map((page) => page.text)).toEqual(queues.map((queue) => Buffer.concat(queue).toString()));
    expect(new Set(pages.flatMap((page) => page.written)).size).toBe(queues.length);
  });

  it('is right in whatever order who is given what, over many ticks', () => {
    const pieces = [one, two, three, Buffer.from('one ')];
    // A number below 4 is a piece for an outbox; `end` ends the tick.
    const step = fc.oneof(
      { weight: 9, arbitrary: fc.tuple(fc.nat(3), fc.nat(3)) },
      { weight: 1, arbitrary: fc.constant('end' as const) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { open, endTick } = desk();
        const pages = pieces.map(() => new Page());
        const outboxes = pages.map(open);
        const expected = pages.map(() => '');
        for (const what of steps) {
          if (what === 'end') endTick();
          else {
            const [who, which] = what;
            const piece = pieces[which] ?? one;
            outboxes[who]?.push(piece);
            expected[who] += piece.toString();
          }
        }
        endTick();
        expect(pages.map((page) => page.text)).toEqual(expected);
      }),
    );
  });
});

describe('a reader who does not read', () => {
  it('is dropped when more than the limit would wait, and nobody else', () => {
    const { open, endTick } = desk();
    const [fast, stalled] = [new Page(), new Page('stalls')];
    const outboxes = [open(fast), open(stalled)];
    const half = Buffer.alloc(LIMIT / 2, 'x');
    for (let tick = 1; tick <= 4; tick++) {
      for (const outbox of outboxes) outbox.push(half);
      endTick();
      expect(stalled.isDropped).toBe(tick > 2);
    }
    expect(stalled.unsent).toBe(LIMIT);
    expect(fast.isDropped).toBe(false);
    expect(fast.text).toHaveLength(2 * LIMIT);
  });

  it('is not somebody who is sent much at once', () => {
    const { open, endTick } = desk();
    const page = new Page('stalls');
    open(page).push(Buffer.alloc(LIMIT * 3));
    endTick();
    expect(page.isDropped).toBe(false);
    expect(page.unsent).toBe(LIMIT * 3);
  });

  it('is dropped on a real connection, and its memory with it', async () => {
    const { server, port } = await listening();
    const reader = createConnection({ port, host: '127.0.0.1' }).pause();
    onTestFinished(() => void reader.destroy());
    reader.on('error', () => {});
    const [socket] = (await once(server, 'connection')) as [Socket];
    const connection = new StreamConnection(socket, { host: '127.0.0.1', port: 1 }, null);
    const { promise: closed, resolve } = Promise.withResolvers<string>();
    connection.open({ data: () => {}, end: () => {}, closed: resolve });
    const { open, endTick } = desk();
    const outbox = open(connection);
    let most = 0;
    // The system takes some megabytes before it takes no more.
    for (let sent = 0; sent < 10_000 && !socket.destroyed; sent++) {
      outbox.push(Buffer.alloc(65_536));
      endTick();
      most = Math.max(most, connection.unsent);
    }
    expect(await closed).toBe('too-slow');
    expect(most).toBeLessThanOrEqual(65_536);
  });
});

describe('closing', () => {
  it('comes after what is queued, and nothing comes after it', () => {
    const { open, endTick } = desk();
    const page = new Page();
    const outbox = open(page);
    let closedAfter: string | null = null;
    outbox.push(one);
    outbox.close(() => {
      closedAfter = page.text;
    });
    outbox.push(two);
    expect(closedAfter).toBe(null);
    endTick();
    expect(closedAfter).toBe('one ');
    expect(page.text).toBe('one ');
  });

  it('is at once when nothing is queued, and once', () => {
    const { open, endTick } = desk();
    const outbox = open(new Page());
    let closings = 0;
    outbox.close(() => closings++);
    outbox.close(() => closings++);
    endTick();
    expect(closings).toBe(1);
  });

  it('is called for somebody dropped with something queued, too', () => {
    const { open, endTick } = desk();
    const page = new Page('stalls');
    const outbox = open(page);
    outbox.push(Buffer.alloc(LIMIT));
    endTick();
    let isClosed = false;
    outbox.push(one);
    outbox.close(() => {
      isClosed = true;
    });
    endTick();
    expect([page.isDropped, isClosed]).toEqual([true, true]);
  });
});

async function listening() {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

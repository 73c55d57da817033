import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StreamConnection } from './connection.ts';
import { desk, LIMIT, one, Page, three, two } from './outbox.fixture.ts';

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

  it('ends no sooner than the writing before took, if that was long', async () => {
    const tick = desk();
    const page = new Page();
    const outbox = tick.open(page);
    const crowd = Object.assign(new Page(), {
      write: () => {
        tick.now += 20;
      },
    });
    tick.open(crowd).push(one);
    tick.endTick();
    const start = performance.now();
    outbox.push(one);
    outbox.push(two);
    while (tick.scheduled === 0) await once(AbortSignal.timeout(1), 'abort');
    // Timers may be a little early.
    expect(performance.now() - start).toBeGreaterThan(18);
    outbox.push(three);
    tick.endTick();
    expect(page.written).toHaveLength(1);
    expect(page.text).toBe('one two three ');
  });

  it('that waits for the store takes nothing more; the rest waits for the next, which begins when it is written', () => {
    const tick = desk();
    const page = new Page();
    const outbox = tick.open(page);
    tick.stopStoring();
    outbox.push(one);
    tick.endTick();
    outbox.push(two);
    expect([tick.scheduled, page.text, outbox.backlog]).toEqual([0, '', one.length + two.length]);
    let isClosed = false;
    outbox.close(() => {
      isClosed = true;
    });
    tick.store();
    expect([tick.scheduled, page.text, isClosed]).toEqual([1, 'one ', false]);
    tick.endTick();
    expect([page.text, isClosed]).toEqual(['one two ', true]);
  });

  it('that waited for the store has rested already', () => {
    const tick = desk();
    const crowd = Object.assign(new Page(), {
      write: () => {
        tick.now += 20;
      },
    });
    const outbox = tick.open(crowd);
    tick.stopStoring();
    outbox.push(one);
    tick.endTick();
    tick.now += 20;
    tick.store();
    outbox.push(two);
    expect(tick.scheduled).toBe(1);
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

async function listening() {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

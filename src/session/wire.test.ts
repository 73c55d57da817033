import { expect, test } from 'vitest';
import { TRACE_PACE } from '../limits.ts';
import type { Connection, ConnectionEvents } from '../port/connection.ts';
import { Outboxes } from '../port/outbox.ts';
import { Wire, type WireEvent } from './wire.ts';

/** The other end: keeps what is written to it. */
class End implements Connection {
  readonly peer = { host: '127.0.0.1', port: 50001 };
  readonly secured = null;
  readonly carries: Connection['carries'];
  readonly written: string[] = [];
  unsent = 0;
  events: ConnectionEvents | null = null;

  constructor(carries: Connection['carries'] = 'bytes') {
    this.carries = carries;
  }

  open(events: ConnectionEvents): void {
    this.events = events;
  }

  write(bytes: Uint8Array): void {
    this.written.push(Buffer.from(bytes).toString());
  }

  overflow(): void {}
  end(): void {}
  pause(): void {}
  resume(): void {}
}

function wired(end: End, limit = 1000): { readonly wire: Wire; readonly flush: () => void } {
  const flushes: (() => void)[] = [];
  const outboxes = new Outboxes({
    clock: () => 0,
    soon: (act) => flushes.push(act),
    whenDurable: (flush) => flush(),
  });
  const wire = new Wire(end, outboxes, limit, (_doing, run) => run());
  wire.open({ data: () => {}, end: () => {}, closed: () => {} });
  const flush = (): void => {
    for (const one of flushes.splice(0)) one();
  };
  return { wire, flush };
}

const form = (event: WireEvent): Uint8Array => Buffer.from(`<${event.kind}>`);
const hello = Buffer.from('hello');

test('what is shown is not shown itself, and comes right behind', () => {
  const end = new End();
  const { wire, flush } = wired(end);
  wire.trace(form);
  wire.outbox.push(hello);
  flush();
  end.events?.data(hello);
  expect(end.written).toEqual(['<begun>', 'hello', '<sent>', '<came>']);
  wire.trace(null);
  end.events?.data(hello);
  expect(end.written).toHaveLength(4);
});

test('who does not read is not shown more, and told how much was left out', () => {
  const end = new End();
  const { wire } = wired(end, 1000);
  wire.trace(form);
  end.unsent = 251;
  for (let i = 0; i < 3; i++) end.events?.data(hello);
  end.unsent = 250;
  end.events?.data(hello);
  expect(end.written).toEqual(['<begun>', '<gap>', '<came>']);
});

test('of a flood as much is told as the pace allows, and the end always', () => {
  const end = new End();
  const { wire } = wired(end);
  const told: WireEvent[] = [];
  wire.watch((event) => told.push(event));
  for (let i = 0; i < TRACE_PACE.burst + 500; i++) end.events?.data(hello);
  end.events?.closed('reset');
  expect(told.slice(0, TRACE_PACE.burst).every(({ kind }) => kind === 'came')).toBe(true);
  expect(told.at(-1)).toEqual({ kind: 'closed', how: 'reset' });
  const counts = told.map((event) => (event.kind === 'gap' ? event.events : 1));
  expect(counts.reduce((sum, count) => sum + count)).toBe(TRACE_PACE.burst + 501);
  expect(told.length).toBeLessThan(TRACE_PACE.burst + 100);
  wire.watch(null);
  end.events?.data(hello);
  expect(told.at(-1)).toEqual({ kind: 'closed', how: 'reset' });
});

test('over UDP each datagram is told', () => {
  const end = new End('datagrams');
  const { wire, flush } = wired(end);
  const told: WireEvent[] = [];
  wire.watch((event) => told.push(event));
  wire.outbox.push(hello);
  wire.outbox.push(Buffer.alloc(1500, 'x'));
  flush();
  expect(told.map((event) => (event.kind === 'sent' ? event.bytes.length : event.kind))).toEqual([
    'inside',
    5,
    1200,
    300,
  ]);
});

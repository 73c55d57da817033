import { expect, it } from 'vitest';
import { Cutter } from './cutter.ts';

it('keeps little of a message that is too long, and nothing of the chunks that are done with', () => {
  const cutter = new Cutter(500, 'end');
  for (let i = 0; i < 100; i++) {
    cutter.push(Buffer.alloc(65_536, 'x'));
    expect(cutter.next()).toBe(null);
    expect(cutter.tail.buffer.byteLength).toBeLessThan(100);
  }
  cutter.push(Buffer.from(`\n${'ok\n'.repeat(20_000)}rest`));
  expect(cutter.next()).toEqual({ kind: 'too-long', start: 'x'.repeat(64) });
  while (cutter.next() !== null);
  expect(cutter.rest?.toString()).toBe('rest');
  expect(cutter.rest?.buffer.byteLength).toBe(4);
});

it('keeps no half of a character in the start of a message that is too long', () => {
  const cutter = new Cutter(100, 'end');
  cutter.push(Buffer.from(`${'好'.repeat(50)}\n`));
  expect(cutter.next()).toEqual({ kind: 'too-long', start: '好'.repeat(21) });
});

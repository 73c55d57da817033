import { expect, test } from 'vitest';
import { LineCutter } from './line-cutter.ts';

test('gives the same lines wherever the stream is cut', () => {
  const whole = new TextEncoder().encode('PING :1\r\n:李雷 JOIN #茶\nlast');
  for (let cut = 0; cut <= whole.length; cut++) {
    const cutter = new LineCutter();
    expect([...cutter.push(whole.subarray(0, cut)), ...cutter.push(whole.subarray(cut))]).toEqual([
      'PING :1',
      ':李雷 JOIN #茶',
    ]);
  }
});

test('does not keep a line that never ends', () => {
  const cutter = new LineCutter();
  expect(cutter.push(new Uint8Array(70_000).fill(65))).toEqual(['A'.repeat(70_000)]);
  expect(cutter.push(new TextEncoder().encode('B\n'))).toEqual(['B']);
});

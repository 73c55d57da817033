import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Buckets } from './buckets.ts';

const RATE = { burst: 3, everyMs: 1000 };

/** Buckets, and a clock that is set by hand. */
function buckets(keys = 10) {
  const clock = { now: 5000 };
  const made = new Buckets(RATE, keys, () => clock.now);
  /** How much fits. */
  const fill = (key: string): number => {
    let count = 0;
    for (; made.hasRoom(key); count++) made.add(key);
    return count;
  };
  return { clock, made, fill };
}

it('hold so much at once, and more as time goes by', () => {
  const { clock, fill } = buckets();
  expect(fill('a')).toBe(3);
  expect(fill('b')).toBe(3);
  clock.now += 999;
  expect(fill('a')).toBe(0);
  clock.now += 1;
  expect(fill('a')).toBe(1);
  clock.now += 60_000;
  expect(fill('a')).toBe(3);
});

it('stay as they are when the clock is set back', () => {
  const { clock, fill } = buckets();
  fill('a');
  clock.now = 0;
  expect(fill('a')).toBe(0);
});

it('give back what has not happened', () => {
  const { made, fill } = buckets();
  fill('a');
  made.takeBack('a');
  made.takeBack('never');
  expect(fill('a')).toBe(1);
  expect(fill('never')).toBe(3);
});

it('are so many and no more: the oldest is forgotten', () => {
  const { fill } = buckets(2);
  for (const key of ['a', 'b', 'c']) fill(key);
  expect(fill('b')).toBe(0);
  expect(fill('c')).toBe(0);
  expect(fill('a')).toBe(3);
});

it('never let through more than a burst and what has run off since', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1500), { maxLength: 50 }), (pauses) => {
      const { clock, fill } = buckets();
      const start = clock.now;
      let passed = 0;
      for (const pause of pauses) {
        clock.now += pause;
        passed += fill('a');
      }
      expect(passed).toBeLessThanOrEqual(RATE.burst + Math.floor((clock.now - start) / RATE.everyMs + 1e-6));
    }),
  );
});

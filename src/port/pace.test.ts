import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

it('lets a burst through, then so many a second', () => {
  const pace = new Pace(10, 3, 0);
  expect([pace.take(0), pace.take(0), pace.take(0), pace.take(0)]).toEqual([0, 0, 0, 100]);
  expect(pace.take(100)).toBe(0);
  expect(pace.take(100)).toBe(100);
});

it('never lets more through than the burst and the rate, however it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 200 }), (gaps) => {
      const pace = new Pace(10, 5, 0);
      let now = 0;
      let taken = 0;
      for (const gap of gaps) {
        now += gap;
        if (pace.take(now) === 0) taken++;
        expect(taken).toBeLessThanOrEqual(5 + now / 100 + 1e-6);
      }
    }),
  );
});

it('is right about when there will be one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 20 }), (rate, burst) => {
      const pace = new Pace(rate, burst, 0);
      while (pace.take(0) === 0);
      expect(pace.take(pace.take(0))).toBe(0);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter, TooBusy } from './limiter.ts';

/** Work that ends when it is told to. */
function job() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const self = {
    begun: false,
    work: () => {
      self.begun = true;
      return promise;
    },
    end: resolve,
    fail: reject,
  };
  return self;
}

/** Until everything has run that needs nothing but to be run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a limiter', () => {
  it('runs so much at once, the others in order, and refuses what is too much', async () => {
    const limit = createLimiter({ atOnce: 2, waiting: 2 });
    const jobs = Array.from({ length: 5 }, job);
    const results = jobs.map(({ work }) => limit(work));
    const refused = expect(results[4]).rejects.toThrow(TooBusy);
    await settled();
    expect(jobs.map(({ begun }) => begun)).toEqual([true, true, false, false, false]);
    await refused;
    jobs[1]?.end('b');
    await settled();
    expect(jobs.map(({ begun }) => begun)).toEqual([true, true, true, false, false]);
    for (const [index, { end }] of jobs.entries()) end('abcd'[index] ?? '');
    expect(await Promise.all(results.slice(0, 4))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the place of what has failed to the next', async () => {
    const limit = createLimiter({ atOnce: 1, waiting: 1 });
    const [first, second] = [job(), job()];
    const failing = expect(limit(first.work)).rejects.toThrow('broken');
    const next = limit(second.work);
    first.fail(new Error('broken'));
    second.end('done');
    await failing;
    expect(await next).toBe('done');
  });

  it('never runs more than it may, and forgets nothing', async () => {
    const plan = fc.array(fc.nat(3), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.nat(10), plan, async (atOnce, waiting, turns) => {
        const limit = createLimiter({ atOnce, waiting });
        let running = 0;
        let most = 0;
        const outcomes = await Promise.allSettled(
          turns.map((length) =>
            limit(async () => {
              most = Math.max(most, ++running);
              for (let turn = 0; turn < length; turn++) await settled();
              running--;
            }),
          ),
        );
        expect(most).toBeLessThanOrEqual(atOnce);
        // All were asked for at once: as many get in as there is room.
        const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
        expect(done).toBe(Math.min(turns.length, atOnce + waiting));
        expect(await limit(async () => 'free again')).toBe('free again');
      }),
    );
  });
});

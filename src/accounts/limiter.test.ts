import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimant } from './claimant.fixture.ts';
import { createLimiter } from './limiter.ts';

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

const [ann, bob] = [claimant('192.0.2.1'), claimant('192.0.2.2')];

describe('a limiter', () => {
  it('runs so much at once, the others in order, and refuses what is too much', async () => {
    const limit = createLimiter({ atOnce: 2, waiting: 2 });
    const jobs = Array.from({ length: 5 }, job);
    const results = jobs.map(({ work }) => limit(ann, work));
    expect(await results[4]).toBe('busy');
    expect(jobs.map(({ begun }) => begun)).toEqual([true, true, false, false, false]);
    jobs[1]?.end('b');
    await settled();
    expect(jobs.map(({ begun }) => begun)).toEqual([true, true, true, false, false]);
    for (const [index, { end }] of jobs.entries()) end('abcd'[index] ?? '');
    expect(await Promise.all(results.slice(0, 4))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the place of what has failed to the next', async () => {
    const limit = createLimiter({ atOnce: 1, waiting: 1 });
    const [first, second] = [job(), job()];
    const failing = expect(limit(ann, first.work)).rejects.toThrow('broken');
    const next = limit(ann, second.work);
    first.fail(new Error('broken'));
    second.end('done');
    await failing;
    expect(await next).toBe('done');
  });

  it('does nothing for who has gone, and keeps no place for them', async () => {
    const limit = createLimiter({ atOnce: 1, waiting: 2 });
    const [gone, running, inVain, wanted, late] = [claimant(), job(), job(), job(), job()];
    const done = limit(ann, running.work);
    const results = [limit(gone, inVain.work), limit(ann, wanted.work)];
    gone.isConnected = false;
    results.push(limit(ann, late.work));
    for (const { end } of [running, inVain, wanted, late]) end('done');
    expect(await Promise.all([done, ...results])).toEqual(['done', 'busy', 'done', 'done']);
    expect(inVain.begun).toBe(false);
  });

  it('lets addresses take turns, and the one with most give up a place to who has fewer', async () => {
    const limit = createLimiter({ atOnce: 1, waiting: 4 });
    const order: string[] = [];
    const ask = (who: typeof ann, name: string) =>
      limit(who, async () => {
        order.push(name);
        await settled();
        return name;
      });
    const ofAnn = ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => ask(ann, name));
    const ofBob = ['b1', 'b2', 'b3'].map((name) => ask(bob, name));
    expect(await Promise.all(ofAnn)).toEqual(['a1', 'a2', 'a3', 'busy', 'busy']);
    expect(await Promise.all(ofBob)).toEqual(['b1', 'b2', 'busy']);
    expect(order).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  });

  it('never runs more than it may, and forgets nothing', async () => {
    const plan = fc.array(fc.record({ turns: fc.nat(3), from: fc.nat(3) }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.nat(10), plan, async (atOnce, waiting, asked) => {
        const limit = createLimiter({ atOnce, waiting });
        let running = 0;
        let most = 0;
        const outcomes = await Promise.all(
          asked.map(({ turns, from }) =>
            limit(claimant(`192.0.2.${from}`), async () => {
              most = Math.max(most, ++running);
              for (let turn = 0; turn < turns; turn++) await settled();
              running--;
              return 'done';
            }),
          ),
        );
        expect(most).toBeLessThanOrEqual(atOnce);
        // All were asked for at once: as many get in as there is room.
        const done = outcomes.filter((outcome) => outcome === 'done').length;
        expect(done).toBe(Math.min(asked.length, atOnce + waiting));
        expect(await limit(ann, async () => 'free again')).toBe('free again');
      }),
    );
  });
});

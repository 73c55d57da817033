import type { Claimant } from './accounts.ts';
import { FairQueue } from './fair-queue.ts';

/** Does work when it is its turn. `busy`: it was not done, because too much waits, or because whom it is for has gone. */
export type Limiter = <T>(claimant: Claimant, work: () => Promise<T>) => Promise<T | 'busy'>;

/** For work that costs so much that strangers must not start as much of it as they like: so much at once, so much waiting. */
export function createLimiter(most: { readonly atOnce: number; readonly waiting: number }): Limiter {
  let running = 0;
  const queue = new FairQueue(most.waiting);

  function turn(claimant: Claimant): Promise<'now' | 'busy'> {
    return new Promise((go) => {
      if (running >= most.atOnce) return queue.push({ claimant, go });
      running++;
      go('now');
    });
  }

  return async (claimant, work) => {
    if ((await turn(claimant)) === 'busy') return 'busy';
    try {
      return await work();
    } finally {
      // Whoever ends hands its place on, so `running` stays as it is.
      const next = queue.shift();
      if (next === undefined) running--;
      else next.go('now');
    }
  };
}

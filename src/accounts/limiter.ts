/** There is too much of it to do already. Not the caller's fault: the same works later. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';

  constructor() {
    super('too much of this waits already');
  }
}

/** Runs work when it is its turn, in the order of the calls. @throws TooBusy, before anything is done, when too much waits */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** For work that costs so much that strangers must not start as much of it as they like: so much at once, so much waiting. */
export function createLimiter(most: { readonly atOnce: number; readonly waiting: number }): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function place(): Promise<void> {
    if (running < most.atOnce) {
      running++;
      return;
    }
    if (waiting.length >= most.waiting) throw new TooBusy();
    // Whoever ends hands its place on, so `running` stays as it is.
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }

  return async (work) => {
    await place();
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

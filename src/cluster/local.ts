import type { Command, Entry } from '../chat/command.ts';
import type { Apply, Log, Origin } from './log.ts';

/** What the log asks of the store. */
export interface Shelf {
  /** Resolves when all that was kept before is stored; never rejects. */
  commit(): Promise<void>;
}

/**
 * The log of a server that stands alone: the order is the order of calls, and what came of them may be seen when the store
 * has it.
 * @param clock ms since 1970
 */
export function createLocalLog(apply: Apply, clock: () => number, shelf: Shelf): Log {
  const waiting: { entry: Entry; origin: Origin }[] = [];
  let isApplying = false;
  let storing: 'no' | 'yes' | 'more' = 'no';
  // Ids are unique over restarts: the time of the start, then a number.
  const start = clock().toString(36);
  let count = 0;

  function applyWaiting(): void {
    isApplying = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) apply(next.entry, next.origin);
    } finally {
      isApplying = false;
    }
  }

  /** What has come in a tick is stored, whoever may be resting: when it is to be shown, it may be stored already. */
  async function store(): Promise<void> {
    while (storing === 'more') {
      storing = 'yes';
      await shelf.commit();
    }
    storing = 'no';
  }

  return {
    append(command: Command, origin: Origin): void {
      waiting.push({ entry: { id: `${start}-${(++count).toString(36)}`, at: clock(), command }, origin });
      if (!isApplying) applyWaiting();
      if (storing === 'no') setImmediate(() => void store());
      storing = 'more';
    },
    whenDurable(flush): void {
      void shelf.commit().then(flush);
    },
  };
}

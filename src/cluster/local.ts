import type { Command, Entry } from '../chat/command.ts';
import type { Apply, Log, Origin } from './log.ts';

/**
 * The log of a server that stands alone and keeps nothing: the order is the order of calls, and everything is as durable
 * as it will be at the end of the tick.
 * @param clock ms since 1970
 */
export function createLocalLog(apply: Apply, clock: () => number): Log {
  const waiting: { entry: Entry; origin: Origin }[] = [];
  let isApplying = false;
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

  return {
    append(command: Command, origin: Origin): void {
      waiting.push({ entry: { id: `${start}-${(++count).toString(36)}`, at: clock(), command }, origin });
      if (!isApplying) applyWaiting();
    },
    whenDurable(seal): void {
      setImmediate(() => seal()());
    },
  };
}

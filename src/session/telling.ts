// What the operator is told, in order, and not before it is stored: nobody sees what a crash could undo.
import type { Happening, Observer } from './happening.ts';

/** What telling has to do with time; as for outboxes. */
export interface Timing {
  /** Calls `act` soon, never at once. */
  soon(act: () => void): void;
  /** Calls `flush` when all that has happened by now may be seen. Asked several times, it calls them in that order. */
  whenDurable(flush: () => void): void;
}

/** What the operator must know at once, whatever waits. */
const URGENT: ReadonlySet<Happening['kind']> = new Set(['failed', 'store']);

/** Holds back events, and whatever happens behind them, until they may be seen. */
export class Telling {
  readonly #tell: Observer;
  readonly #timing: Timing;
  /** What waits, in order. */
  #held: Happening[] = [];
  /** How many of these are waited for, the oldest; the others are of this tick. */
  #sealed = 0;
  #isScheduled = false;
  /** Nothing can be stored: what happens now does not have to be, and does not wait for what does. */
  #overtakes = false;

  constructor(tell: Observer, timing: Timing) {
    this.#tell = tell;
    this.#timing = timing;
  }

  readonly observe = (happening: Happening): void => {
    const mayPass = happening.kind !== 'event' && this.#held.length === 0;
    if (this.#overtakes || mayPass || URGENT.has(happening.kind)) this.#tell(happening);
    else {
      this.#held.push(happening);
      this.#schedule();
    }
  };

  /** As outboxes do. */
  overtake(): void {
    this.#seal();
    this.#overtakes = true;
  }

  fallIn(): void {
    this.#overtakes = false;
  }

  /** Nothing happens any more. What has not been stored by now never happened, and is not told. */
  end(): void {
    for (const happening of this.#held.splice(0)) {
      if (!this.#overtakes || happening.kind !== 'event') this.#tell(happening);
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#timing.soon(() => {
      this.#isScheduled = false;
      this.#seal();
    });
  }

  #seal(): void {
    const count = this.#held.length - this.#sealed;
    if (count === 0) return;
    this.#sealed += count;
    this.#timing.whenDurable(() => {
      this.#sealed -= count;
      for (const happening of this.#held.splice(0, count)) this.#tell(happening);
    });
  }
}

// Who was here and is gone, or was called otherwise: for IRC's WHOWAS.
import { fold } from './names.ts';
import type { Past as Departed } from './views.ts';

export class Past {
  readonly #limit: number;
  /** The latest last. */
  readonly #departed: Departed[] = [];

  /** @param limit departures that are remembered */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(departed: Departed): void {
    this.#departed.push(departed);
    // In one go now and then, instead of moving all of them each time.
    if (this.#departed.length >= 2 * this.#limit) this.#departed.splice(0, this.#departed.length - this.#limit);
  }

  /** The latest first. */
  named(name: string): Departed[] {
    const wanted = fold(name);
    return this.#departed
      .slice(-this.#limit)
      .filter(({ person }) => fold(person.name) === wanted)
      .reverse();
  }
}

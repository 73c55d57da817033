// All guests of one run.
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../fuzz/random.ts';
import { Guest } from './guest.ts';
import { type Message, textOf } from './message.ts';
import { hasAccount, partnerOf } from './places.ts';

/** ms after which what must happen has not; generous, for a busy machine. */
const PATIENCE = 30_000;

/** Something that is waited for. */
interface Wanted {
  readonly holds: () => boolean;
  readonly resolve: () => void;
}

export class Crowd {
  readonly guests: readonly Guest[];
  refusals = 0;
  readonly #seen = new Set<string>();
  #wanted: Wanted | null = null;

  constructor(port: number, run: number, size: number, random: Random) {
    const listener = { seen: (message: Message) => this.#see(message), refused: () => this.refusals++ };
    this.guests = Array.from({ length: size }, (_, number) => new Guest(port, run, number, random, listener));
    for (const guest of this.guests) {
      const partner = this.guests[partnerOf(guest.number)];
      if (hasAccount(guest.number) && partner !== undefined) guest.meets(partner);
    }
  }

  /** Different messages that anybody has seen. */
  get messagesSeen(): number {
    return this.#seen.size;
  }

  get sightings(): number {
    return this.guests.reduce((sum, guest) => sum + guest.seen.length, 0);
  }

  get allIn(): Promise<void> {
    const missing = (): Guest[] => this.guests.filter((guest) => !guest.isIn);
    return this.#until(
      () => missing().length === 0,
      () => `Not in: ${missing().join(', ')}`,
    );
  }

  /** Whether somebody is told within so many ms that nothing can be stored. */
  async refused(within: number): Promise<boolean> {
    const end = performance.now() + within;
    while (this.refusals === 0 && performance.now() < end) await wait(5);
    return this.refusals > 0;
  }

  /** Something new is seen. */
  moreSeen(): Promise<void> {
    const before = this.#seen.size;
    return this.#until(
      () => this.#seen.size > before,
      () => 'There is space again, and nothing comes.',
    );
  }

  /** Nothing more comes to anybody. */
  get gone(): Promise<unknown> {
    return Promise.all(this.guests.map((guest) => guest.closed));
  }

  #see(message: Message): void {
    const text = textOf(message);
    if (this.#seen.has(text)) return;
    this.#seen.add(text);
    this.guests[message.guest]?.wasSeen(message.number);
    this.#look();
  }

  #look(): void {
    if (this.#wanted?.holds() === true) this.#wanted.resolve();
  }

  async #until(holds: () => boolean, otherwise: () => string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = setTimeout(() => reject(new Error(otherwise())), PATIENCE);
    this.#wanted = { holds, resolve };
    this.#look();
    await promise;
    clearTimeout(late);
    this.#wanted = null;
  }
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Chat, createChat } from '../chat/chat.ts';
import { entering, LIMITS } from '../chat/house.fixture.ts';
import { createLocalLog } from '../cluster/local.ts';
import type { Log } from '../cluster/log.ts';
import type { Happening, HappeningOf } from './happening.ts';
import { Telling } from './telling.ts';

/** Somebody who is told, with a log whose commits and ticks come when the test says so. */
class House {
  readonly told: string[] = [];
  readonly telling: Telling;
  readonly #chat: Chat = createChat(LIMITS);
  readonly #log: Log;
  readonly #commits: (() => void)[] = [];
  #ticks: (() => void)[] = [];
  #count = 0;

  constructor() {
    const commit = (): Promise<void> => new Promise((resolve) => this.#commits.push(resolve));
    this.telling = new Telling((happening) => this.told.push(wordsOf(happening)), {
      soon: (act) => this.#ticks.push(act),
      whenDurable: (flush) => this.#log.whenDurable(flush),
    });
    this.#log = createLocalLog(
      (entry) => {
        for (const { event } of this.#chat.apply(entry).deliveries) this.telling.observe({ kind: 'event', event });
      },
      () => 1000,
      { commit },
    );
  }

  enter(name: string): void {
    this.#log.append(entering(`${name}${++this.#count}`, name), null);
  }

  tell(doing: string, kind: 'failed' | 'turned-away'): void {
    this.telling.observe(kind === 'failed' ? failure(doing) : turnedAway(doing));
  }

  tick(): void {
    for (const act of this.#ticks.splice(0)) act();
  }

  /** The oldest batch, or all, is stored. */
  async stored(count = this.#commits.length): Promise<void> {
    for (const resolve of this.#commits.splice(0, count)) resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function failure(doing: string): HappeningOf<'failed'> {
  return { kind: 'failed', at: 1, doing, error: new Error('boom') };
}

function turnedAway(host: string): HappeningOf<'turned-away'> {
  return { kind: 'turned-away', at: 1, peer: { host, port: 1 }, because: 'house-full' };
}

function wordsOf(happening: Happening): string {
  switch (happening.kind) {
    case 'event':
      return happening.event.who.name;
    case 'failed':
      return happening.doing;
    case 'turned-away':
      return happening.peer.host;
    default:
      return happening.kind;
  }
}

it('an event is told when it is stored, and what happens behind it comes behind it', async () => {
  const house = new House();
  house.tell('first', 'turned-away');
  expect(house.told).toEqual(['first']);
  house.enter('ann');
  house.tell('second', 'turned-away');
  house.tick();
  house.enter('ben');
  expect(house.told).toEqual(['first']);
  await house.stored(1);
  expect(house.told).toEqual(['first', 'ann', 'second']);
  house.tell('third', 'turned-away');
  house.tick();
  await house.stored();
  expect(house.told).toEqual(['first', 'ann', 'second', 'ben', 'third']);
});

it('a failure waits for nothing', () => {
  const house = new House();
  house.enter('ann');
  house.tell('breaking', 'failed');
  expect(house.told).toEqual(['breaking']);
});

it('while nothing can be stored, what happens overtakes what waits', async () => {
  const house = new House();
  house.enter('ann');
  house.tick();
  house.enter('ben');
  house.telling.overtake();
  house.enter('cid');
  house.tell('away', 'turned-away');
  expect(house.told).toEqual(['cid', 'away']);
  house.telling.fallIn();
  house.enter('dee');
  house.tick();
  await house.stored();
  expect(house.told).toEqual(['cid', 'away', 'ann', 'ben', 'dee']);
});

it('at the end the rest is told, but no event that could not be stored', () => {
  for (const [isWell, rest] of [
    [true, ['ann', 'away', 'ben']],
    [false, ['away']],
  ] as const) {
    const house = new House();
    house.enter('ann');
    house.tell('away', 'turned-away');
    house.tick();
    house.enter('ben');
    if (!isWell) house.telling.overtake();
    house.telling.end();
    expect(house.told).toEqual(rest);
  }
});

it('whatever happens when: all is told once, in order, and no event before it is stored', async () => {
  const step = fc.constantFrom('enter', 'turn away', 'tick', 'store one', 'store all');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const house = new House();
      const happened: string[] = [];
      for (const [index, what] of steps.entries()) {
        const name = `n${index}`;
        if (what === 'enter') house.enter(name);
        else if (what === 'turn away') house.tell(name, 'turned-away');
        else if (what === 'tick') house.tick();
        else await house.stored(what === 'store one' ? 1 : undefined);
        if (what === 'enter' || what === 'turn away') happened.push(name);
        expect(house.told).toEqual(happened.slice(0, house.told.length));
        if (what === 'enter') expect(house.told).not.toContain(name);
      }
      house.tick();
      await house.stored();
      expect(house.told).toEqual(happened);
    }),
    { numRuns: 50 },
  );
});

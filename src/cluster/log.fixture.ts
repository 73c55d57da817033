// What every log must do, wherever the order comes from and whatever stores what is applied.
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Chat, createChat } from '../chat/chat.ts';
import type { Entry } from '../chat/command.ts';
import { entering, LIMITS } from '../chat/house.fixture.ts';
import type { HistoryEvent, HistoryQuery, Store } from '../store/store.ts';
import type { Apply, Log, Origin } from './log.ts';

/** A log that runs, over a store. */
export interface Running {
  readonly log: Log;
  readonly store: Store;
  /** What would be left of the history if the process ended now, however it did. */
  left(query: HistoryQuery): Promise<readonly HistoryEvent[]>;
  /** As at the end of a process. */
  stop(): Promise<void>;
}

/** Something that logs are started on, one after the other. */
export interface Ground {
  start(apply: Apply, clock: () => number): Promise<Running>;
}

const START = 1_700_000_000_000;

/** One run of a log: a chat to which it is applied, and what has been applied. */
class Run {
  /** What has been asked for, in order. */
  readonly asked: string[] = [];
  readonly applied: { readonly entry: Entry; readonly origin: Origin }[] = [];
  readonly #chat: Chat = createChat({ ...LIMITS, clients: 10_000 });
  #running: Running | null = null;
  #wake = (): void => {};
  /** Called while an entry is being applied. */
  during = (_entry: Entry): void => {};
  now: number;

  private constructor(now: number) {
    this.now = now;
  }

  static async on(ground: Ground, now = START): Promise<Run> {
    const run = new Run(now);
    run.#running = await ground.start(
      (entry, origin) => run.#apply(entry, origin),
      () => run.now,
    );
    return run;
  }

  get log(): Log {
    return this.#must.log;
  }

  /** Somebody comes in: the name says which entry it is. */
  append(name: string, origin: Origin = null): void {
    this.asked.push(name);
    this.log.append(entering(name, name), origin);
  }

  /** What has been applied, by the names. */
  get order(): string[] {
    return this.applied.map(({ entry }) => nameIn(entry));
  }

  /** Waits until so many have been applied. */
  async until(count: number): Promise<void> {
    while (this.applied.length < count) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  durable(): Promise<void> {
    return new Promise((resolve) => this.log.whenDurable(resolve));
  }

  left(query: HistoryQuery): Promise<readonly HistoryEvent[]> {
    return this.#must.left(query);
  }

  stop(): Promise<void> {
    return this.#must.stop();
  }

  get #must(): Running {
    if (this.#running === null) throw new Error('it does not run yet');
    return this.#running;
  }

  #apply(entry: Entry, origin: Origin): void {
    this.applied.push({ entry, origin });
    this.during(entry);
    // As the hub does it: what came of it is kept while it is applied.
    this.#must.store.keep(entry, this.#chat.apply(entry));
    this.#wake();
  }
}

function nameIn({ command }: Entry): string {
  return command.kind === 'enter' && command.name.kind === 'chosen' ? command.name.name : command.kind;
}

/**
 * The contract of a log.
 * @param lay gives a ground that nothing stands on yet; it sees itself to clearing it
 */
export function describeLog(called: string, lay: () => Ground): void {
  async function running(ground: Ground = lay()): Promise<Run> {
    const run = await Run.on(ground);
    onTestFinished(() => run.stop());
    return run;
  }

  describe(called, () => {
    it('applies all that is appended, each once, in the order in which it was', async () => {
      const run = await running();
      for (let index = 0; index < 100; index++) {
        run.append(`n${index}`);
        if (index % 30 === 0) await run.durable();
      }
      await run.until(100);
      await run.durable();
      expect(run.order).toEqual(run.asked);
    });

    it('says which session here has asked', async () => {
      const run = await running();
      run.append('ann', 'session 1');
      run.append('ben');
      run.append('cid', 'session 2');
      await run.until(3);
      expect(run.applied.map(({ origin }) => origin)).toEqual(['session 1', null, 'session 2']);
    });

    it('applies what is appended while something is applied behind what was appended before, never inside', async () => {
      const run = await running();
      let depth = 0;
      run.during = (entry) => {
        expect(++depth).toBe(1);
        if (nameIn(entry).length < 4) {
          run.append(`${nameIn(entry)}x`);
          run.append(`${nameIn(entry)}y`);
        }
        depth--;
      };
      run.append('a');
      run.append('b');
      await run.until(30);
      expect(run.order).toEqual(run.asked);
      expect(run.asked).toHaveLength(30);
    });

    it('says that something may be seen when it is stored, not before, and once', async () => {
      const run = await running();
      const flushed: string[] = [];
      for (const name of ['ann', 'ben', 'cid']) {
        run.append(name);
        run.log.whenDurable(() => flushed.push(name));
      }
      expect(flushed).toEqual([]);
      await run.until(3);
      await run.durable();
      expect(flushed).toEqual(['ann', 'ben', 'cid']);
      await run.durable();
      expect(flushed).toHaveLength(3);
    });

    it('has stored what was applied when it says that it may be seen', async () => {
      const run = await running();
      run.append('ann');
      run.log.append({ kind: 'join', user: 'ann', room: '#tea', key: '' }, null);
      const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
      for (const text of texts) {
        run.log.append(
          { kind: 'say', user: 'ann', to: '#tea', text, form: 'message', tags: {}, least: null, lines: null },
          null,
        );
      }
      await run.until(22);
      await run.durable();
      const all = { what: 'messages', after: null, before: null, from: 'oldest', limit: 100 } as const;
      const stored = await run.left({ ...all, of: { kind: 'room', name: '#tea' } });
      expect(stored.map((event) => ('text' in event ? event.text : event.kind))).toEqual(texts);
    });

    it('may be asked though nothing has been applied', async () => {
      const run = await running();
      await run.durable();
      run.append('ann');
      await run.until(1);
      await run.durable();
      await run.durable();
    });

    it('gives each entry an id that no other has, also after it is started again', async () => {
      const ground = lay();
      const ids = new Set<string>();
      let count = 0;
      for (const later of [0, 1, 5000]) {
        const run = await Run.on(ground, START + later);
        for (let index = 0; index < 40; index++, count++) run.append(`n${index}`);
        await run.until(40);
        await run.durable();
        for (const { entry } of run.applied) ids.add(entry.id);
        await run.stop();
      }
      expect(ids.size).toBe(count);
    });

    it('gives each entry the time at which it was appended', async () => {
      const run = await running();
      const times: number[] = [];
      for (const [index, step] of [0, 1, 0, 70_000, 3].entries()) {
        run.now += step;
        times.push(run.now);
        run.append(`n${index}`);
        await run.until(index + 1);
      }
      expect(run.applied.map(({ entry }) => entry.at)).toEqual(times);
    });

    it('keeps the order whatever is appended when', async () => {
      const step = fc.record({ by: fc.constantFrom('ann', 'ben', null), more: fc.nat(3), waits: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
          const ground = lay();
          const run = await Run.on(ground);
          const origins: Origin[] = [];
          const append = (by: Origin): void => {
            origins.push(by);
            run.append(`n${origins.length}`, by);
          };
          for (const { by, more, waits } of steps) {
            let left = more;
            run.during = () => {
              if (left-- > 0) append(by);
            };
            append(by);
            if (waits) await run.durable();
          }
          await run.until(steps.length);
          await run.durable();
          expect(run.order).toEqual(run.asked);
          expect(run.applied.map(({ origin }) => origin)).toEqual(origins);
          await run.stop();
        }),
        { numRuns: 5 },
      );
    });
  });
}

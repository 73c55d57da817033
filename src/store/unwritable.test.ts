// A mistake of ours in what is to be stored: it is lost, told of, and nothing else is.
import { expect, it, onTestFinished } from 'vitest';
import type { Entry } from '../chat/command.ts';
import type { Outcome } from '../chat/event.ts';
import { open, temporaryDirectory } from './directory.fixture.ts';
import { type Scene, teaRoom, texts } from './scene.fixture.ts';
import type { Store } from './store.ts';
import type { Health } from './trouble.ts';
import { halvesOf, isMistake } from './unwritable.ts';

interface Told {
  readonly scene: Scene;
  readonly store: Store;
  readonly mistakes: string[];
  readonly healths: Health[];
}

async function tea(): Promise<Told> {
  const store = await open(temporaryDirectory());
  onTestFinished(() => store.close());
  const told: Told = { scene: teaRoom(store), store, mistakes: [], healths: [] };
  store.onMistake((doing, error) => told.mistakes.push(`${doing}: ${error.message}`));
  store.onHealth((health) => told.healths.push(health));
  await store.commit();
  return told;
}

/** Says something as no chat would: with these fields of the event. */
function sayWrongly({ scene, store }: Told, text: string, wrong: object, facts: Outcome['facts'] = []): void {
  scene.store = { ...store, keep: (entry, outcome) => keep(entry, outcome) };
  const keep = (entry: Entry, { deliveries, refusals }: Outcome): void => {
    const said = deliveries.map(({ event, to }) => ({ event: Object.assign({ ...event }, wrong), to }));
    store.keep(entry, { deliveries: said, refusals, facts });
  };
  scene.say('a', '#tea', text);
  scene.store = store;
}

const WRONG = {
  'a constraint of the database': [{ id: null }, /^storing: Error: NOT NULL constraint failed: event\.id/],
  'a type that the database does not know': [{ text: { not: 'a text' } }, /cannot be bound to SQLite parameter/],
  'a number that is too large': [{ text: 2n ** 70n }, /BigInt value is too large/],
} as const;

it.each(Object.entries(WRONG))('%s costs the one entry that breaks it, wherever in a batch', async (_what, wrong) => {
  const [field, sentence] = wrong;
  const told = await tea();
  const { scene, store, mistakes, healths } = told;
  const right: string[] = [];
  for (const at of [0, 1, 6, 12]) {
    for (let number = 0; number <= 12; number++) {
      const text = `${number} of the batch with ${at}`;
      if (number === at) sayWrongly(told, text, field);
      else scene.say('a', '#tea', text);
      if (number !== at) right.push(text);
    }
    await store.commit();
    expect(await texts(store, '#tea')).toEqual(right);
    expect(mistakes.splice(0)).toEqual([expect.stringMatching(sentence)]);
  }
  expect(healths).toEqual([]);
});

it('an entry is lost whole', async () => {
  const told = await tea();
  const { scene, store, mistakes } = told;
  scene.say('a', '#tea', 'before');
  sayWrongly(told, 'wrong', {}, [
    { kind: 'first', key: 'a', value: {} },
    { kind: 'second', key: null as never, value: {} },
  ]);
  scene.say('a', '#tea', 'after');
  await store.commit();
  expect(await texts(store, '#tea')).toEqual(['before', 'after']);
  expect((await store.restore()).facts).toEqual([]);
  expect(mistakes).toEqual([expect.stringContaining('NOT NULL constraint failed: fact.key')]);
});

it('a batch of nothing but mistakes stores nothing, and ends', async () => {
  const told = await tea();
  for (let number = 0; number < 5; number++) sayWrongly(told, 'wrong', { id: null });
  await told.store.commit();
  expect(told.mistakes).toHaveLength(5);
  expect(await texts(told.store, '#tea')).toEqual([]);
});

it('trouble of the disk is none', () => {
  const FULL = 13;
  const IO_ERROR_WRITE = 10 | (3 << 8);
  const CONSTRAINT_UNIQUE = 19 | (8 << 8);
  for (const errcode of [5, 6, 7, 8, 11, FULL, 14, 26, IO_ERROR_WRITE]) {
    expect(isMistake(Object.assign(new Error('x'), { errcode })), String(errcode)).toBe(false);
  }
  expect(isMistake(Object.assign(new Error('x'), { errcode: CONSTRAINT_UNIQUE }))).toBe(true);
  expect(isMistake(new TypeError('x'))).toBe(true);
  expect(isMistake(Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' }))).toBe(false);
});

it('a batch is halved between entries', () => {
  const change = (name: string) => ({ kind: 'opened', room: name }) as const;
  const changes = ['a1', 'a2', 'b1', 'c1', 'c2', 'c3'].map(change);
  const [one, other] = halvesOf({ at: 7, people: ['p'], changes, starts: [0, 2, 3] });
  expect(one).toEqual({ at: 7, people: ['p'], changes: changes.slice(0, 2), starts: [0] });
  expect(other).toEqual({ at: 7, people: ['p'], changes: changes.slice(2), starts: [0, 1] });
  expect(halvesOf({ at: 7, people: [], changes, starts: [0] })).toEqual([]);
});

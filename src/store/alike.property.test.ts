// Whatever happens and is asked, the store in SQLite answers what the one in memory does.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CREDENTIALS } from '../chat/house.fixture.ts';
import { account, command, id, name, roomName, user, word } from './any-history.fixture.ts';
import { openDirectStore } from './direct.fixture.ts';
import { createMemoryStore } from './memory.ts';
import { room, Scene } from './scene.fixture.ts';
import type { Bound, Conversation, Party, Store } from './store.ts';

const party: fc.Arbitrary<Party> = fc.oneof(
  user.map((id) => ({ user: id })),
  account.map((own) => ({ account: own })),
);
const conversation: fc.Arbitrary<Conversation> = fc.oneof(
  { arbitrary: fc.oneof(roomName, fc.constant('#z')).map(room), weight: 3 },
  fc.tuple(party, party).map((between) => ({ kind: 'private', between }) as const),
);
const at = fc.nat(80).map((count) => 1000 + count * 10);
const bound: fc.Arbitrary<Bound | null> = fc.option(
  fc.oneof(
    id.map((one) => ({ id: one })),
    at.map((one) => ({ at: one })),
  ),
);
const limit = fc.constantFrom(0, 1, 3, 100);
const question = fc.oneof(
  fc
    .record({
      of: conversation,
      what: fc.constantFrom('messages' as const, 'all' as const),
      after: bound,
      before: bound,
      from: fc.constantFrom('oldest' as const, 'newest' as const),
      limit,
    })
    .map((query) => (store: Store) => store.history(query)),
  fc.tuple(conversation, id).map(
    ([of, one]) =>
      (store: Store) =>
        store.message(of, one),
  ),
  fc
    .record({
      in: fc.array(conversation, { minLength: 1, maxLength: 3 }),
      words: fc.array(word, { maxLength: 2 }),
      from: fc.option(fc.oneof(name, account)),
      after: fc.option(at),
      before: fc.option(at),
      limit,
    })
    .map((query) => (store: Store) => store.search(query)),
  fc
    .record({
      parties: fc.array(party, { maxLength: 2 }),
      rooms: fc.array(roomName, { maxLength: 3 }),
      after: at,
      before: at,
      limit,
    })
    .map((query) => (store: Store) => store.active(query)),
  fc.record({ about: fc.option(fc.oneof(name, roomName)), limit }).map((query) => (store: Store) => store.audit(query)),
);

it('answers the same in SQLite as in memory', async () => {
  const index = fc.constantFrom('at once' as const, 'never' as const);
  await fc.assert(
    fc.asyncProperty(
      index,
      fc.array(command, { minLength: 10, maxLength: 60 }),
      fc.array(question, { maxLength: 30 }),
      async (how, commands, questions) => {
        const memory = createMemoryStore();
        const database = openDirectStore(how);
        const scene = new Scene(memory);
        scene.enter('a', 'alice');
        scene.enter('b', 'bob', 'Bob');
        scene.enter('c', 'carol');
        scene.do({ kind: 'register', user: 'a', account: 'alice', credentials: CREDENTIALS });
        for (const one of commands) scene.do(one);
        for (const [index, { entry, outcome }] of scene.kept.entries()) {
          database.keep(entry, outcome);
          // Something is indexed then, and something not.
          if (index === 30) database.keepHouse(0);
        }
        for (const ask of questions) expect(await ask(database)).toEqual(await ask(memory));
        await database.close();
      },
    ),
    { numRuns: 150 },
  );
});

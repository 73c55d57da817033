// Whatever happens and is asked, the store in SQLite answers what the one in memory does.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../chat/command.ts';
import { openDirectStore } from './direct.fixture.ts';
import { createMemoryStore } from './memory.ts';
import { room, Scene } from './scene.fixture.ts';
import type { Bound, Conversation, Party, Store } from './store.ts';

const CREDENTIALS = { password: '', scram: { salt: '', iterations: 1, storedKey: '', serverKey: '' } };
const user = fc.constantFrom('a', 'b', 'c');
const roomName = fc.constantFrom('#x', '#X', '#y', '#茶');
const name = fc.constantFrom('alice', 'bob', 'carol', '王小明');
const account = fc.constantFrom('alice', 'Bob', 'carol');
const word = fc.constantFrom(
  'tea',
  'TEA',
  'te',
  'a',
  '茶',
  '龙井',
  '龙井茶',
  'ｔｅａ',
  'green tea',
  '🍵',
  'x%_"',
  'hello',
);
const text = fc.array(word, { minLength: 1, maxLength: 4 }).chain((words) => {
  return fc.constantFrom(' ', '').map((space) => words.join(space));
});
const id = fc.nat(60).map((count) => `e-${count}`);
const least = fc.constantFrom(null, null, 'op' as const);
const guard = fc.constantFrom('invite-only' as const, 'registered-only' as const, 'moderated' as const);
const tags = fc.constantFrom({}, {}, { '+draft/react': '🍵' }, { '+typing': 'active' }, { '+reply': 'e-9' });
const form = fc.constantFrom('message' as const, 'message' as const, 'notice' as const, 'tags' as const);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    arbitrary: fc.record({ kind: fc.constant('join' as const), user, room: roomName, key: fc.constant('') }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      user,
      to: fc.oneof({ arbitrary: roomName, weight: 3 }, name),
      text,
      form,
      tags,
      least,
      lines: fc.constant(null),
    }),
    weight: 8,
  },
  fc.record({
    kind: fc.constant('redact' as const),
    user,
    to: fc.oneof(roomName, name),
    message: id,
    text: fc.constant(''),
  }),
  fc.record({ kind: fc.constant('part' as const), user, room: roomName, text }),
  fc.record({ kind: fc.constant('kick' as const), user, room: roomName, names: name.map((one) => [one]), text }),
  fc.record({ kind: fc.constant('rename' as const), user, name }),
  fc.record({ kind: fc.constant('topic' as const), user, room: roomName, text }),
  fc.record({
    kind: fc.constant('rename-room' as const),
    user,
    room: roomName,
    name: fc.constantFrom('#z', '#Y', '#x'),
    text,
  }),
  fc.record({ kind: fc.constant('login' as const), user, session: user, account }),
  fc.record({ kind: fc.constant('logout' as const), user }),
  fc.record({ kind: fc.constant('register' as const), user, account: name, credentials: fc.constant(CREDENTIALS) }),
  fc.record({ kind: fc.constant('drop-account' as const), user, account }),
  fc.record({
    kind: fc.constant('leave' as const),
    user,
    session: user,
    departure: fc.constant({ cause: 'left', text: '' } as const),
  }),
  fc.record({
    kind: fc.constant('modes' as const),
    user,
    room: roomName,
    changes: fc.array(fc.record({ set: fc.boolean(), what: guard }), { minLength: 1, maxLength: 2 }),
  }),
);

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

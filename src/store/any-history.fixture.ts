// Anything that leaves something in the history, for property tests: a few people, rooms and words, so that they meet.
import fc from 'fast-check';
import type { Command } from '../chat/command.ts';
import { CREDENTIALS } from '../chat/house.fixture.ts';

export const user = fc.constantFrom('a', 'b', 'c');
export const roomName = fc.constantFrom('#x', '#X', '#y', '#茶');
export const name = fc.constantFrom('alice', 'bob', 'carol', '王小明');
export const account = fc.constantFrom('alice', 'Bob', 'carol');
export const word = fc.constantFrom(
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
export const id = fc.nat(60).map((count) => `e-${count}`);
const least = fc.constantFrom(null, null, 'op' as const);
const guard = fc.constantFrom('invite-only' as const, 'registered-only' as const, 'moderated' as const);
const tags = fc.constantFrom({}, {}, { '+draft/react': '🍵' }, { '+typing': 'active' }, { '+reply': 'e-9' });
const form = fc.constantFrom('message' as const, 'message' as const, 'notice' as const, 'tags' as const);

/** As its writer cut it: the second line goes on in the third, or not. */
const multiline = fc.tuple(word, word, word, fc.boolean()).map(([one, two, three, joined]) => ({
  text: `${one}\n${two}${joined ? '' : '\n'}${three}`,
  lines: [
    { text: one, joined: false },
    { text: two, joined: false },
    { text: three, joined },
  ],
}));

export const command: fc.Arbitrary<Command> = fc.oneof(
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
  fc.tuple(user, roomName, multiline).map(([by, to, { text: whole, lines }]): Command => {
    return { kind: 'say', user: by, to, text: whole, form: 'message', tags: {}, least: null, lines };
  }),
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

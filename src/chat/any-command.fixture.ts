// Any command, for property tests.
import fc from 'fast-check';
import { type Command, type Mode, ROLES } from './command.ts';
import { CREDENTIALS, entering, join } from './house.fixture.ts';
import type { ChatView } from './views.ts';

const FLAGS = ['invite-only', 'moderated', 'secret', 'no-ctcp', 'registered-only', 'registered-speech'] as const;
const USER_MODES = ['invisible', 'bot', 'wallops', 'registered-only', 'operator'] as const;

const user = fc.constantFrom('a', 'bb', 'ccc', 'dddd', 'eeeee');
/** Of a user's first session it is the user's id. */
const session = user;
const name = fc.constantFrom('alice', 'ALICE', 'bob', '王小明', 'Ｂｏｂ', 'no good', '', 'İ', 'i̇');
const room = fc.constantFrom('#lobby', '#x', '#X', '#茶', '#y', '#z', 'bad', '#');
const key = fc.constantFrom('url', 'status', 'a/b', 'Bad', '');
const message = fc.nat(40).map((count) => `e${count}`);
/** The clock of the fixture goes by one with each command. */
const lasting = fc.option(fc.constantFrom(1, 5, 20));
const banned = fc.constantFrom('10.0.0.9', '::9', '10.0.0.0/24', '10.0.0.1', 'bob', 'alice', '0.0.0.0/0', '1', '2');
const text = fc.constantFrom('', 'hi', '你好', 'x'.repeat(2000));

/** Whether nobody can enter with this id: it is somebody's, or of one of somebody's sessions. */
export function isHere({ users }: ChatView, id: string): boolean {
  return users.has(id) || users.values().some(({ sessions }) => sessions.has(id));
}

const entry: fc.Arbitrary<Command> = fc
  .record({
    user,
    name,
    face: fc.constantFrom('plain' as const, 'irc' as const),
    host: fc.constantFrom('10.0.0.1', '::1'),
    account: fc.constantFrom(null, null, 'alice', 'bob'),
  })
  .map((given) => entering(given.user, given.name, given.face, given.host, given.account));
const departure = fc.constant({ cause: 'left' as const, text: '' });
const joining = fc.record({ kind: fc.constant('join' as const), user, room, key: fc.constantFrom('', 'k') });
const login = fc.record({
  kind: fc.constant('login' as const),
  user,
  session,
  account: fc.constantFrom('alice', 'bob'),
});

/** What must have been done before anything else can happen. */
const oftenAsked: fc.Arbitrary<Command> = fc.oneof(
  entry,
  entry,
  fc.record({ kind: fc.constant('leave' as const), user, session, departure }),
  joining,
  joining,
  login,
  fc.record({ kind: fc.constant('stay' as const), user, set: fc.boolean() }),
);

const everything: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant('rename' as const), user, name }),
  fc.record({ kind: fc.constant('part' as const), user, room, text }),
  fc.record({ kind: fc.constant('kick' as const), user, room, names: fc.array(name, { maxLength: 4 }), text }),
  fc.record({ kind: fc.constant('room-ban' as const), user, room, name, lasting, text }),
  fc.record({ kind: fc.constant('room-unban' as const), user, room, who: name }),
  fc.record({ kind: fc.constant('invite' as const), user, room, name }),
  fc.record({ kind: fc.constant('topic' as const), user, room, text }),
  fc.record({ kind: fc.constant('away' as const), user, text }),
  fc.record({ kind: fc.constantFrom('operate' as const, 'deny-operator' as const), user }),
  fc.record({ kind: fc.constant('speak' as const), user, room: fc.option(room), text }),
  fc.record({
    kind: fc.constant('say' as const),
    user,
    to: fc.oneof(room, name),
    text,
    form: fc.constant('message' as const),
    tags: fc.constant({}),
    least: fc.option(fc.constantFrom(...ROLES)),
    lines: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('redact' as const), user, to: fc.oneof(room, name), message, text }),
  fc.record({ kind: fc.constant('register-room' as const), user, room }),
  fc.record({ kind: fc.constant('drop-room' as const), user, room }),
  fc.record({ kind: fc.constant('ban' as const), user, who: banned, lasting, text }),
  fc.record({ kind: fc.constant('unban' as const), user, who: banned }),
  fc.constant({ kind: 'expire' } as const),
  fc.record({ kind: fc.constant('limit' as const), user, users: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('lock' as const), user, locked: fc.boolean() }),
  fc.record({ kind: fc.constant('rename-room' as const), user, room, name: room, text }),
  fc.record({ kind: fc.constant('register' as const), user, account: name, credentials: fc.constant(CREDENTIALS) }),
  fc.record({ kind: fc.constant('logout' as const), user }),
  fc.record({
    kind: fc.constant('change-password' as const),
    user,
    account: name,
    credentials: fc.constant(CREDENTIALS),
  }),
  fc.record({ kind: fc.constant('drop-account' as const), user, account: name }),
  fc.record({
    kind: fc.constant('certificate' as const),
    user,
    set: fc.boolean(),
    fingerprint: fc.constantFrom('a'.repeat(64), 'B'.repeat(64), 'c'.repeat(64), 'd'),
  }),
  fc.record({
    kind: fc.constant('monitor' as const),
    user,
    add: fc.array(name, { maxLength: 2 }),
    remove: fc.oneof(fc.constant('all' as const), fc.array(name, { maxLength: 1 })),
  }),
  fc.record({ kind: fc.constant('mark-read' as const), user, target: fc.oneof(room, name), at: fc.nat(2000) }),
  fc.record({
    kind: fc.constant('subscribe' as const),
    user,
    set: fc.boolean(),
    keys: fc.array(key, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('metadata' as const),
    user,
    target: fc.oneof(room, name),
    key,
    value: fc.option(text),
  }),
  fc.record({
    kind: fc.constant('user-modes' as const),
    user,
    changes: fc.array(fc.record({ set: fc.boolean(), mode: fc.constantFrom(...USER_MODES) }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('wallops' as const), user, text }),
  fc.record({
    kind: fc.constant('change-host' as const),
    user,
    name,
    username: fc.constantFrom('u', 'bad user'),
    host: fc.constantFrom('tea.example', ''),
  }),
  fc.record({ kind: fc.constant('expel' as const), user, name, text }),
  fc.record({ kind: fc.constant('mode' as const), user, mode: fc.constantFrom<Mode>('hub', 'desk', 'p2p', 'echo') }),
  fc.record({
    kind: fc.constant('modes' as const),
    user,
    room,
    changes: fc.array(
      fc.oneof(
        fc.record({
          set: fc.boolean(),
          what: fc.constantFrom(...FLAGS),
        }),
        fc.record({
          set: fc.boolean(),
          what: fc.constant('role' as const),
          role: fc.constantFrom(...ROLES),
          name,
        }),
        fc.constantFrom(
          { set: true, what: 'key' as const, key: 'k' } as const,
          { set: false, what: 'key' as const } as const,
          { set: true, what: 'limit' as const, limit: 7 } as const,
          { set: false, what: 'limit' as const } as const,
        ),
        fc.record({
          set: fc.boolean(),
          what: fc.constantFrom('ban' as const, 'exception' as const, 'invite-exception' as const),
          mask: fc.constantFrom('alice', '*!*@10.0.0.1', '*', '~a:alice', '~m:*', '~m:~a:*', '~a:'),
        }),
      ),
      { maxLength: 3 },
    ),
  }),
);

/** A few people, names, rooms and masks, so that commands meet; and what nobody should be able to do. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(oftenAsked, everything);

const modes = (user: string, changes: Extract<Command, { kind: 'modes' }>['changes']): Command => ({
  kind: 'modes',
  user,
  room: '#x',
  changes,
});

/** Two rooms that are registered, people with and without accounts, who stays, an operator, somebody who has had a voice. */
export const SCENE: readonly Command[] = [
  entering('a', 'alice'),
  entering('bb', 'bob'),
  entering('ccc', '王小明'),
  { kind: 'operate', user: 'ccc' },
  { kind: 'register', user: 'a', account: 'alice', credentials: CREDENTIALS },
  { kind: 'register', user: 'bb', account: 'bob', credentials: CREDENTIALS },
  { kind: 'stay', user: 'bb', set: true },
  join('a', '#x'),
  join('bb', '#x'),
  { kind: 'register-room', user: 'a', room: '#x' },
  modes('a', [{ set: true, what: 'role', role: 'voice', name: 'bob' }]),
  join('bb', '#茶'),
  { kind: 'register-room', user: 'bb', room: '#茶' },
  join('bb', '#y'),
  { kind: 'mark-read', user: 'a', target: '#x', at: 7 },
];

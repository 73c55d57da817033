// A chat that is made of the facts of another goes on as that one does.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyCommand } from './any-command.fixture.ts';
import { createChat } from './chat.ts';
import type { Command } from './command.ts';
import { type Fact, roomFact } from './fact.ts';
import { entering, house, join, LIMITS } from './house.fixture.ts';
import { fold } from './names.ts';
import { lasts, type Room } from './room.ts';
import type { ChatView, RoomMask } from './views.ts';

/** Two rooms that are registered, people with and without accounts, an operator, somebody who has had a voice. */
const CREDENTIALS = { password: '', scram: { salt: '', iterations: 1, storedKey: '', serverKey: '' } };
const modes = (user: string, changes: Extract<Command, { kind: 'modes' }>['changes']): Command => ({
  kind: 'modes',
  user,
  room: '#x',
  changes,
});
const SCENE: readonly Command[] = [
  entering('a', 'alice'),
  entering('bb', 'bob'),
  entering('ccc', '王小明'),
  { kind: 'operate', user: 'ccc' },
  { kind: 'register', user: 'a', account: 'alice', credentials: CREDENTIALS },
  { kind: 'register', user: 'bb', account: 'bob', credentials: CREDENTIALS },
  join('a', '#x'),
  join('bb', '#x'),
  { kind: 'register-room', user: 'a', room: '#x' },
  modes('a', [{ set: true, what: 'role', role: 'voice', name: 'bob' }]),
  join('bb', '#茶'),
  { kind: 'register-room', user: 'bb', room: '#茶' },
];

/** What an earlier run leaves of a chat: its accounts, and the last of the facts of each kind and key. */
function left(commands: readonly Command[]): {
  view: ChatView;
  inherited: { accounts: readonly { name: string; registeredAt: number; certificates: string[] }[]; facts: Fact[] };
} {
  const { chat, do: apply } = house();
  const facts = new Map<string, Fact>();
  for (const one of commands) {
    if (one.kind === 'enter' && chat.view.user(one.user) !== undefined) continue;
    for (const fact of apply(one).facts) {
      const name = JSON.stringify([fact.kind, fact.key]);
      if (fact.value === null) facts.delete(name);
      // As a store has it.
      else facts.set(name, JSON.parse(JSON.stringify(fact)));
    }
  }
  const accounts = ['alice', 'bob', '王小明', 'Bob'].flatMap((name) => {
    const account = chat.view.accountNamed(name);
    return account === undefined ? [] : [{ ...account, certificates: [...account.certificates] }];
  });
  const unique = [...new Map(accounts.map((account) => [fold(account.name), account])).values()];
  return { view: chat.view, inherited: { accounts: unique, facts: [...facts.values()] } };
}

function bansOf({ rooms }: ChatView): RoomMask[] {
  return [...rooms].flatMap(({ lists }) => [...lists.ban.values()]);
}

function lastingRooms(view: ChatView): readonly object[] {
  const rooms = ([...view.rooms] as Room[]).filter(lasts);
  return rooms
    .map(({ members: _members, invited: _invited, audience: _audience, lists, ...room }) => ({
      ...room,
      lists: Object.values(lists).map((list) =>
        [...list].map(([pattern, { matcher: _matcher, ...mask }]) => [pattern, mask]),
      ),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

it('has the same rooms, bans, limit, lock and mode', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 60 }), (commands) => {
      const { view, inherited } = left([...SCENE, ...commands]);
      const again = createChat(LIMITS, 'hub', [], inherited);
      expect(again.strange).toEqual([]);
      expect(lastingRooms(again.view)).toEqual(lastingRooms(view));
      const { mode, locked, limit, sanctions } = view.house;
      expect(again.view.house).toMatchObject({ mode, locked, limit });
      expect([...again.view.house.sanctions]).toEqual([...sanctions]);
      const untils = [...view.house.sanctions.values(), ...bansOf(again.view)].map(({ until }) => until ?? Infinity);
      expect(again.view.nextExpiry ?? Infinity).toBe(Math.min(...untils));
    }),
    { numRuns: 300 },
  );
});

it('gives back the facts that it was made of', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
      const { inherited } = left([...SCENE, ...commands]);
      const again = createChat(LIMITS, 'hub', [], inherited);
      for (const fact of inherited.facts.filter(({ kind }) => kind === 'room')) {
        const room = again.view.roomNamed(fact.key) as Room;
        expect(JSON.parse(JSON.stringify(roomFact(fact.key, room)))).toEqual(fact);
      }
    }),
    { numRuns: 100 },
  );
});

it('never fails, whatever it is made of', () => {
  const { inherited } = left(SCENE);
  const kind = fc.constantFrom('room', 'house', 'ban', 'poll');
  const key = fc.constantFrom('#x', 'mode', 'limit', 'locked', '10.0.0.1');
  const spoiled = fc.constantFrom(...inherited.facts).chain(({ kind, key, value }) =>
    fc
      .record({ field: fc.constantFrom(...Object.keys(value ?? {})), other: fc.jsonValue() })
      .map(({ field, other }) => ({
        kind,
        key,
        value: { ...(value as object), [field]: other },
      })),
  );
  const any = fc.oneof(fc.record({ kind, key, value: fc.jsonValue() }), spoiled) as fc.Arbitrary<Fact>;
  fc.assert(
    fc.property(fc.array(any, { maxLength: 5 }), (facts) => {
      const { view, strange } = createChat(LIMITS, 'hub', [], { ...inherited, facts });
      expect(facts).toEqual(expect.arrayContaining([...strange]));
      for (const room of view.rooms) expect(room.name).toMatch(/^#/);
    }),
    { numRuns: 500 },
  );
});

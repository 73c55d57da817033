// A chat that is made of the facts of another goes on as that one does.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyCommand, isHere, SCENE } from './any-command.fixture.ts';
import { createChat } from './chat.ts';
import type { Command } from './command.ts';
import { type Fact, roomFact } from './fact.ts';
import { entering, house, kinds, LIMITS } from './house.fixture.ts';
import { fold } from './names.ts';
import { isKept, type Room } from './room.ts';
import type { State } from './state.ts';
import type { User } from './user.ts';
import type { ChatView, RoomMask } from './views.ts';

/** What an earlier run leaves of a chat: its accounts, and the last of the facts of each kind and key. */
function left(commands: readonly Command[]): {
  view: ChatView;
  inherited: {
    accounts: readonly { name: string; registeredAt: number; certificates: string[] }[];
    facts: Fact[];
    endedAt: number;
  };
} {
  const { chat, do: apply } = house();
  const facts = new Map<string, Fact>();
  for (const one of commands) {
    if (one.kind === 'enter' && isHere(chat.view, one.user)) continue;
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
  return { view: chat.view, inherited: { accounts: unique, facts: [...facts.values()], endedAt: 9999 } };
}

function bansOf({ rooms }: ChatView): RoomMask[] {
  return [...rooms].flatMap(({ lists }) => [...lists.ban.values()]);
}

function lastingRooms(view: ChatView): readonly object[] {
  const rooms = ([...view.rooms] as Room[]).filter(isKept);
  return rooms
    .map(({ members: _members, stayers: _stayers, invited: _invited, audience: _audience, lists, ...room }) => ({
      ...room,
      lists: Object.values(lists).map((list) =>
        [...list].map(([pattern, { matcher: _matcher, ...mask }]) => [pattern, mask]),
      ),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Those who are here without a session. */
function staying(view: ChatView): readonly object[] {
  const users = ([...view.users.values()] as User[]).filter(({ stays }) => stays);
  return users
    .map(({ id, person, away, modes, metadata, enteredAt, rooms }) => ({
      id,
      person: { ...person, operator: false },
      away: away ?? '',
      modes,
      metadata,
      enteredAt,
      rooms: [...rooms].map((room) => [room.name, room.members.get(id)?.roles]),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

it('has the same rooms, bans, limit, lock and mode', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 60 }), (commands) => {
      const { view, inherited } = left([...SCENE, ...commands]);
      const again = createChat(LIMITS, 'hub', [], inherited);
      expect(again.strange).toEqual([]);
      expect(lastingRooms(again.view)).toEqual(lastingRooms(view));
      expect(staying(again.view)).toEqual(staying(view));
      for (const one of again.view.users.values()) expect([one.stays, one.sessions.size]).toEqual([true, 0]);
      const { mode, locked, limit, sanctions } = view.house;
      expect(again.view.house).toMatchObject({ mode, locked, limit });
      expect([...again.view.house.sanctions]).toEqual([...sanctions]);
      const untils = [...view.house.sanctions.values(), ...bansOf(again.view)].map(({ until }) => until ?? Infinity);
      expect(again.view.nextExpiry ?? Infinity).toBe(Math.min(...untils));
    }),
    { numRuns: 300 },
  );
});

it('keeps the name free that the operator has now', () => {
  const { chat, do: apply } = house();
  const credentials = { password: '', scram: { salt: '', iterations: 1, storedKey: '', serverKey: '' } };
  const boss = entering('a', 'boss');
  const commands: Command[] = [
    boss,
    { kind: 'register', user: 'a', account: 'boss', credentials },
    { kind: 'stay', user: 'a', set: true },
  ];
  const facts = commands.flatMap((command) => apply(command).facts);
  const accounts = [{ name: 'boss', registeredAt: 1, certificates: [] }];
  expect(chat.view.userNamed('boss')).toBeDefined();
  const again = createChat(LIMITS, 'hub', ['boss'], { accounts, facts: facts.slice(-1), endedAt: 0 });
  expect(again.strange).toEqual([]);
  const enter = (command: Command): string[] => kinds(again.apply({ id: 'e', at: 1, command }));
  expect(enter(entering('o', 'boss', 'console'))).toEqual(['entered']);
  expect(enter(entering('b', 'teacher', 'irc', '1.2.3.4', 'boss'))).toEqual(['entered']);
  expect(again.view.userNamed('teacher')?.stays).toBe(true);
});

it('has read as much, and finds as much of accounts that are no more', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 60 }), (commands) => {
      const { view, inherited } = left([...SCENE, ...commands]);
      const [one, other] = [view, createChat(LIMITS, 'hub', [], inherited).view].map((chat) => chat as State);
      for (const account of ['alice', 'bob', '王小明']) {
        for (const target of ['#x', '#茶', '#y', '#lobby', 'alice', 'bob', '王小明', 'bad', '']) {
          const owner = { id: '', account };
          expect(other?.markers.of(owner, target)).toBe(one?.markers.of(owner, target));
        }
        expect(other?.formerAccountNamed(account)?.heir).toBe(one?.formerAccountNamed(account)?.heir);
      }
    }),
    { numRuns: 200 },
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
  const kind = fc.constantFrom('room', 'house', 'ban', 'stay', 'read', 'former', 'poll');
  const key = fc.constantFrom('#x', '["a","#x"]', '[1', 'mode', 'limit', 'locked', '10.0.0.1', 'alice', 'bob');
  const objects = inherited.facts.filter(({ value }) => typeof value === 'object');
  const spoiled = fc.constantFrom(...objects).chain(({ kind, key, value }) =>
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

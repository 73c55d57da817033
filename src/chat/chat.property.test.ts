// Any sequence of commands keeps the state in step and tells exactly those whom it concerns.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chat } from './chat.ts';
import { type Command, type Mode, ROLES } from './command.ts';
import type { Delivery, Outcome } from './event.ts';
import { entering, house, LIMITS } from './house.fixture.ts';
import { fold } from './names.ts';
import type { Room, State, User } from './state.ts';

const FLAGS = ['invite-only', 'moderated', 'secret', 'no-ctcp', 'registered-only', 'registered-speech'] as const;
const USER_MODES = ['invisible', 'bot', 'wallops', 'registered-only', 'operator'] as const;
const CREDENTIALS = { password: '', scram: { salt: '', iterations: 1, storedKey: '', serverKey: '' } };

describe('any sequence of commands', () => {
  const user = fc.constantFrom('a', 'bb', 'ccc', 'dddd', 'eeeee');
  const name = fc.constantFrom('alice', 'ALICE', 'bob', '王小明', 'Ｂｏｂ', 'no good', '', 'İ', 'i̇');
  const room = fc.constantFrom('#lobby', '#x', '#X', '#茶', '#y', '#z', 'bad', '#');
  const key = fc.constantFrom('url', 'status', 'a/b', 'Bad', '');
  const message = fc.nat(40).map((count) => `e${count}`);
  const text = fc.constantFrom('', 'hi', '你好', 'x'.repeat(2000));
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc
      .record({
        user,
        name,
        face: fc.constantFrom('plain' as const, 'irc' as const),
        host: fc.constantFrom('10.0.0.1', '::1'),
      })
      .map((given) => entering(given.user, given.name, given.face, given.host)),
    fc.record({
      kind: fc.constant('leave' as const),
      user,
      departure: fc.constant({ cause: 'left' as const, text: '' }),
    }),
    fc.record({ kind: fc.constant('rename' as const), user, name }),
    fc.record({ kind: fc.constant('join' as const), user, room, key: fc.constantFrom('', 'k') }),
    fc.record({ kind: fc.constant('part' as const), user, room, text }),
    fc.record({ kind: fc.constant('kick' as const), user, room, names: fc.array(name, { maxLength: 4 }), text }),
    fc.record({ kind: fc.constant('room-ban' as const), user, room, name, text }),
    fc.record({ kind: fc.constant('invite' as const), user, room, name }),
    fc.record({ kind: fc.constant('topic' as const), user, room, text }),
    fc.record({ kind: fc.constant('away' as const), user, text }),
    fc.record({ kind: fc.constant('operate' as const), user }),
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
    fc.record({ kind: fc.constant('rename-room' as const), user, room, name: room, text }),
    fc.record({ kind: fc.constant('register' as const), user, account: name, credentials: fc.constant(CREDENTIALS) }),
    fc.record({ kind: fc.constant('login' as const), user, account: fc.constantFrom('alice', 'bob') }),
    fc.record({ kind: fc.constant('logout' as const), user }),
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

  it('keeps names unique, members and rooms in step, and tells exactly those whom it concerns', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const { chat, do: apply } = house();
        for (const one of commands) {
          if (one.kind === 'enter' && chat.view.user(one.user) !== undefined) continue;
          const before = new Map([...chat.view.rooms].map((room) => [room.name, new Set(room.members.keys())]));
          const outcome = apply(one);
          for (const delivery of outcome.deliveries) checkAudience(delivery, before, outcome);
          checkState(chat);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives every replica the same outcomes', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const one = house();
        const other = house();
        for (const next of commands) {
          if (next.kind === 'enter' && one.chat.view.user(next.user) !== undefined) continue;
          const outcome = one.do(next);
          const again = other.do(next);
          expect(again.deliveries).toEqual(outcome.deliveries);
          expect(again.refusals).toEqual(outcome.refusals);
        }
      }),
      { numRuns: 100 },
    );
  });

  function checkState({ view }: Chat): void {
    const folded = [...view.users.values()].map((one) => fold(one.person.name));
    expect(new Set(folded).size).toBe(folded.length);
    for (const one of view.users.values()) {
      expect(view.userNamed(one.person.name)).toBe(one);
      const owned = view.accountNamed(one.person.name);
      if (owned !== undefined) expect(fold(one.person.account ?? '')).toBe(fold(owned.name));
      expect(one.monitored.size).toBeLessThanOrEqual(LIMITS.monitorsPerUser);
      expect(one.subscriptions.size).toBeLessThanOrEqual(LIMITS.subscriptionsPerUser);
      expect(one.metadata.size).toBeLessThanOrEqual(LIMITS.metadataKeys);
    }
    const { accounts, certificates } = view as State;
    const owned = [...accounts.values()].flatMap((account) => [...account.certificates]);
    expect(owned.sort()).toEqual([...certificates].sort());
    for (const account of accounts.values()) {
      expect(account.certificates.size).toBeLessThanOrEqual(LIMITS.certificatesPerAccount);
    }
    const rooms = [...view.rooms];
    expect(new Set(rooms.map((one) => fold(one.name))).size).toBe(rooms.length);
    expect(view.roomNamed('#lobby')).toBeDefined();
    for (const one of rooms) {
      const masks = Object.values(one.lists).reduce((sum, list) => sum + list.size, 0);
      expect(masks).toBeLessThanOrEqual(LIMITS.bansPerRoom);
      expect(one.members.size > 0 || one.name === '#lobby').toBe(true);
      for (const [id, member] of one.members) {
        expect(view.user(id)).toBe(member.user);
        expect(member.user.rooms.has(one)).toBe(true);
      }
    }
    for (const one of view.users.values()) {
      expect(one.rooms.size).toBeLessThanOrEqual(LIMITS.roomsPerUser);
      for (const joined of one.rooms) expect(view.roomNamed(joined.name)?.members.has(one.id)).toBe(true);
      for (const room of (one as User).invitedTo) {
        expect(view.roomNamed(room.name)).toBe(room);
        expect(room.invited).toContain(one);
      }
    }
    for (const { invited } of rooms as Room[]) for (const one of invited) expect(view.user(one.id)).toBe(one);
    expect(view.house.line === null || view.user(view.house.line) !== undefined).toBe(true);
  }

  /** Before is what the rooms were; nothing else of the same outcome may have changed the room in between. */
  function checkAudience({ event, to }: Delivery, before: Map<string, Set<string>>, outcome: Outcome): void {
    expect(new Set(to).size).toBe(to.length);
    const members = (room: string): string[] => [...(before.get(room) ?? [])];
    switch (event.kind) {
      case 'said':
        if (event.to.kind === 'room') {
          const there = members(event.to.name).sort();
          if (event.to.least === null) expect([...to].sort()).toEqual(there);
          else expect(there).toEqual(expect.arrayContaining([...to]));
        } else expect(to).toEqual([event.to.kind === 'user' ? event.to.person.id : event.who.id]);
        return;
      case 'joined': {
        const alone = outcome.deliveries.filter((other) => other.event.kind === 'joined').length === 1;
        if (alone) expect([...to].sort()).toEqual([...members(event.room), event.who.id].sort());
        return;
      }
      case 'parted':
      case 'topic-changed':
      case 'modes-changed':
        expect([...to].sort()).toEqual(members(event.room).sort());
        return;
      case 'kicked':
        expect([...to].sort()).toEqual(members(event.room).sort());
        expect(to).toContain(event.target.id);
        return;
      case 'away-changed': {
        const around = [...before.values()].filter((there) => there.has(event.who.id)).flatMap((there) => [...there]);
        expect([1, new Set([...around, event.who.id]).size]).toContain(to.length);
        expect(to).toContain(event.who.id);
        return;
      }
      case 'left': {
        const neighbours = new Set(event.rooms.flatMap(members));
        neighbours.delete(event.who.id);
        expect([...to].sort()).toEqual([...neighbours].sort());
        return;
      }
    }
  }
});

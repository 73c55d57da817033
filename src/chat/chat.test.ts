import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chat } from './chat.ts';
import type { Command, Mode } from './command.ts';
import type { Delivery, Outcome } from './event.ts';
import { entering, house, join, kinds, LIMITS, say, whys } from './house.fixture.ts';
import { fold } from './names.ts';
import type { Room, User } from './state.ts';

describe('coming in', () => {
  it('puts a plain-text guest into the lobby, an IRC user nowhere', () => {
    const { chat, do: apply } = house();
    expect(kinds(apply(entering('a', 'alice', 'plain')))).toEqual(['entered', 'joined']);
    expect(kinds(apply(entering('b', 'bob')))).toEqual(['entered']);
    expect([...(chat.view.roomNamed('#lobby')?.members.keys() ?? [])]).toEqual(['a']);
  });

  it('gives nobody a name that is taken under casemapping or in another width', () => {
    const { do: apply } = house();
    apply(entering('a', 'Alice'));
    expect(whys(apply(entering('b', 'aLICE')))).toEqual(['name-taken']);
    expect(whys(apply(entering('b', 'Ａｌｉｃｅ')))).toEqual(['name-taken']);
    expect(whys(apply(entering('b', '爱丽丝')))).toEqual([]);
  });

  it('numbers guests past names that are taken', () => {
    const { chat, do: apply } = house();
    apply(entering('a', 'guest1'));
    apply(entering('b', '', 'plain'));
    expect(chat.view.user('b')?.person.name).toBe('guest2');
  });

  it('lets nobody in who is banned, or when it is full or locked', () => {
    const { do: apply } = house();
    apply(entering('o', 'host', 'console', 'console'));
    apply({ kind: 'ban', user: 'o', who: '10.9.9.9', text: 'spam' });
    expect(apply(entering('x', 'x', 'irc', '10.9.9.9')).refusals).toEqual([{ why: 'address-banned', text: 'spam' }]);
    apply({ kind: 'unban', user: 'o', who: '10.9.9.9' });
    apply({ kind: 'limit', user: 'o', users: 1 });
    expect(whys(apply(entering('x', 'x', 'irc', '10.9.9.9')))).toEqual([]);
    expect(whys(apply(entering('y', 'y')))).toEqual(['house-full']);
    apply({ kind: 'lock', user: 'o', locked: true });
    expect(whys(apply(entering('y', 'y')))).toEqual(['house-locked']);
  });
});

describe('speaking', () => {
  it('reaches exactly the members of a room', () => {
    const { do: apply } = house();
    for (const name of ['a', 'b', 'c']) apply(entering(name, name));
    apply(join('a', '#x'));
    apply(join('b', '#X'));
    const [delivery] = apply(say('a', '#x', 'hi')).deliveries;
    expect(delivery?.to).toEqual(['a', 'b']);
    expect(whys(apply(say('c', '#x', 'hi')))).toEqual(['cannot-speak']);
    expect(whys(apply(say('c', '#none', 'hi')))).toEqual(['no-such-room']);
  });

  it('says nothing to somebody who is not here', () => {
    const { do: apply } = house();
    apply(entering('a', 'a'));
    expect(apply(say('a', 'nobody', 'hi'))).toMatchObject({
      deliveries: [],
      refusals: [{ why: 'no-such-user', name: 'nobody' }],
    });
  });

  it('finds a user by address and port', () => {
    const { do: apply } = house();
    apply(entering('a', 'a'));
    apply(entering('b', 'b', 'irc', '::1'));
    expect(apply(say('a', `[::1]:${5000 + 'b'.charCodeAt(0)}`, 'hi')).deliveries[0]?.to).toEqual(['b']);
  });

  it('goes where the mode says: back, to the desk, to the desk one at a time', () => {
    const speak = (user: string): Command => ({ kind: 'speak', user, room: '#lobby', text: 'hi' });
    const echo = house('echo');
    echo.do(entering('a', 'a', 'plain'));
    expect(echo.do(speak('a')).deliveries[0]).toMatchObject({ to: ['a'], event: { to: { kind: 'echo' } } });

    const desk = house('desk');
    desk.do(entering('a', 'a', 'plain'));
    expect(whys(desk.do(speak('a')))).toEqual(['nobody-at-the-desk']);
    desk.do(entering('o', 'host', 'console', 'console'));
    expect(desk.do(speak('a')).deliveries[0]?.to).toEqual(['o']);

    const p2p = house('p2p');
    p2p.do(entering('o', 'host', 'console', 'console'));
    expect(kinds(p2p.do(entering('a', 'a', 'plain')))).toEqual(['entered', 'line-given']);
    expect(kinds(p2p.do(entering('b', 'b', 'plain')))).toEqual(['entered', 'line-busy']);
    expect(whys(p2p.do(speak('b')))).toEqual(['line-is-busy']);
    expect(p2p.do(speak('a')).deliveries[0]?.to).toEqual(['o']);
    const leaving = p2p.do({ kind: 'leave', user: 'a', departure: { cause: 'ended', text: '' } });
    expect(leaving.deliveries.map(({ event, to }) => [event.kind, to])).toEqual([
      ['left', []],
      ['line-given', ['b']],
    ]);
    expect(p2p.do(speak('b')).deliveries[0]?.to).toEqual(['o']);
  });

  it('takes guests without a room into the lobby when the house becomes a hub', () => {
    const { chat, do: apply } = house('echo');
    apply(entering('a', 'a', 'plain'));
    apply(entering('o', 'host', 'console', 'console'));
    apply({ kind: 'mode', user: 'o', mode: 'hub' });
    expect(chat.view.roomNamed('#lobby')?.members.has('a')).toBe(true);
  });
});

describe('rooms', () => {
  it('make the first one op, and end with the last one; the lobby stays', () => {
    const { chat, do: apply } = house();
    apply(entering('a', 'a'));
    apply(join('a', '#x'));
    expect(chat.view.roomNamed('#x')?.members.get('a')?.roles.has('op')).toBe(true);
    apply({ kind: 'part', user: 'a', room: '#x', text: '' });
    expect(chat.view.roomNamed('#x')).toBeUndefined();
    expect(chat.view.roomNamed('#lobby')).toBeDefined();
  });

  it('keep out whom their key, limit, bans and invitations keep out', () => {
    const { do: apply } = house();
    for (const name of ['a', 'b']) apply(entering(name, name));
    apply(join('a', '#x'));
    const because = (command: Command): unknown => apply(command).refusals[0];
    apply({ kind: 'modes', user: 'a', room: '#x', changes: [{ set: true, what: 'key', key: 'k' }] });
    expect(because(join('b', '#x'))).toMatchObject({ because: 'key' });
    apply({ kind: 'modes', user: 'a', room: '#x', changes: [{ set: true, what: 'limit', limit: 1 }] });
    expect(because(join('b', '#x', 'k'))).toMatchObject({ because: 'full' });
    apply({
      kind: 'modes',
      user: 'a',
      room: '#x',
      changes: [
        { set: false, what: 'limit' },
        { set: true, what: 'invite-only' },
      ],
    });
    expect(because(join('b', '#x', 'k'))).toMatchObject({ because: 'invite-only' });
    apply({ kind: 'invite', user: 'a', room: '#x', name: 'b' });
    expect(whys(apply(join('b', '#x', 'k')))).toEqual([]);
    apply({ kind: 'modes', user: 'a', room: '#x', changes: [{ set: true, what: 'ban', mask: 'b' }] });
    expect(apply(say('b', '#x', 'hi')).refusals[0]).toMatchObject({ because: 'banned' });
  });

  it('ban by address unless somebody else there has the same', () => {
    const { chat, do: apply } = house();
    apply(entering('a', 'a', 'irc', '10.0.0.1'));
    apply(entering('b', 'b', 'irc', '10.0.0.2'));
    apply(entering('c', 'c', 'irc', '10.0.0.1'));
    for (const user of ['a', 'b', 'c']) apply(join(user, '#x'));
    expect(kinds(apply({ kind: 'room-ban', user: 'a', room: '#x', name: 'b', text: '' }))).toEqual([
      'modes-changed',
      'kicked',
    ]);
    expect(kinds(apply({ kind: 'room-ban', user: 'a', room: '#x', name: 'c', text: '' }))).toEqual([
      'modes-changed',
      'kicked',
    ]);
    expect([...(chat.view.roomNamed('#x')?.bans.keys() ?? [])]).toEqual(['*!*@10.0.0.2', 'c!*@*']);
  });

  it('are run by their ops only, and by the operator', () => {
    const { do: apply } = house();
    apply(entering('o', 'host', 'console', 'console'));
    for (const name of ['a', 'b']) {
      apply(entering(name, name));
      apply(join(name, '#x'));
    }
    expect(whys(apply({ kind: 'kick', user: 'b', room: '#x', name: 'a', text: '' }))).toEqual(['op-needed']);
    expect(whys(apply({ kind: 'topic', user: 'b', room: '#x', text: 't' }))).toEqual(['op-needed']);
    expect(kinds(apply({ kind: 'kick', user: 'o', room: '#x', name: 'a', text: '' }))).toEqual(['kicked']);
    for (const kind of ['expel', 'ban', 'unban'] as const) {
      const command: Command =
        kind === 'expel' ? { kind, user: 'b', name: 'a', text: '' } : { kind, user: 'b', who: 'a', text: '' };
      expect(whys(apply(command))).toEqual(['operator-needed']);
    }
  });
});

describe('any sequence of commands', () => {
  const user = fc.constantFrom('a', 'bb', 'ccc', 'dddd', 'eeeee');
  const name = fc.constantFrom('alice', 'ALICE', 'bob', '王小明', 'Ｂｏｂ', 'no good', '', 'İ', 'i̇');
  const room = fc.constantFrom('#lobby', '#x', '#X', '#茶', '#y', '#z', 'bad', '#');
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
    fc.record({ kind: fc.constant('kick' as const), user, room, name, text }),
    fc.record({ kind: fc.constant('room-ban' as const), user, room, name, text }),
    fc.record({ kind: fc.constant('invite' as const), user, room, name }),
    fc.record({ kind: fc.constant('topic' as const), user, room, text }),
    fc.record({ kind: fc.constant('away' as const), user, text }),
    fc.record({ kind: fc.constant('operate' as const), user, set: fc.boolean() }),
    fc.record({ kind: fc.constant('speak' as const), user, room: fc.option(room), text }),
    fc.record({
      kind: fc.constant('say' as const),
      user,
      to: fc.oneof(room, name),
      text,
      form: fc.constant('message' as const),
      tags: fc.constant({}),
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
            what: fc.constantFrom('invite-only' as const, 'moderated' as const, 'secret' as const),
          }),
          fc.record({
            set: fc.boolean(),
            what: fc.constant('role' as const),
            role: fc.constantFrom('op' as const, 'voice' as const),
            name,
          }),
          fc.record({
            set: fc.boolean(),
            what: fc.constant('ban' as const),
            mask: fc.constantFrom('alice', '*!*@10.0.0.1', '*'),
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
    for (const one of view.users.values()) expect(view.userNamed(one.person.name)).toBe(one);
    const rooms = [...view.rooms];
    expect(new Set(rooms.map((one) => fold(one.name))).size).toBe(rooms.length);
    expect(view.roomNamed('#lobby')).toBeDefined();
    for (const one of rooms) {
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
        if (event.to.kind === 'room') expect([...to].sort()).toEqual(members(event.to.name).sort());
        else expect(to).toEqual([event.to.kind === 'user' ? event.to.person.id : event.who.id]);
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

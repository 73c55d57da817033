import { describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { entering, house, join, kinds, say, whys } from './house.fixture.ts';

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
    apply({ kind: 'ban', user: 'o', who: '10.9.9.9', lasting: null, text: 'spam' });
    expect(apply(entering('x', 'x', 'irc', '10.9.9.9')).refusals).toEqual([
      { why: 'banned', whom: 'address', text: 'spam', until: null },
    ]);
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
    expect(apply(say('a', `[::1]:${5000 + 'b'.charCodeAt(0)}`, 'hi')).deliveries[0]?.to).toEqual(['a', 'b']);
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
    expect(desk.do(speak('a')).deliveries[0]?.to).toEqual(['a', 'o']);

    const p2p = house('p2p');
    p2p.do(entering('o', 'host', 'console', 'console'));
    expect(kinds(p2p.do(entering('a', 'a', 'plain')))).toEqual(['entered', 'line-given']);
    expect(kinds(p2p.do(entering('b', 'b', 'plain')))).toEqual(['entered', 'line-busy']);
    expect(whys(p2p.do(speak('b')))).toEqual(['line-is-busy']);
    expect(p2p.do(speak('a')).deliveries[0]?.to).toEqual(['a', 'o']);
    const leaving = p2p.do({ kind: 'leave', user: 'a', session: 'a', departure: { cause: 'ended', text: '' } });
    expect(leaving.deliveries.map(({ event, to }) => [event.kind, to])).toEqual([
      ['left', []],
      ['line-given', ['b']],
    ]);
    expect(p2p.do(speak('b')).deliveries[0]?.to).toEqual(['b', 'o']);
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
    expect(kinds(apply({ kind: 'room-ban', user: 'a', room: '#x', name: 'b', lasting: null, text: '' }))).toEqual([
      'modes-changed',
      'kicked',
    ]);
    expect(kinds(apply({ kind: 'room-ban', user: 'a', room: '#x', name: 'c', lasting: null, text: '' }))).toEqual([
      'modes-changed',
      'kicked',
    ]);
    expect([...(chat.view.roomNamed('#x')?.lists.ban.keys() ?? [])]).toEqual(['*!*@10.0.0.2', 'c!*@*']);
  });

  it('are run by their ops only, and by the operator', () => {
    const { do: apply } = house();
    apply(entering('o', 'host', 'console', 'console'));
    for (const name of ['a', 'b']) {
      apply(entering(name, name));
      apply(join(name, '#x'));
    }
    expect(whys(apply({ kind: 'kick', user: 'b', room: '#x', names: ['a'], text: '' }))).toEqual(['op-needed']);
    expect(whys(apply({ kind: 'topic', user: 'b', room: '#x', text: 't' }))).toEqual(['op-needed']);
    expect(kinds(apply({ kind: 'kick', user: 'o', room: '#x', names: ['a'], text: '' }))).toEqual(['kicked']);
    for (const kind of ['expel', 'ban', 'unban'] as const) {
      const command: Command =
        kind === 'expel'
          ? { kind, user: 'b', name: 'a', text: '' }
          : { kind, user: 'b', who: 'a', lasting: null, text: '' };
      expect(whys(apply(command))).toEqual(['operator-needed']);
    }
  });
});

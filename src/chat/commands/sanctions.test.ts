import { describe, expect, it } from 'vitest';
import { createChat } from '../chat.ts';
import type { Command } from '../command.ts';
import type { Outcome } from '../event.ts';
import { CREDENTIALS, entering, house, join, kinds, LIMITS, whys } from '../house.fixture.ts';

/** A house with its operator, who bans and lifts bans. */
function hosted() {
  const one = house();
  one.do(entering('o', 'boss', 'console', 'console'));
  const ban = (who: string, lasting: number | null = null, text = ''): Outcome =>
    one.do({ kind: 'ban', user: 'o', who, lasting, text });
  const unban = (who: string): Outcome => one.do({ kind: 'unban', user: 'o', who });
  const enter = (name: string, host: string, account: string | null = null): string[] =>
    whys(one.do({ ...entering(name, name, 'irc', host), account } as Command));
  /** Somebody comes in and registers that name. */
  const register = (name: string, host: string): void => {
    enter(name, host);
    one.do({ kind: 'register', user: name, account: name, credentials: CREDENTIALS });
  };
  const leave = (user: string): Outcome =>
    one.do({ kind: 'leave', user, session: user, departure: { cause: 'left', text: '' } });
  const banned = (): string[] =>
    [...one.chat.view.house.sanctions.values()].flatMap(({ networks }) => networks.map(({ text }) => text));
  return { ...one, ban, unban, enter, register, leave, banned };
}

function gone({ deliveries }: Outcome): string[] {
  return deliveries.flatMap(({ event }) => (event.kind === 'left' ? event.who.name : []));
}

describe('a ban of an account', () => {
  it('outlives it: nobody can register the name, and be unable to log in', () => {
    const { ban, unban, enter, register, leave, do: apply } = hosted();
    register('troll', '9.9.9.9');
    ban('troll');
    apply({ kind: 'drop-account', user: 'o', account: 'troll' });
    enter('troll', '8.8.8.8');
    const again = { kind: 'register', user: 'troll', account: 'troll', credentials: CREDENTIALS } as const;
    expect(whys(apply(again))).toEqual(['name-banned']);
    unban('troll');
    expect(kinds(apply(again))).toEqual(['registered', 'account-changed']);
    leave('troll');
  });

  it('is of where somebody is connected from, not of where it once came from', () => {
    const { ban, enter, register, leave, chat, do: apply } = hosted();
    register('ann', '9.9.9.9');
    enter('ann2', '7.7.7.7');
    apply({ kind: 'login', user: 'ann2', session: 'ann2', account: 'ann' });
    apply({ kind: 'leave', user: 'ann', session: 'ann', departure: { cause: 'left', text: '' } });
    ban('9.9.9.0/24');
    expect(chat.view.userNamed('ann')).toBeDefined();
    ban('7.7.7.7');
    expect(chat.view.userNamed('ann')).toBeUndefined();
    leave('ann2');
  });
});

describe('a ban of somebody who has just left', () => {
  it('covers the address, for guests, as if that were still here', () => {
    const { ban, enter, leave, register } = hosted();
    enter('troll', '9.9.9.9');
    register('own', '9.9.9.9');
    leave('troll');
    expect(kinds(ban('troll'))).toEqual(['banned']);
    expect(enter('again', '9.9.9.9')).toEqual(['banned']);
    expect(enter('own2', '9.9.9.9', 'own')).toEqual([]);
  });

  it('covers the account, if there was one', () => {
    const { ban, banned, enter, leave, register } = hosted();
    register('troll', '9.9.9.9');
    leave('troll');
    ban('TROLL');
    expect(banned()).toEqual(['9.9.9.9']);
    expect(enter('x', '8.8.8.8', 'troll')).toEqual(['banned']);
  });

  it('is of nobody who is called otherwise now, nor of who had the name before its owner', () => {
    const { ban, banned, enter, register, do: apply } = hosted();
    enter('bob', '9.9.9.9');
    apply({ kind: 'rename', user: 'bob', name: 'ben' });
    expect(whys(ban('bob'))).toEqual(['no-such-user']);
    register('bob2', '7.7.7.7');
    expect(banned()).toEqual([]);
  });
});

describe('a ban of an address', () => {
  it.each([
    ['9.9.9.9:7', '9.9.9.9', '9.9.9.9'],
    ['[2001:DB8::1]', '2001:db8::2', '2001:db8::/64'],
    ['2001:DB8:0:0::1', '2001:db8::1', '2001:db8::/64'],
    ['::ffff:9.9.9.9', '9.9.9.9', '9.9.9.9'],
    ['9.9.0.0/16', '9.9.1.1', '9.9.0.0/16'],
  ])('as %s keeps out who calls from %s', (written, host, network) => {
    const { ban, unban, banned, enter, register } = hosted();
    register('own', '1.1.1.1');
    ban(written);
    expect(banned()).toEqual([network]);
    expect(enter('a', host)).toEqual(['banned']);
    // Whoever they are.
    expect(enter('b', host, 'own')).toEqual(['banned']);
    unban(written);
    expect(banned()).toEqual([]);
    expect(enter('a', host)).toEqual([]);
  });

  it('is refused when nobody could ever have it, when it is too wide, or where who bans is', () => {
    const { ban, banned, enter, do: apply } = hosted();
    expect(ban('foo.bar').refusals).toEqual([{ why: 'not-an-address', who: 'foo.bar' }]);
    expect(ban('1.2.3').refusals).toEqual([{ why: 'not-an-address', who: '1.2.3' }]);
    expect(ban('1.2.3.0/40').refusals).toEqual([{ why: 'not-an-address', who: '1.2.3.0/40' }]);
    expect(ban('nobody').refusals).toEqual([{ why: 'no-such-user', name: 'nobody' }]);
    expect(ban('0.0.0.0/0').refusals).toEqual([{ why: 'network-too-wide', network: '0.0.0.0/0' }]);
    expect(ban('boss').refusals).toEqual([{ why: 'is-the-operator' }]);
    enter('op', '9.9.9.9');
    apply({ kind: 'operate', user: 'op' });
    const own = { kind: 'ban', user: 'op', lasting: null, text: '' } as const;
    for (const who of ['9.9.9.9', '9.9.9.0/24', 'op']) {
      expect(apply({ ...own, who }).refusals).toEqual([{ why: 'bans-yourself', who }]);
    }
    expect(banned()).toEqual([]);
  });

  it('sends away everybody there; the address and port of somebody only that one', () => {
    const { ban, enter } = hosted();
    for (const name of ['a', 'b', 'c']) enter(name, '9.9.9.9');
    const one = ban(`9.9.9.9:${5000 + 'b'.charCodeAt(0)}`);
    expect(gone(one)).toEqual(['b']);
    expect(one.deliveries.at(-1)?.event).toMatchObject({ kind: 'banned', others: 2, sanction: { name: 'b' } });
    expect(gone(ban('9.9.9.9'))).toEqual(['a', 'c']);
  });
});

describe('a ban of somebody by name', () => {
  it('covers the account and the address, and nobody else who comes with an account', () => {
    const { ban, enter, register, leave, do: apply } = hosted();
    register('troll', '9.9.9.9');
    register('kid', '9.9.9.9');
    enter('guest', '9.9.9.9');
    const outcome = ban('TROLL', null, 'spam');
    expect(gone(outcome)).toEqual(['troll']);
    expect(outcome.deliveries.at(-1)?.event).toMatchObject({
      others: 2,
      sanction: { name: 'troll', account: 'troll', networks: [{ text: '9.9.9.9' }], text: 'spam', until: null },
    });
    expect(enter('troll', '1.1.1.1', 'troll')).toEqual(['banned']);
    expect(enter('anybody', '9.9.9.9')).toEqual(['banned']);
    leave('kid');
    // It is asked for its password.
    expect(enter('kid', '9.9.9.9')).toEqual(['name-registered']);
    expect(enter('kid', '9.9.9.9', 'kid')).toEqual([]);
    // From elsewhere as somebody else, and then as that one after all.
    expect(enter('innocent', '2.2.2.2')).toEqual([]);
    const login = apply({ kind: 'login', user: 'innocent', session: 'innocent', account: 'troll' });
    expect(login.deliveries.map(({ event }) => event)).toMatchObject([
      { kind: 'left', departure: { cause: 'banned', text: 'spam' } },
    ]);
  });

  it('sends away everybody who is logged in to that account, by whatever name', () => {
    const { ban, enter, register } = hosted();
    register('ann', '9.9.9.9');
    enter('anna', '8.8.8.8', 'ann');
    expect(gone(ban('ann'))).toEqual(['ann', 'anna']);
  });

  it('who is not here covers the account', () => {
    const { chat, banned, enter, register, leave } = hosted();
    register('ann', '9.9.9.9');
    leave('ann');
    const at = 1000 + 2 * 3_600_000;
    const ban = { kind: 'ban', user: 'o', who: 'ANN', lasting: null, text: '' } as const;
    expect(kinds(chat.apply({ id: 'later', at, command: ban }))).toEqual(['banned']);
    expect(banned()).toEqual([]);
    expect(enter('ann', '9.9.9.9', 'ann')).toEqual(['banned']);
    expect(enter('bob', '9.9.9.9')).toEqual([]);
  });

  it('is lifted by name in any case, by number, account, address or network', () => {
    const { ban, unban, enter, register, leave } = hosted();
    register('Alice', '9.9.9.9');
    leave('Alice');
    for (const who of ['ＡＬＩＣＥ', '1', '9.9.9.9', '9.9.9.9:7']) {
      enter('Alice', '9.9.9.9', 'Alice');
      ban('alice');
      expect(whys(unban('bob'))).toEqual(['not-banned']);
      expect(kinds(unban(who))).toEqual(['unbanned']);
    }
  });

  it('is one sanction, however often: for longer, or for another reason', () => {
    const { ban, chat, banned } = hosted();
    ban('9.9.9.9', 5);
    ban('9.9.9.9', null, 'spam');
    expect(banned()).toEqual(['9.9.9.9']);
    expect(chat.view.house.sanctions.get(1)).toMatchObject({ until: null, text: 'spam' });
    expect(chat.view.nextExpiry).not.toBeNull();
  });

  it('ends at a limit', () => {
    const { ban } = hosted();
    for (let last = 1; last <= LIMITS.sanctions; last++) ban(`9.9.9.${last}`);
    expect(ban('8.8.8.8').refusals).toEqual([{ why: 'too-many-sanctions', limit: LIMITS.sanctions }]);
    expect(ban('9.9.9.1', 5).refusals).toEqual([]);
  });
});

describe('what lasts until a certain time', () => {
  it('counts no longer from then on, and ends when that is asked for', () => {
    const { ban, enter, chat, do: apply } = hosted();
    // One entry is one ms.
    const outcome = ban('9.9.9.9', 3, 'spam');
    const { at } = outcome.deliveries[0]?.event ?? { at: 0 };
    expect(chat.view.nextExpiry).toBe(at + 3);
    expect(enter('a', '9.9.9.9')).toEqual(['banned']);
    expect(kinds(apply({ kind: 'expire' }))).toEqual([]);
    expect(enter('b', '9.9.9.9')).toEqual([]);
    const end = apply({ kind: 'expire' });
    expect(end.deliveries).toMatchObject([
      { event: { kind: 'unbanned', because: 'expired', who: { name: '' } }, to: ['o'] },
    ]);
    expect(end.facts).toEqual([{ kind: 'ban', key: '1', value: null }]);
    expect(chat.view.nextExpiry).toBeNull();
  });

  it('is told to whoever is sent away, or not let in', () => {
    const { ban, enter, do: apply } = hosted();
    enter('a', '9.9.9.9');
    const [left] = ban('a', 100, 'spam').deliveries;
    const until = (left?.event.at ?? 0) + 100;
    expect(left?.event).toMatchObject({ departure: { cause: 'banned', text: 'spam', until } });
    expect(apply(entering('b', 'b', 'irc', '9.9.9.9')).refusals).toEqual([
      { why: 'banned', whom: 'guests', text: 'spam', until },
    ]);
  });

  it('may be a ban of a room, whose members are told that it is over', () => {
    const { do: apply, chat } = hosted();
    apply(entering('a', 'ann'));
    apply(entering('bb', 'bob'));
    for (const user of ['a', 'bb']) apply(join(user, '#x'));
    const ban = { kind: 'room-ban', user: 'a', room: '#x', name: 'bob', lasting: 2, text: 'loud' } as const;
    const [, kicked] = apply(ban).deliveries;
    const until = (kicked?.event.at ?? 0) + 2;
    expect(kicked?.event).toMatchObject({ kind: 'kicked', text: 'loud', until });
    expect(apply(join('bb', '#x')).refusals).toEqual([
      { why: 'cannot-join', room: '#x', because: 'banned', text: 'loud', until },
    ]);
    expect(apply({ kind: 'expire' }).deliveries).toMatchObject([
      { event: { kind: 'bans-ended', room: '#x', masks: ['*!*@10.0.0.2'] }, to: ['a'] },
    ]);
    expect(kinds(apply(join('bb', '#x')))).toEqual(['joined']);
    expect(chat.view.nextExpiry).toBeNull();
  });
});

describe('bans that an earlier version has kept, by address', () => {
  const value = { by: 'boss', at: 5, text: 'spam', name: null };
  const before = (...keys: string[]) =>
    createChat(LIMITS, 'hub', [], {
      accounts: [],
      endedAt: 0,
      facts: keys.map((key) => ({ kind: 'ban', key, value })),
    });

  it('have numbers beside the others, and end where they were kept', () => {
    const two = { ...value, number: 1, account: 'ann', networks: ['10.0.0.0/24', 'unix'], until: 99 };
    const chat = createChat(LIMITS, 'hub', [], {
      accounts: [],
      endedAt: 0,
      facts: [
        { kind: 'ban', key: '9.9.9.9', value: { ...value, name: 'bob' } },
        { kind: 'ban', key: '1', value: two },
        { kind: 'ban', key: '2001:db8::1', value },
      ],
    });
    expect(chat.strange).toEqual([]);
    expect([...chat.view.house.sanctions.values()]).toMatchObject([
      { number: 2, name: 'bob', account: null, networks: [{ text: '9.9.9.9' }], text: 'spam', until: null },
      { number: 1, account: 'ann', networks: [{ text: '10.0.0.0/24' }, { text: 'unix' }], until: 99 },
      { number: 3, networks: [{ text: '2001:db8::1/128' }] },
    ]);
    expect(chat.view.nextExpiry).toBe(99);
    let count = 0;
    const apply = (command: Command) => chat.apply({ id: '', at: ++count, command });
    apply(entering('o', 'boss', 'console', 'console'));
    const facts = ['2001:db8::1', 'bob', '1'].flatMap((who) => apply({ kind: 'unban', user: 'o', who }).facts);
    expect(facts.map(({ key }) => key)).toEqual(['2001:db8::1', '9.9.9.9', '1']);
  });

  it('keep out whom they did', () => {
    const chat = before('2001:db8::1');
    const enter = (host: string) => whys(chat.apply({ id: '', at: 9, command: entering('a', 'a', 'irc', host) }));
    expect(enter('2001:db8::1')).toEqual(['banned']);
    expect(enter('2001:db8::2')).toEqual([]);
  });
});

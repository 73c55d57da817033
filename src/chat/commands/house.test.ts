import { describe, expect, it } from 'vitest';
import type { Outcome } from '../event.ts';
import { entering, house, kinds, whys } from '../house.fixture.ts';

/** A house with its operator, who bans and lifts bans. */
function hosted() {
  const one = house();
  one.do(entering('o', 'boss', 'console', 'console'));
  const ban = (who: string): Outcome => one.do({ kind: 'ban', user: 'o', who, text: '' });
  const unban = (who: string): Outcome => one.do({ kind: 'unban', user: 'o', who });
  return { ...one, ban, unban, banned: () => [...one.chat.view.house.bans.keys()] };
}

describe('a ban of an address', () => {
  it.each([
    ['9.9.9.9:7', '9.9.9.9'],
    ['[2001:DB8::1]', '2001:db8::1'],
    ['[2001:DB8::1]:7', '2001:db8::1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:9.9.9.9', '9.9.9.9'],
  ])('as %s keeps out who calls from %s', (written, host) => {
    const { ban, unban, banned, do: apply } = hosted();
    ban(written);
    expect(banned()).toEqual([host]);
    expect(whys(apply(entering('a', 'a', 'irc', host)))).toEqual(['address-banned']);
    unban(written);
    expect(banned()).toEqual([]);
    expect(whys(apply(entering('a', 'a', 'irc', host)))).toEqual([]);
  });

  it('is refused when nobody could ever have it', () => {
    const { ban, banned } = hosted();
    expect(ban('foo.bar').refusals).toEqual([{ why: 'not-an-address', who: 'foo.bar' }]);
    expect(ban('1.2.3').refusals).toEqual([{ why: 'not-an-address', who: '1.2.3' }]);
    expect(ban('nobody').refusals).toEqual([{ why: 'no-such-user', name: 'nobody' }]);
    expect(banned()).toEqual([]);
  });

  it('sends away everybody there; the address and port of somebody only that one', () => {
    const { ban, do: apply } = hosted();
    for (const name of ['a', 'b', 'c']) apply(entering(name, name, 'irc', '9.9.9.9'));
    expect(kinds(ban(`9.9.9.9:${5000 + 'b'.charCodeAt(0)}`))).toEqual(['left', 'banned']);
    expect(kinds(ban('9.9.9.9'))).toEqual(['left', 'left', 'banned']);
  });
});

it('a ban by name is lifted by that name in any case', () => {
  const { ban, unban, banned, do: apply } = hosted();
  apply(entering('a', 'Alice', 'irc', '9.9.9.9'));
  ban('alice');
  expect(banned()).toEqual(['9.9.9.9']);
  expect(whys(unban('bob'))).toEqual(['not-banned']);
  expect(kinds(unban('ＡＬＩＣＥ'))).toEqual(['unbanned']);
  expect(banned()).toEqual([]);
});

it('what is shown as an address is a word of ASCII, and so is the user name', () => {
  const { do: apply } = hosted();
  apply(entering('a', 'ann'));
  const change = (username: string, host: string) =>
    apply({ kind: 'change-host', user: 'o', name: 'ann', username, host });
  for (const bad of [
    '茶',
    '茶'.repeat(63),
    'a b',
    'a!b',
    'a@b',
    '*',
    '?',
    ':1',
    'a:b',
    'a,b',
    '',
    'x'.repeat(64),
    'é',
  ]) {
    expect(change('tea', bad).refusals).toEqual([{ why: 'host-invalid', host: bad }]);
    expect(change(bad, 'tea').refusals).toEqual([{ why: 'host-invalid', host: bad }]);
  }
  for (const good of ['tea', '192.0.2.7', 'tea-house.example', 'x'.repeat(63), 'user/ann', 'a_b']) {
    expect(kinds(change('~tea', good))).toEqual(['host-changed']);
  }
});

import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import type { Outcome } from '../event.ts';
import { CREDENTIALS, entering, house, join, kinds, say, whys } from '../house.fixture.ts';

/** Op ann and member ben in #x, cid outside. */
function room() {
  const one = house();
  for (const name of ['ann', 'ben', 'cid']) one.do(entering(name, name, 'irc', `10.0.0.${name.charCodeAt(0)}`));
  for (const name of ['ann', 'ben']) one.do(join(name, '#x'));
  const invite = (user: string, name = 'cid'): Outcome => one.do({ kind: 'invite', user, room: '#x', name });
  const because = (): unknown =>
    one.do(join('cid', '#x')).refusals.map((refusal) => 'because' in refusal && refusal.because);
  const set = (...changes: Parameters<typeof setting>): Outcome => one.do(setting(...changes));
  return { ...one, invite, because, set };
}

function setting(what: 'ban' | 'invite-only', isSet = true) {
  const change = what === 'ban' ? ({ set: isSet, what, mask: 'CID' } as const) : ({ set: isSet, what } as const);
  return { kind: 'modes', user: 'ann', room: '#x', changes: [change] } as const;
}

describe('an invitation', () => {
  it('by an op lets in who is banned, or though one must be invited', () => {
    for (const what of ['ban', 'invite-only'] as const) {
      const { invite, because, set } = room();
      set(what);
      expect(because()).toEqual([what === 'ban' ? 'banned' : what]);
      invite('ann');
      expect(because()).toEqual([]);
    }
  });

  it('by any other member tells of the room and opens nothing', () => {
    const { invite, because, set } = room();
    set('ban');
    expect(kinds(invite('ben'))).toEqual(['invited']);
    expect(because()).toEqual(['banned']);
    set('ban', false);
    invite('ben');
    set('invite-only');
    expect(because()).toEqual(['invite-only']);
    expect(invite('ben').refusals).toEqual([{ why: 'op-needed', room: '#x' }]);
  });

  it('by the operator in the room counts as an op’s; a member’s after it takes nothing away', () => {
    const { invite, because, set, do: apply } = room();
    apply({ kind: 'operate', user: 'ben' });
    set('ban');
    invite('ben');
    apply({ kind: 'user-modes', user: 'ben', changes: [{ set: false, mode: 'operator' }] });
    invite('ben');
    expect(because()).toEqual([]);
  });

  it('is good once, and no longer than the room and what was banned before it', () => {
    const { invite, because, set, do: apply } = room();
    set('invite-only');
    invite('ann');
    because();
    apply({ kind: 'part', user: 'cid', room: '#x', text: '' });
    expect(because()).toEqual(['invite-only']);
    invite('ann');
    set('ban');
    expect(because()).toEqual(['banned']);
    set('ban', false);
    invite('ann');
    for (const user of ['ann', 'ben']) apply({ kind: 'part', user, room: '#x', text: '' });
    apply(join('ann', '#x'));
    set('invite-only');
    expect(because()).toEqual(['invite-only']);
  });
});

it('what many are told after somebody left or did something shares one list of them', () => {
  const { do: apply } = house();
  for (const name of ['ann', 'ben', 'cid', 'dan']) {
    apply(entering(name, name));
    if (name !== 'dan') apply(join(name, '#x'));
  }
  const left = apply({ kind: 'leave', user: 'cid', session: 'cid', departure: { cause: 'left', text: '' } })
    .deliveries[0]?.to;
  expect(left).toEqual(['ann', 'ben']);
  expect(apply(say('ann', '#x', 'hi')).deliveries[0]?.to).toBe(left);
  expect(apply({ kind: 'rename', user: 'ann', name: 'anna' }).deliveries[0]?.to).toBe(left);
});

it('somebody who leaves several rooms is missed once by each who was in any of them', () => {
  const { do: apply } = house();
  for (const name of ['ann', 'ben', 'cid']) apply(entering(name, name));
  for (const [name, where] of [
    ['ann', '#x'],
    ['ann', '#y'],
    ['ben', '#x'],
    ['ben', '#y'],
    ['cid', '#y'],
  ] as const) {
    apply(join(name, where));
  }
  const [left] = apply({
    kind: 'leave',
    user: 'ben',
    session: 'ben',
    departure: { cause: 'left', text: '' },
  }).deliveries;
  expect([...(left?.to ?? [])].sort()).toEqual(['ann', 'cid']);
});

it('an invitation to a room that lasts is for the account: whenever it comes, once, and as long as it is not banned', () => {
  const one = house();
  for (const name of ['ann', 'bob']) {
    one.do(entering(name, name));
    one.do({ kind: 'register', user: name, account: name, credentials: CREDENTIALS });
  }
  one.do(join('ann', '#tea'));
  one.do({ kind: 'register-room', user: 'ann', room: '#tea' });
  one.do({ kind: 'modes', user: 'ann', room: '#tea', changes: [{ set: true, what: 'invite-only' }] });
  const invite = () => one.do({ kind: 'invite', user: 'ann', room: '#tea', name: 'bob' });
  const invited = () => [...(one.chat.view.roomNamed('#tea')?.invitedAccounts.values() ?? [])];
  expect(invite().facts).toMatchObject([{ key: '#tea', value: { invited: ['bob'] } }]);
  one.do({ kind: 'leave', user: 'bob', session: 'bob', departure: { cause: 'left', text: '' } });
  one.do({ ...entering('b2', 'robert'), account: 'bob' } as Command);
  one.do(entering('b3', 'bob2'));
  expect(whys(one.do(join('b3', '#tea')))).toEqual(['cannot-join']);
  expect(one.do(join('b2', '#tea'))).toMatchObject({ refusals: [], facts: [{ value: { invited: [] } }] });
  one.do({ kind: 'part', user: 'b2', room: '#tea', text: '' });
  expect(whys(one.do(join('b2', '#tea')))).toEqual(['cannot-join']);
  one.do({ kind: 'invite', user: 'ann', room: '#tea', name: 'robert' });
  one.do({ kind: 'leave', user: 'b2', session: 'b2', departure: { cause: 'left', text: '' } });
  expect(invited()).toEqual(['bob']);
  one.do({ kind: 'modes', user: 'ann', room: '#tea', changes: [{ set: true, what: 'ban', mask: '~a:BOB' }] });
  expect(invited()).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import type { ModeChange, Role } from '../command.ts';
import type { Outcome } from '../event.ts';
import { entering, house, join, kinds, say, whys } from '../house.fixture.ts';

/** Op ann in #x, with these others who have these roles. */
function room(others: Readonly<Record<string, Role | null>>) {
  const one = house();
  one.do(entering('boss', 'boss', 'console', 'console'));
  for (const user of ['ann', ...Object.keys(others)]) {
    one.do(entering(user, user));
    one.do(join(user, '#x'));
  }
  const change = (user: string, ...changes: ModeChange[]): Outcome =>
    one.do({ kind: 'modes', user, room: '#x', changes });
  const give = (user: string, role: Role, name: string, set = true): Outcome =>
    change(user, { set, what: 'role', role, name });
  for (const [user, role] of Object.entries(others)) if (role !== null) give('boss', role, user);
  const kick = (user: string, ...names: string[]): Outcome =>
    one.do({ kind: 'kick', user, room: '#x', names, text: '' });
  return { ...one, change, give, kick };
}

describe('roles', () => {
  it('reach as far as their own, halfops not that far', () => {
    const { give, kick } = room({ own: 'owner', op2: 'op', half: 'halfop', half2: 'halfop', voc: 'voice', none: null });
    expect(whys(give('half', 'halfop', 'none'))).toEqual(['op-needed']);
    expect(kinds(give('half', 'voice', 'none'))).toEqual(['modes-changed']);
    for (const name of ['half2', 'op2', 'own']) expect(whys(kick('half', name))).toEqual(['op-needed']);
    expect(whys(give('ann', 'op', 'own', false)), 'nothing to take').toEqual([]);
    expect(whys(kick('ann', 'own'))).toEqual(['op-needed']);
    expect(whys(give('ann', 'owner', 'ann'))).toEqual(['op-needed']);
    expect(kinds(give('ann', 'op', 'op2', false))).toEqual(['modes-changed']);
    expect(kinds(kick('half', 'voc'))).toEqual(['kicked']);
    expect(kinds(kick('own', 'ann'))).toEqual(['kicked']);
    expect(whys(give('voc', 'voice', 'none'))).toEqual(['op-needed']);
  });

  it('that are too high for who puts several out are told of once', () => {
    const { kick } = room({ own: 'owner', own2: 'owner', half: 'halfop', voc: 'voice', none: null });
    const outcome = kick('ann', 'own', 'voc', 'own2', 'ghost', 'ann', 'none');
    expect(kinds(outcome)).toEqual(['kicked', 'kicked']);
    expect(whys(outcome)).toEqual(['no-such-user', 'op-needed']);
    expect(whys(kick('none', 'voc', 'half'))).toEqual(['op-needed']);
  });

  it('are one’s own to give up', () => {
    const { give } = room({ own: 'owner', half: 'halfop' });
    expect(kinds(give('own', 'owner', 'own', false))).toEqual(['modes-changed']);
    expect(kinds(give('half', 'halfop', 'half', false))).toEqual(['modes-changed']);
  });

  it('make an op’s choice the first owner', () => {
    const { give } = room({ ben: null, cid: null });
    expect(kinds(give('ann', 'owner', 'ben'))).toEqual(['modes-changed']);
    expect(whys(give('ann', 'owner', 'cid'))).toEqual(['op-needed']);
    expect(kinds(give('ben', 'owner', 'cid'))).toEqual(['modes-changed']);
  });

  it('hear what is said only to them and above', () => {
    const { do: apply } = room({ op2: 'op', voc: 'voice', none: null });
    const to = (least: Role): unknown => apply({ ...say('none', '#x', 'help'), least } as never).deliveries[0]?.to;
    expect(to('op')).toEqual(['ann', 'op2']);
    expect(to('voice')).toEqual(['ann', 'op2', 'voc']);
  });
});

describe('masks', () => {
  it('of exceptions lift bans, of invite exceptions invitations', () => {
    const { change, do: apply } = room({});
    apply(entering('ben', 'ben'));
    apply(entering('cid', 'cid'));
    change('ann', { set: true, what: 'ban', mask: '*' }, { set: true, what: 'exception', mask: 'ben' });
    expect(whys(apply(join('cid', '#x')))).toEqual(['cannot-join']);
    expect(whys(apply(join('ben', '#x')))).toEqual([]);
    expect(whys(apply(say('ben', '#x', 'hi')))).toEqual([]);
    change('ann', { set: false, what: 'ban', mask: '*' }, { set: true, what: 'invite-only' });
    expect(whys(apply(join('cid', '#x')))).toEqual(['cannot-join']);
    change('ann', { set: true, what: 'invite-exception', mask: 'cid' });
    expect(whys(apply(join('cid', '#x')))).toEqual([]);
  });

  it('by account, and those that only silence', () => {
    const { change, do: apply } = room({ ben: null });
    apply(entering('cid', 'cid'));
    apply({ kind: 'login', user: 'cid', session: 'cid', account: 'Bad' });
    change('ann', { set: true, what: 'ban', mask: '~m:ben' }, { set: true, what: 'ban', mask: '~a:b*' });
    expect(whys(apply(join('cid', '#x')))).toEqual(['cannot-join']);
    expect(whys(apply(say('ben', '#x', 'hi')))).toEqual(['cannot-speak']);
    apply({ kind: 'part', user: 'ben', room: '#x', text: '' });
    expect(whys(apply(join('ben', '#x')))).toEqual([]);
    for (const mask of ['~a:', '~m:~a:', 'two words', '~m:~m:x']) {
      expect(whys(change('ann', { set: true, what: 'ban', mask }))).toEqual(['mask-invalid']);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { ModeChange, Role } from '../command.ts';
import type { Outcome } from '../event.ts';
import { CREDENTIALS, entering, house, join, kinds, LIMITS, say, whys } from '../house.fixture.ts';

/** ann, bob and cat, who have accounts of their names; ann is in #tea, which she has registered, and so is bob. */
function teahouse() {
  const one = house();
  for (const name of ['ann', 'bob', 'cat']) {
    one.do(entering(name, name));
    one.do({ kind: 'register', user: name, account: name, credentials: CREDENTIALS });
  }
  for (const name of ['ann', 'bob']) one.do(join(name, '#tea'));
  one.do({ kind: 'register-room', user: 'ann', room: '#tea' });
  const give = (role: Role, name: string, room = '#tea'): Outcome => {
    const changes: ModeChange[] = [{ set: true, what: 'role', role, name }];
    return one.do({ kind: 'modes', user: 'ann', room, changes });
  };
  const drop = (user: string, account = user): Outcome => one.do({ kind: 'drop-account', user, account });
  const room = (name = '#tea') => one.chat.view.roomNamed(name);
  const rolesOf = (user: string) => [...(room()?.members.get(user)?.roles ?? [])].sort();
  const register = (user: string): Outcome =>
    one.do({ kind: 'register', user, account: user, credentials: CREDENTIALS });
  return { ...one, give, drop, room, rolesOf, register };
}

const told = ({ deliveries }: Outcome): unknown[] => deliveries.map(({ event, to }) => [event.kind, ...to]);

describe('an account that is dropped', () => {
  it('is no more: whoever was logged in to it no longer is, and anybody may register the name', () => {
    const tea = teahouse();
    tea.do(entering('ann2', 'ann2', 'irc', '10.0.0.4', 'ann'));
    const fingerprint = 'ab'.repeat(32);
    tea.do({ kind: 'certificate', user: 'ann', set: true, fingerprint });
    const outcome = tea.drop('ann2', 'ANN');
    expect(told(outcome)).toEqual([
      ['account-dropped', 'ann2', 'ann'],
      ['room-dropped', 'ann', 'bob', 'ann2'],
      ['account-changed', 'ann', 'bob'],
      ['account-changed', 'ann2'],
    ]);
    const { view } = tea.chat;
    for (const user of ['ann', 'ann2']) expect(view.user(user)?.person).toMatchObject({ name: user, account: null });
    expect(view.accountNamed('ann')).toBeUndefined();
    tea.do({ kind: 'rename', user: 'ann', name: 'anna' });
    expect(kinds(tea.do({ kind: 'rename', user: 'ann2', name: 'Ann' }))).toEqual(['renamed']);
    expect(kinds(tea.do({ kind: 'register', user: 'ann2', account: 'Ann', credentials: CREDENTIALS }))).toContain(
      'registered',
    );
    expect(kinds(tea.do({ kind: 'certificate', user: 'cat', set: true, fingerprint }))).toEqual([
      'certificate-changed',
    ]);
  });

  it('is one’s own, unless one is an operator, and there', () => {
    const tea = teahouse();
    expect(whys(tea.drop('bob', 'ann'))).toEqual(['operator-needed']);
    expect(whys(tea.drop('bob', 'nobody'))).toEqual(['no-such-account']);
    tea.do({ kind: 'logout', user: 'ann' });
    expect(whys(tea.drop('ann', 'ann'))).toEqual(['operator-needed']);
    tea.do({ kind: 'operate', user: 'bob' });
    const outcome = tea.drop('bob', 'ann');
    expect(told(outcome)[0]).toEqual(['account-dropped', 'bob']);
    expect(outcome.deliveries[0]?.event).toMatchObject({ account: 'ann', who: { name: 'bob' } });
  });

  it('leaves its rooms to another owner, and everywhere loses its roles', () => {
    const tea = teahouse();
    for (const role of ['op', 'owner'] as const) tea.give(role, 'bob');
    const outcome = tea.drop('ann');
    expect(told(outcome)).toEqual([
      ['account-dropped', 'ann'],
      ['founder-changed', 'ann', 'bob'],
      ['modes-changed', 'ann', 'bob'],
      ['account-changed', 'ann', 'bob'],
    ]);
    expect(outcome.deliveries[2]?.event).toMatchObject({
      changes: [
        { set: false, what: 'role', role: 'owner', name: 'ann' },
        { set: false, what: 'role', role: 'op', name: 'ann' },
      ],
    });
    expect(tea.room()).toMatchObject({ registration: { founder: 'bob' } });
    expect([...(tea.room()?.roleHolders.keys() ?? [])]).toEqual(['bob']);
    expect(tea.rolesOf('ann')).toEqual([]);
    expect(outcome.facts).toContainEqual({
      kind: 'room',
      key: '#tea',
      value: expect.objectContaining({ registration: expect.objectContaining({ founder: 'bob' }) }),
    });
    tea.register('ann');
    expect(tea.rolesOf('ann')).toEqual([]);
    tea.drop('ann');
    expect(tea.room()).toMatchObject({ registration: { founder: 'bob' } });
  });

  it('leaves no room to who has as many as may be', () => {
    const tea = teahouse();
    tea.give('owner', 'bob');
    for (const name of ['#b', '#c']) {
      tea.do(join('bob', name));
      tea.do({ kind: 'register-room', user: 'bob', room: name });
    }
    expect(LIMITS.roomsPerAccount).toBe(2);
    expect(kinds(tea.drop('ann'))).toContain('room-dropped');
    expect(tea.room()).toMatchObject({ registration: null });
    // It is like any other now: those who are there are what they were.
    expect(tea.rolesOf('ann')).toEqual(['op', 'owner']);
  });

  it('leaves nothing of a room in which nobody is, and which nobody else owns', () => {
    const tea = teahouse();
    for (const user of ['ann', 'bob']) tea.do({ kind: 'part', user, room: '#tea', text: '' });
    const { facts } = tea.drop('ann');
    expect(tea.room()).toBeUndefined();
    expect(facts).toContainEqual({ kind: 'room', key: '#tea', value: null });
  });

  it('has read nothing when it is registered again', () => {
    const tea = teahouse();
    tea.do({ kind: 'mark-read', user: 'ann', target: '#tea', at: 500 });
    const { facts } = tea.drop('ann');
    expect(facts).toContainEqual({ kind: 'read', key: '["ann","#tea"]', value: null });
    tea.register('ann');
    const ann = tea.chat.view.user('ann');
    expect(ann && tea.chat.view.readUntil(ann, '#tea')).toBeNull();
  });

  it('takes back nothing of what was said with it before', () => {
    const tea = teahouse();
    tea.do(say('ann', '#tea', 'mine'));
    const { event } = tea.do(say('ann', '#tea', 'hers')).deliveries[0] ?? expect.unreachable();
    tea.do({ kind: 'leave', user: 'ann', session: 'ann', departure: { cause: 'left', text: '' } });
    tea.do({ kind: 'operate', user: 'bob' });
    tea.drop('bob', 'ann');
    tea.do(entering('new', 'ann'));
    tea.register('new');
    tea.do({ kind: 'rename', user: 'new', name: 'ann' });
    tea.do({ kind: 'register', user: 'new', account: 'ann', credentials: CREDENTIALS });
    expect(tea.chat.view.user('new')?.person.account).toBe('ann');
    tea.do(join('new', '#tea'));
    expect(whys(tea.do({ kind: 'redact', user: 'new', to: '#tea', message: event.id, text: '' }))).toEqual([
      'not-your-message',
    ]);
  });

  it('has an heir who never was, whom others find by its name', () => {
    const tea = teahouse();
    const heirOf = (outcome: Outcome): string => {
      const event = outcome.deliveries.map((one) => one.event).find(({ kind }) => kind === 'account-dropped');
      return event?.kind === 'account-dropped' ? event.heir : '';
    };
    const first = tea.drop('ann');
    expect(tea.chat.view.formerAccountNamed('ANN')).toEqual({ heir: heirOf(first), users: new Set(['ann']) });
    expect(first.facts).toContainEqual({ kind: 'former', key: 'ann', value: heirOf(first) });
    tea.register('ann');
    const again = tea.drop('ann');
    expect(heirOf(again)).not.toBe(heirOf(first));
    expect(tea.chat.view.formerAccountNamed('ann')?.heir).toBe(heirOf(again));
    tea.drop('bob');
    expect(LIMITS.formerAccounts).toBe(2);
    expect(tea.drop('cat').facts).toContainEqual({ kind: 'former', key: 'ann', value: null });
    expect(tea.chat.view.formerAccountNamed('ann')).toBeUndefined();
  });
});

describe('a password', () => {
  it('is changed by who is logged in to the account, and nobody sees it', () => {
    const tea = teahouse();
    const change = (user: string, account: string): Outcome =>
      tea.do({ kind: 'change-password', user, account, credentials: { ...CREDENTIALS, password: 's3cret' } });
    const outcome = change('ann', 'ann');
    expect(told(outcome)).toEqual([['password-changed', 'ann']]);
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
    // Meanwhile it is logged in to another.
    expect(whys(change('bob', 'ann'))).toEqual(['not-logged-in']);
    tea.do({ kind: 'logout', user: 'ann' });
    expect(whys(change('ann', 'ann'))).toEqual(['not-logged-in']);
  });
});

describe('the owner of an account that is dropped', () => {
  it('no longer stays, and is gone if it is not connected', () => {
    const tea = teahouse();
    tea.do({ kind: 'stay', user: 'ann', set: true });
    tea.do({ kind: 'leave', user: 'ann', session: 'ann', departure: { cause: 'left', text: '' } });
    tea.do({ kind: 'operate', user: 'bob' });
    const outcome = tea.drop('bob', 'ann');
    expect(told(outcome).at(-1)).toEqual(['left', 'bob']);
    expect(outcome.facts).toContainEqual({ kind: 'stay', key: 'ann', value: null });
    expect(tea.chat.view.user('ann')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createChat } from '../chat.ts';
import type { ModeChange, Role } from '../command.ts';
import type { Fact } from '../fact.ts';
import { CREDENTIALS, entering, house, join, kinds, LIMITS, whys } from '../house.fixture.ts';

/** People who have accounts of their names, in #tea but for the last; ann has opened it. */
function teahouse() {
  const one = house();
  for (const name of ['ann', 'bob', 'cat']) {
    one.do(entering(name, name));
    one.do({ kind: 'register', user: name, account: name, credentials: CREDENTIALS });
  }
  one.do(join('ann', '#tea'));
  one.do(join('bob', '#tea'));
  const set = (user: string, ...changes: ModeChange[]) => one.do({ kind: 'modes', user, room: '#tea', changes });
  const role = (user: string, given: boolean, what: Role, name: string) =>
    set(user, { set: given, what: 'role', role: what, name });
  const keep = (user: string, room = '#tea') => one.do({ kind: 'register-room', user, room });
  const drop = (user: string, room = '#tea') => one.do({ kind: 'drop-room', user, room });
  const leave = (user: string) => one.do({ kind: 'part', user, room: '#tea', text: '' });
  const rolesOf = (user: string) => [...(one.chat.view.roomNamed('#tea')?.members.get(user)?.roles ?? [])].sort();
  const held = () =>
    Object.fromEntries(
      [...(one.chat.view.roomNamed('#tea')?.roleHolders.values() ?? [])].map(({ account, roles }) => [
        account,
        [...roles].sort(),
      ]),
    );
  return { ...one, set, role, keep, drop, leave, rolesOf, held };
}

describe('registering a room', () => {
  it('makes its op the owner, and keeps it when nobody is in it', () => {
    const tea = teahouse();
    const { deliveries } = tea.keep('ann');
    expect(deliveries.map(({ event, to }) => [event.kind, to])).toEqual([
      ['room-registered', ['ann', 'bob']],
      ['roles-given', ['ann', 'bob']],
    ]);
    expect(tea.rolesOf('ann')).toEqual(['op', 'owner']);
    for (const user of ['ann', 'bob']) tea.leave(user);
    expect(tea.chat.view.roomNamed('#tea')).toMatchObject({ registration: { founder: 'ann' }, members: new Map() });
    expect(kinds(tea.do(join('bob', '#tea')))).toEqual(['joined']);
    expect(tea.rolesOf('bob')).toEqual([]);
  });

  it('is for owners, and for ops as long as there is none', () => {
    const tea = teahouse();
    expect(whys(tea.keep('cat'))).toEqual(['not-in-room']);
    expect(whys(tea.keep('bob'))).toEqual(['op-needed']);
    tea.role('ann', true, 'halfop', 'bob');
    expect(whys(tea.keep('bob'))).toEqual(['op-needed']);
    tea.role('ann', true, 'op', 'bob');
    tea.role('ann', true, 'owner', 'ann');
    expect(whys(tea.keep('bob'))).toEqual(['op-needed']);
    expect(whys(tea.keep('ann'))).toEqual([]);
    expect(whys(tea.keep('ann'))).toEqual(['room-registered']);
  });

  it('needs an account, and cannot be done with the lobby', () => {
    const tea = teahouse();
    tea.do(entering('dan', 'dan'));
    tea.do(join('dan', '#guests'));
    expect(whys(tea.keep('dan', '#guests'))).toEqual(['not-logged-in']);
    tea.do({ kind: 'operate', user: 'ann' });
    expect(whys(tea.keep('ann', '#lobby'))).toEqual(['lobby-not-registered']);
    expect(whys(tea.keep('ann', '#nowhere'))).toEqual(['no-such-room']);
  });

  it('has its limits: for an account, for the house', () => {
    const tea = teahouse();
    const opens = (user: string, room: string): string[] => {
      tea.do(join(user, room));
      return whys(tea.keep(user, room));
    };
    expect([opens('ann', '#1'), opens('ann', '#2'), opens('ann', '#3')]).toEqual([[], [], ['too-many-own-rooms']]);
    expect([opens('bob', '#4'), opens('cat', '#5')]).toEqual([[], ['too-many-registered-rooms']]);
    tea.drop('ann', '#1');
    expect(whys(tea.keep('cat', '#5'))).toEqual([]);
  });

  it('keeps no op who is there now from being one', () => {
    const tea = teahouse();
    tea.keep('ann');
    tea.do({ kind: 'operate', user: 'cat' });
    tea.do(join('cat', '#tea'));
    // The owner is known, though not here.
    tea.role('ann', true, 'op', 'bob');
    tea.leave('ann');
    expect(whys(tea.role('bob', true, 'owner', 'bob'))).toEqual(['op-needed']);
  });
});

describe('roles in a registered room', () => {
  it('are those of its members when it was registered, and what they were given since', () => {
    const tea = teahouse();
    tea.role('ann', true, 'voice', 'bob');
    tea.keep('ann');
    expect(tea.held()).toEqual({ ann: ['op', 'owner'], bob: ['voice'] });
    tea.role('ann', true, 'halfop', 'bob');
    tea.role('ann', false, 'voice', 'bob');
    expect(tea.held()).toEqual({ ann: ['op', 'owner'], bob: ['halfop'] });
    tea.role('bob', false, 'halfop', 'bob');
    expect(tea.held()).toEqual({ ann: ['op', 'owner'] });
  });

  it('come back with the account, whatever its owner is called: on joining, on logging in', () => {
    const tea = teahouse();
    tea.role('ann', true, 'op', 'bob');
    tea.keep('ann');
    tea.do({ kind: 'leave', user: 'bob', session: 'bob', departure: { cause: 'left', text: '' } });
    tea.do(entering('eve', 'robert'));
    tea.do(join('eve', '#tea'));
    expect(tea.rolesOf('eve')).toEqual([]);
    const { deliveries } = tea.do({ kind: 'login', user: 'eve', session: 'eve', account: 'bob' });
    expect(deliveries.at(-1)).toMatchObject({
      event: { kind: 'roles-given', room: '#tea', roles: ['op'], who: { name: 'robert', account: 'bob' } },
      to: ['ann', 'eve'],
    });
    tea.leave('eve');
    expect(kinds(tea.do(join('eve', '#tea')))).toEqual(['joined', 'roles-given']);
    expect(tea.rolesOf('eve')).toEqual(['op']);
  });

  it('are not kept for who has no account', () => {
    const tea = teahouse();
    tea.keep('ann');
    tea.do(entering('dan', 'dan'));
    tea.do(join('dan', '#tea'));
    tea.role('ann', true, 'op', 'dan');
    expect(tea.held()).toEqual({ ann: ['op', 'owner'] });
    tea.leave('dan');
    tea.do(join('dan', '#tea'));
    expect(tea.rolesOf('dan')).toEqual([]);
  });

  it('can be taken from an account that is not there, within reach', () => {
    const tea = teahouse();
    tea.role('ann', true, 'op', 'bob');
    tea.keep('ann');
    tea.leave('ann');
    expect(whys(tea.role('bob', false, 'owner', 'ann'))).toEqual(['op-needed']);
    tea.do(join('ann', '#tea'));
    tea.leave('bob');
    const { deliveries } = tea.role('ann', false, 'op', 'BOB');
    expect(deliveries[0]?.event).toMatchObject({ changes: [{ set: false, what: 'role', role: 'op', name: 'bob' }] });
    expect(tea.held()).toEqual({ ann: ['op', 'owner'] });
  });

  it('are limited in number', () => {
    const tea = teahouse();
    tea.role('ann', true, 'op', 'bob');
    tea.keep('ann');
    tea.do(join('cat', '#tea'));
    expect(whys(tea.role('ann', true, 'voice', 'cat'))).toEqual(['too-many-role-holders']);
    expect(tea.rolesOf('cat')).toEqual([]);
    expect(whys(tea.role('ann', true, 'voice', 'bob'))).toEqual([]);
    tea.set(
      'ann',
      { set: false, what: 'role', role: 'op', name: 'bob' },
      { set: false, what: 'role', role: 'voice', name: 'bob' },
    );
    expect(whys(tea.role('ann', true, 'voice', 'cat'))).toEqual([]);
  });

  it('let keepers of order in, whatever keeps others out, and tell them of a secret room', () => {
    const tea = teahouse();
    tea.role('ann', true, 'halfop', 'bob');
    tea.keep('ann');
    tea.set(
      'ann',
      { set: true, what: 'invite-only' },
      { set: true, what: 'secret' },
      { set: true, what: 'key', key: 'k' },
    );
    tea.set('ann', { set: true, what: 'ban', mask: '*' }, { set: true, what: 'limit', limit: 1 });
    for (const user of ['ann', 'bob']) tea.leave(user);
    expect(whys(tea.do(join('cat', '#tea')))).toEqual(['cannot-join']);
    const room = tea.chat.view.roomNamed('#tea');
    expect(['ann', 'bob', 'cat'].map((user) => room !== undefined && tea.chat.view.mayKnow(user, room))).toEqual([
      true,
      true,
      false,
    ]);
    for (const user of ['bob', 'ann']) expect(whys(tea.do(join(user, '#tea')))).toEqual([]);
  });
});

describe('dropping a room', () => {
  it('is for its founder and the operator', () => {
    const tea = teahouse();
    expect(whys(tea.drop('ann'))).toEqual(['room-not-registered']);
    tea.role('ann', true, 'op', 'bob');
    tea.keep('ann');
    expect(whys(tea.drop('bob'))).toEqual(['room-not-yours']);
    expect(kinds(tea.drop('ann'))).toEqual(['room-dropped']);
    expect(tea.chat.view.roomNamed('#tea')).toMatchObject({ registration: null, roleHolders: new Map() });
    tea.keep('ann');
    tea.do({ kind: 'operate', user: 'cat' });
    const { deliveries } = tea.drop('cat');
    expect(deliveries).toMatchObject([{ event: { kind: 'room-dropped' }, to: ['ann', 'bob', 'cat'] }]);
  });

  it('ends it if nobody is in it', () => {
    const tea = teahouse();
    tea.keep('ann');
    for (const user of ['ann', 'bob']) tea.leave(user);
    expect(tea.drop('ann').facts).toEqual([{ kind: 'room', key: '#tea', value: null }]);
    expect(tea.chat.view.roomNamed('#tea')).toBeUndefined();
  });
});

describe('facts', () => {
  const tea = (value: object): Fact => ({
    kind: 'room',
    key: '#tea',
    value: { name: '#Tea', createdAt: 5, ...value } as Fact['value'],
  });
  const registration = { founder: 'ann', at: 5 };
  const from = (...facts: Fact[]) => createChat(LIMITS, 'hub', [], { accounts: [], endedAt: 0, facts });

  it('come of what lasts, and of nothing else', () => {
    const one = teahouse();
    const say = { kind: 'speak', user: 'ann', room: '#tea', text: 'hello' } as const;
    const topic = { kind: 'topic', user: 'ann', room: '#tea', text: 'green' } as const;
    expect([one.do(say), one.do(topic), one.role('ann', true, 'op', 'bob')].map(({ facts }) => facts)).toEqual([
      [],
      [],
      [],
    ]);
    expect(one.keep('ann').facts).toMatchObject([
      { kind: 'room', key: '#tea', value: { topic: { text: 'green' }, registration: { founder: 'ann' } } },
    ]);
    expect(one.do({ ...topic, text: 'black' }).facts).toMatchObject([
      { value: { topic: { text: 'black', by: 'ann' } } },
    ]);
    expect([one.do(say), one.do(join('cat', '#tea')), one.leave('cat')].map(({ facts }) => facts)).toEqual([
      [],
      [],
      [],
    ]);
    const renamed = one.do({ kind: 'rename-room', user: 'ann', room: '#tea', name: '#Coffee', text: '' });
    expect(renamed.facts).toMatchObject([
      { key: '#tea', value: null },
      { key: '#coffee', value: { name: '#Coffee' } },
    ]);
  });

  it('come of what the operator sets', () => {
    const one = house();
    one.do(entering('o', 'host', 'console'));
    one.do(entering('ann', 'ann', 'irc', '10.0.0.9'));
    const facts = (command: Parameters<typeof one.do>[0]) => one.do(command).facts;
    const user = 'o';
    expect(facts({ kind: 'mode', user, mode: 'desk' })).toEqual([{ kind: 'house', key: 'mode', value: 'desk' }]);
    expect(facts({ kind: 'limit', user, users: 5 })).toEqual([{ kind: 'house', key: 'limit', value: 5 }]);
    expect(facts({ kind: 'lock', user, locked: true })).toEqual([{ kind: 'house', key: 'locked', value: true }]);
    const value = { number: 1, name: 'ann', account: null, networks: ['10.0.0.9'], text: 'spam', until: 1056 };
    const ban = { kind: 'ban', user, who: 'ann', lasting: 50, text: 'spam' } as const;
    expect(facts(ban)).toMatchObject([{ kind: 'ban', key: '1', value }]);
    expect(facts({ kind: 'unban', user, who: 'ann' })).toEqual([{ kind: 'ban', key: '1', value: null }]);
  });

  it('of an earlier version may have less in them', () => {
    const { view, strange } = from(tea({ registration }));
    expect(strange).toEqual([]);
    expect(view.roomNamed('#TEA')).toMatchObject({ name: '#Tea', topic: null, key: null, registration });
  });

  it('of a later version keep what is not known here', () => {
    const chat = from(tea({ registration, flags: ['secret', 'no-colours'], pinned: ['m1'] }));
    expect(chat.view.roomNamed('#tea')).toMatchObject({ flags: new Set(['secret']) });
    chat.apply({ id: '1', at: 1, command: entering('o', 'host', 'console') });
    const topic = { kind: 'topic', user: 'o', room: '#tea', text: 'green' } as const;
    expect(chat.apply({ id: '2', at: 2, command: topic }).facts).toMatchObject([
      { value: { flags: ['secret', 'no-colours'], pinned: ['m1'], topic: { text: 'green' } } },
    ]);
  });

  it('that are not understood are left out', () => {
    const strange: Fact[] = [
      { kind: 'poll', key: '#tea', value: {} },
      { kind: 'house', key: 'colour', value: 'green' },
      { kind: 'house', key: 'mode', value: 'party' },
      { kind: 'ban', key: '10.0.0.1', value: 'x' },
      { kind: 'room', key: '#other', value: { name: '#tea', createdAt: 5, registration } },
      tea({ registration, topic: 'green' }),
      tea({ registration: null }),
      tea({ registration, lists: { ban: [{ mask: '~a:', by: 'ann', at: 5 }] } }),
    ];
    const chat = from(...strange);
    expect(chat.strange).toEqual(strange);
    expect([chat.view.roomCount, chat.view.house.mode, chat.view.house.sanctions.size]).toEqual([1, 'hub', 0]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { CREDENTIALS, entering, house, join, kinds, say, whys } from '../house.fixture.ts';
import type { State } from '../state.ts';

/** Ann, who owns her name, in #tea with Ben. */
function tea() {
  const { chat, do: apply } = house();
  apply(entering('ann', 'ann'));
  apply(entering('ben', 'ben'));
  apply({ kind: 'register', user: 'ann', account: 'ann', credentials: CREDENTIALS });
  apply(join('ann', '#tea'));
  apply(join('ben', '#tea'));
  const again = (id: string, name = 'ann'): Command => ({ ...entering(id, name), account: 'ann' }) as Command;
  const leave = (user: string, session: string): Command => ({
    kind: 'leave',
    user,
    session,
    departure: { cause: 'ended', text: '' },
  });
  const stay = (user: string, set: boolean): Command => ({ kind: 'stay', user, set });
  return { view: chat.view, apply, again, leave, stay };
}

it('of who has no connection any more, what was asked for on the way comes to nothing', () => {
  const { view, apply, leave, stay } = tea();
  apply(stay('ann', true));
  apply(leave('ann', 'ann'));
  expect(apply({ kind: 'logout', user: 'ann' }).deliveries).toEqual([]);
  expect(view.user('ann')).toMatchObject({ stays: true, person: { account: 'ann' } });
});

describe('another connection of somebody who is here', () => {
  it('is another session of the same user, which leaves with the last one', () => {
    const { view, apply, again, leave } = tea();
    const came = apply(again('two'));
    expect(came.deliveries).toMatchObject([
      { event: { kind: 'attached', session: 'two', before: null, since: null, who: { id: 'ann' } }, to: ['ann'] },
    ]);
    expect([view.users.size, view.user('two')]).toEqual([2, undefined]);
    const gone = apply(leave('ann', 'ann'));
    expect(gone.deliveries).toMatchObject([{ event: { kind: 'detached', session: 'ann', others: 1 }, to: ['ann'] }]);
    expect(view.user('ann')?.rooms.size).toBe(1);
    expect(kinds(apply(leave('ann', 'two')))).toEqual(['left']);
    expect(view.user('ann')).toBeUndefined();
  });

  it('is only for who has proved to own the account', () => {
    const { apply } = tea();
    expect(whys(apply(entering('two', 'ann')))).toEqual(['name-registered']);
    expect(whys(apply(entering('two', 'ben')))).toEqual(['name-taken']);
    expect(whys(apply({ ...entering('two', 'ben'), account: 'ann' } as Command))).toEqual(['name-taken']);
    expect(kinds(apply({ ...entering('two', 'anna'), account: 'ann' } as Command))).toEqual(['entered']);
  });

  it('is told what the others say, in rooms and privately', () => {
    const { apply, again } = tea();
    apply(again('two'));
    expect(apply(say('ann', 'ben', 'hi')).deliveries[0]?.to).toEqual(['ann', 'ben']);
    expect(apply(say('ann', '#tea', 'hi')).deliveries[0]?.to).toEqual(['ann', 'ben']);
  });

  it('is found by its own address, and has a limit', () => {
    const { view, apply, again, leave } = tea();
    apply(again('two'));
    expect(view.userAt(`10.0.0.3:${5000 + 't'.charCodeAt(0)}`)?.id).toBe('ann');
    apply(again('three'));
    expect(whys(apply(again('four')))).toEqual(['too-many-sessions']);
    apply(leave('ann', 'two'));
    expect(view.userAt(`10.0.0.3:${5000 + 't'.charCodeAt(0)}`)).toBeUndefined();
    expect(kinds(apply(again('four')))).toEqual(['attached']);
  });

  it('is let in when nobody new is', () => {
    const { apply, again, leave, stay } = tea();
    apply({ kind: 'operate', user: 'ben' });
    apply({ kind: 'lock', user: 'ben', locked: true });
    expect(whys(apply(entering('new', 'new')))).toEqual(['house-locked']);
    expect(kinds(apply(again('two')))).toEqual(['attached']);
    apply(stay('ann', true));
    for (const session of ['ann', 'two']) apply(leave('ann', session));
    expect(kinds(apply(again('three')))).toEqual(['attached', 'away-changed']);
  });

  it('may have come as somebody else, who leaves', () => {
    const { view, apply } = tea();
    apply(entering('guest', 'guest7'));
    apply(join('guest', '#tea'));
    const { deliveries } = apply({ kind: 'login', user: 'guest', session: 'guest', account: 'ann' });
    expect(deliveries).toMatchObject([
      { event: { kind: 'attached', before: { person: { name: 'guest7' }, rooms: ['#tea'] } }, to: ['ann'] },
      { event: { kind: 'left', who: { name: 'guest7' } } },
    ]);
    expect([...(view.user('ann')?.sessions.keys() ?? [])]).toEqual(['ann', 'guest']);
    expect(view.user('guest')).toBeUndefined();
  });

  it('goes with the user when that is sent away', () => {
    const { view, apply, again } = tea();
    apply({ kind: 'operate', user: 'ben' });
    apply(again('two'));
    expect(kinds(apply({ kind: 'expel', user: 'ben', name: 'ann', text: '' }))).toEqual(['left']);
    expect(view.users.size).toBe(1);
  });
});

describe('somebody who stays', () => {
  it('is here without a session, away, and goes on with the next one', () => {
    const { view, apply, again, leave, stay } = tea();
    expect(kinds(apply(stay('ann', true)))).toEqual(['stay-changed']);
    const gone = apply(leave('ann', 'ann'));
    expect(gone.deliveries).toMatchObject([
      { event: { kind: 'detached', others: 0 }, to: ['ann'] },
      { event: { kind: 'away-changed', text: '' }, to: ['ann', 'ben'] },
    ]);
    const since = view.user('ann')?.absentSince ?? null;
    expect(since).not.toBeNull();
    expect(apply(say('ben', 'ann', 'hi')).deliveries).toMatchObject([{ event: { to: { away: '' } } }]);
    // Whatever name it asks for: it is known whose it is.
    expect(apply(again('two', 'ann_')).deliveries).toMatchObject([
      { event: { kind: 'attached', since } },
      { event: { kind: 'away-changed', text: null } },
    ]);
    expect(view.user('ann')?.absentSince).toBeNull();
  });

  it('does nothing without a session: what was still on its way would leave nobody there', () => {
    const { view, apply, leave, stay } = tea();
    apply(stay('ann', true));
    apply(leave('ann', 'ann'));
    expect(kinds(apply({ kind: 'logout', user: 'ann' }))).toEqual([]);
    expect(kinds(apply({ kind: 'login', user: 'ann', session: 'ann', account: 'ben' }))).toEqual([]);
    expect(view.user('ann')).toMatchObject({ stays: true, person: { account: 'ann' } });
  });

  it('keeps the reason that it has given', () => {
    const { view, apply, again, leave, stay } = tea();
    apply(stay('ann', true));
    apply({ kind: 'away', user: 'ann', text: 'tea' });
    expect(kinds(apply(leave('ann', 'ann')))).toEqual(['detached']);
    expect(kinds(apply(again('two')))).toEqual(['attached']);
    expect(view.user('ann')?.away).toBe('tea');
  });

  it('is not counted as present', () => {
    const { view, apply, leave, stay } = tea();
    apply(stay('ann', true));
    apply(leave('ann', 'ann'));
    expect((view as State).present).toBe(1);
    // Whoever turns out to be that one is one, not two.
    apply(entering('guest', 'guest7'));
    apply({ kind: 'login', user: 'guest', session: 'guest', account: 'ann' });
    expect([(view as State).present, view.house.mostUsers]).toEqual([2, 2]);
  });

  it('is no operator any more when its last session ends', () => {
    const { view, apply, again, leave, stay } = tea();
    apply(stay('ann', true));
    apply({ kind: 'operate', user: 'ann' });
    apply(again('two'));
    expect(kinds(apply(leave('ann', 'two')))).toEqual(['detached']);
    const gone = apply(leave('ann', 'ann'));
    expect(gone.deliveries.at(-1)?.event).toMatchObject({
      kind: 'user-modes-changed',
      changes: [{ set: false, mode: 'operator' }],
    });
    apply(again('three'));
    expect(view.user('ann')?.person.operator).toBe(false);
  });

  it('is one user of the account, and only who is logged in', () => {
    const { apply, again, stay } = tea();
    expect(whys(apply(stay('ben', true)))).toEqual(['not-logged-in']);
    apply(again('two', 'anna'));
    apply(stay('ann', true));
    expect(whys(apply(stay('two', true)))).toEqual(['another-stays']);
    expect(kinds(apply(stay('two', false)))).toEqual(['stay-changed']);
    expect(kinds(apply(stay('two', true)))).toEqual(['stay-changed']);
  });

  it('leaves at once when it is asked not to stay any more from elsewhere', () => {
    const { apply, again, leave, stay } = tea();
    apply(stay('ann', true));
    apply(again('two', 'anna'));
    apply({ kind: 'rename', user: 'ann', name: 'annie' });
    const other = apply(again('three', 'anna'));
    expect(kinds(other)).toEqual(['attached']);
    apply(leave('ann', 'ann'));
    apply(leave('ann', 'two'));
    apply(leave('ann', 'three'));
    expect(kinds(apply(again('four', 'x')))).toEqual(['attached', 'away-changed']);
  });

  it('stays again when it comes back after it was sent away', () => {
    const { view, apply, again, leave, stay } = tea();
    apply({ kind: 'operate', user: 'ben' });
    apply(stay('ann', true));
    apply({ kind: 'expel', user: 'ben', name: 'ann', text: '' });
    expect(view.userNamed('ann')).toBeUndefined();
    apply(again('two'));
    expect(kinds(apply(leave('two', 'two')))).toEqual(['detached', 'away-changed']);
  });

  it('keeps a room that nobody else is in', () => {
    const { apply, leave, stay } = tea();
    apply(stay('ann', true));
    expect(apply(join('ann', '#own')).facts.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'room #own',
      'stay ann',
    ]);
    // That is kept anyway: nobody writes much of it by coming and going.
    expect(apply(join('ann', '#lobby')).facts.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['stay ann']);
    apply(leave('ann', 'ann'));
    expect(apply({ kind: 'stay', user: 'ben', set: false }).facts).toEqual([]);
  });
});

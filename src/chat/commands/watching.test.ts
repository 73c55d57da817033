import { describe, expect, it } from 'vitest';
import type { Outcome } from '../event.ts';
import { entering, house, join, kinds } from '../house.fixture.ts';

const told = ({ deliveries }: Outcome): unknown[] => deliveries.map(({ event, to }) => [event.kind, ...to]);

describe('who watches for a name', () => {
  function watching() {
    const one = house();
    one.do(entering('w', 'watcher'));
    const monitor = (add: string[], remove: string[] | 'all' = []): Outcome =>
      one.do({ kind: 'monitor', user: 'w', add, remove });
    return { ...one, monitor };
  }

  it('is told when somebody of that name comes, goes, or is called otherwise', () => {
    const { monitor, do: apply } = watching();
    monitor(['Ann', 'bea']);
    expect(told(apply(entering('a', 'ann')))).toContainEqual(['appeared', 'w']);
    expect(told(apply({ kind: 'rename', user: 'a', name: 'ANN' }))).toEqual([['renamed', 'a']]);
    expect(told(apply({ kind: 'rename', user: 'a', name: 'bea' }))).toEqual([
      ['renamed', 'a'],
      ['disappeared', 'w'],
      ['appeared', 'w'],
    ]);
    const gone = apply({ kind: 'leave', user: 'a', session: 'a', departure: { cause: 'left', text: '' } });
    expect(told(gone)).toContainEqual(['disappeared', 'w']);
  });

  it('hears what happens to that person once, whether they share a room or not', () => {
    const { monitor, do: apply } = watching();
    monitor(['ann']);
    apply(entering('a', 'ann'));
    const away = (text: string): unknown[] => told(apply({ kind: 'away', user: 'a', text }));
    expect(away('tea')).toEqual([
      ['away-changed', 'a'],
      ['watched', 'w'],
    ]);
    for (const user of ['a', 'w']) apply(join(user, '#x'));
    expect(away('')).toEqual([['away-changed', 'a', 'w']]);
  });

  it('is told of a name again that it adds again, perhaps on another connection', () => {
    const { monitor } = watching();
    monitor(['Ann']);
    expect(monitor(['ann', 'bea']).deliveries).toMatchObject([{ event: { kind: 'monitored', names: ['Ann', 'bea'] } }]);
  });

  it('may watch for so many, and stops when it wants or leaves', () => {
    const { monitor, do: apply } = watching();
    const outcome = monitor(['a', 'b', 'A', 'c', 'd']);
    expect(outcome.deliveries[0]?.event).toMatchObject({ names: ['a', 'b', 'c'] });
    expect(outcome.refusals).toEqual([{ why: 'too-many-monitored', names: ['d'], limit: 3 }]);
    monitor([], ['B']);
    expect(kinds(apply(entering('b', 'b')))).toEqual(['entered']);
    monitor([], 'all');
    expect(kinds(apply(entering('a', 'a')))).toEqual(['entered']);
    monitor(['c']);
    apply({ kind: 'leave', user: 'w', session: 'w', departure: { cause: 'left', text: '' } });
    expect(kinds(apply(entering('c', 'c')))).toEqual(['entered']);
  });
});

describe('a read marker', () => {
  it('only moves onwards, and not into the future', () => {
    const { chat, do: apply } = house();
    apply(entering('a', 'ann'));
    const mark = (at: number, target = '#x'): unknown =>
      apply({ kind: 'mark-read', user: 'a', target, at }).deliveries[0]?.event;
    expect(mark(500)).toMatchObject({ of: '#x', read: 500 });
    expect(mark(400)).toMatchObject({ read: 500 });
    expect(mark(9_000_000)).toMatchObject({ read: 1004 });
    const user = chat.view.user('a');
    expect(user && chat.view.readUntil(user, '#X')).toBe(1004);
    mark(1, '#y');
    mark(1, '#z');
    expect(user && chat.view.readUntil(user, '#x'), 'the oldest is forgotten').toBeNull();
  });

  it('of an account lasts: a fact of its own, each time it moves', () => {
    const { do: apply } = house();
    const facts = (user: string, target: string, at: number) =>
      apply({ kind: 'mark-read', user, target, at }).facts.map(({ key, value }) => [key, value]);
    for (const user of ['a', 'b']) apply(entering(user, user));
    expect(facts('a', '#X', 5)).toEqual([]);
    const { facts: given } = apply({ kind: 'login', user: 'a', session: 'a', account: 'Acc' });
    expect(given).toEqual([{ kind: 'read', key: '["acc","#x"]', value: 5 }]);
    expect(facts('a', '#x', 5)).toEqual([]);
    expect(facts('a', '#x', 4)).toEqual([]);
    expect(facts('a', '#x', 6)).toEqual([['["acc","#x"]', 6]]);
    expect(facts('a', 'Bob', 7)).toEqual([['["acc","bob"]', 7]]);
    expect(facts('a', '#y', 8), 'the oldest is forgotten').toEqual([
      ['["acc","#y"]', 8],
      ['["acc","#x"]', null],
    ]);
    apply({ kind: 'logout', user: 'a' });
    expect(facts('a', '#z', 9)).toEqual([]);
  });

  it('is the account’s, and told to all who are logged in to it and to nobody else', () => {
    const { do: apply } = house();
    for (const user of ['a', 'b', 'c']) apply(entering(user, user));
    for (const user of ['a', 'b']) apply({ kind: 'login', user, session: user, account: 'acc' });
    expect(told(apply({ kind: 'mark-read', user: 'a', target: '#x', at: 5 }))).toEqual([['read-marked', 'a', 'b']]);
    expect(told(apply({ kind: 'mark-read', user: 'c', target: '#x', at: 5 }))).toEqual([['read-marked', 'c']]);
  });
});

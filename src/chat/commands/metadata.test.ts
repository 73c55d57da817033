import { describe, expect, it } from 'vitest';
import type { Outcome } from '../event.ts';
import { entering, house, join, whys } from '../house.fixture.ts';

function table() {
  const one = house();
  for (const user of ['ann', 'ben', 'cid']) one.do(entering(user, user));
  for (const user of ['ann', 'ben']) one.do(join(user, '#x'));
  const set = (user: string, target: string, key: string, value: string | null): Outcome =>
    one.do({ kind: 'metadata', user, target, key, value });
  const subscribe = (user: string, ...keys: string[]): Outcome => one.do({ kind: 'subscribe', user, set: true, keys });
  return { ...one, set, subscribe };
}

describe('metadata', () => {
  it('is told to those who share a room or watch, and have subscribed to the key', () => {
    const { set, subscribe, do: apply } = table();
    for (const user of ['ann', 'ben', 'cid']) subscribe(user, 'url');
    expect(set('ann', 'ann', 'url', 'u').deliveries[0]?.to).toEqual(['ann', 'ben']);
    expect(set('ann', 'ann', 'status', 's').deliveries[0]?.to).toEqual([]);
    apply({ kind: 'monitor', user: 'cid', add: ['ann'], remove: [] });
    expect(set('ann', 'ann', 'url', null).deliveries[0]?.to).toEqual(['ann', 'ben', 'cid']);
    expect(set('ann', '#x', 'url', 'r').deliveries[0]?.to).toEqual(['ann', 'ben']);
  });

  it('is changed by its owner, a room’s by its ops', () => {
    const { set } = table();
    expect(whys(set('ben', 'ann', 'url', 'x'))).toEqual(['metadata-not-yours']);
    expect(whys(set('ben', '#x', 'url', 'x'))).toEqual(['metadata-not-yours']);
    expect(whys(set('ben', 'nobody', 'url', 'x'))).toEqual(['no-such-user']);
  });

  it('has its limits', () => {
    const { set, subscribe } = table();
    expect(whys(set('ann', 'ann', 'Bad', 'x'))).toEqual(['metadata-key-invalid']);
    expect(whys(set('ann', 'ann', 'url', null))).toEqual(['metadata-not-set']);
    expect(whys(set('ann', 'ann', 'url', 'x'.repeat(51)))).toEqual(['metadata-value-too-long']);
    for (const key of ['a', 'b']) expect(whys(set('ann', 'ann', key, ''))).toEqual([]);
    expect(whys(set('ann', 'ann', 'c', ''))).toEqual(['too-much-metadata']);
    expect(whys(set('ann', 'ann', 'b', 'again'))).toEqual([]);
    const { deliveries, refusals } = subscribe('ann', 'a', 'B', 'b', 'c', 'd', 'e');
    expect(deliveries[0]?.event).toMatchObject({ keys: ['a', 'b', 'c'] });
    expect(refusals).toEqual([
      { why: 'metadata-key-invalid', key: 'B' },
      { why: 'too-many-subscriptions', key: 'd' },
    ]);
  });
});

it('metadata is cleared as a whole, by who may change it', () => {
  const { set, do: apply } = table();
  for (const key of ['a', 'b']) set('ann', '#x', key, '1');
  const clear = (user: string): Outcome => apply({ kind: 'metadata', user, target: '#x', key: null, value: null });
  expect(clear('ben').refusals).toEqual([{ why: 'metadata-not-yours', target: '#x', key: '*' }]);
  expect(clear('ann').deliveries.map(({ event }) => 'key' in event && event.key)).toEqual(['a', 'b']);
  expect(clear('ann').deliveries).toEqual([]);
});

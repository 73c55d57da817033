import { expect, it } from 'vitest';
import { entering, house, kinds } from '../house.fixture.ts';

it('what is shown as an address is a word of ASCII, and so is the user name', () => {
  const { do: apply } = house();
  apply(entering('o', 'boss', 'console', 'console'));
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

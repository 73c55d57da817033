// Sources, case by case: modern-irc "Source".
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../chat/event.ts';
import { formatMessage, parseMessage } from './message.ts';
import { realnamePart, sourceOf } from './userhost.ts';

function person(name: string, username: string, host: string, cloak: string | null = null): Person {
  const peer = { host, port: 4000 };
  return { id: 'u1', name, username, realname: '', peer, cloak, operator: false, account: null, bot: false };
}

describe('a source', () => {
  it.each<[source: string, of: Person]>([
    ['ann!~tea@192.0.2.7', person('ann', '~tea', '192.0.2.7')],
    ['小明!~tea@192.0.2.7', person('小明', '~tea', '192.0.2.7')],
    ['[a]\\`^{|}!~a.b-c@192.0.2.7', person('[a]\\`^{|}', '~a.b-c', '192.0.2.7')],
    ['ann!plain@192.0.2.7', person('ann', '', '192.0.2.7')],
    ['ann!~tea@2001:db8::7', person('ann', '~tea', '2001:db8::7')],
    ['ann!~tea@0::1', person('ann', '~tea', '::1')],
    ['ann!~tea@fe80::1%eth0', person('ann', '~tea', 'fe80::1%eth0')],
    ['ann!~tea@tea/ann', person('ann', '~tea', '192.0.2.7', 'tea/ann')],
  ])('%s', (source, of) => {
    expect(sourceOf(of)).toBe(source);
  });

  it('is one word that parts into name, user name and address again', () => {
    const name = fc.stringMatching(/^[\p{L}_[\]\\`^{}|][\p{L}\p{N}_\-[\]\\`^{}|]{0,10}$/u);
    const username = fc.stringMatching(/^~?[A-Za-z0-9_.-]{0,9}$/);
    const host = fc.oneof(fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(name, username, host, (...parts) => {
        const source = parseMessage(formatMessage('X', [], sourceOf(person(...parts))))?.source ?? '';
        const [, nick, user, address] = /^([^!@]+)!([^!@]+)@([^!@]+)$/.exec(source) ?? [];
        expect([nick, user]).toEqual([parts[0], parts[1] || 'plain']);
        expect(address?.replace(/^0::/, '::')).toBe(parts[2].replace(/^0::/, '::'));
        expect(address).not.toMatch(/^:/);
      }),
    );
  });
});

it('shows a name for a real name that was not given', () => {
  expect(realnamePart(person('李雷', '', '192.0.2.7'))).toBe('李雷');
  expect(realnamePart({ ...person('Ann', '~ann', '192.0.2.7'), realname: 'Ann Lee' })).toBe('Ann Lee');
});

import { describe, expect, it } from 'vitest';
import type { Outcome } from '../event.ts';
import { entering, house, join, say, whys } from '../house.fixture.ts';

/** Op ann, ben and cid in #x; dan outside. */
function room() {
  const one = house();
  for (const user of ['ann', 'ben', 'cid', 'dan']) one.do(entering(user, user));
  for (const user of ['ann', 'ben', 'cid']) one.do(join(user, '#x'));
  const said = (user: string, to: string): string => one.do(say(user, to, 'hi')).deliveries[0]?.event.id ?? '';
  const redact = (user: string, to: string, message: string): Outcome =>
    one.do({ kind: 'redact', user, to, message, text: 'oops' });
  return { ...one, said, redact };
}

describe('taking back', () => {
  it('is for who said it, and in a room for those who keep order', () => {
    const { said, redact } = room();
    for (const user of ['ben', 'ann']) {
      const { deliveries } = redact(user, '#X', said('ben', '#x'));
      expect(deliveries[0]).toMatchObject({ to: ['ann', 'ben', 'cid'], event: { kind: 'redacted', text: 'oops' } });
    }
    expect(whys(redact('cid', '#x', said('ben', '#x')))).toEqual(['not-your-message']);
    expect(whys(redact('dan', '#x', said('ben', '#x')))).toEqual(['no-such-message']);
  });

  it('of a private message shows nobody else that there was one', () => {
    const { said, redact } = room();
    const message = said('ben', 'cid');
    expect(whys(redact('dan', 'cid', message))).toEqual(['no-such-message']);
    expect(whys(redact('cid', 'cid', message))).toEqual(['no-such-message']);
    expect(redact('ben', 'cid', message).deliveries[0]?.to).toEqual(['ben', 'cid']);
  });

  it('works once, where it was said, and as long as it is remembered', () => {
    const { said, redact } = room();
    const message = said('ben', '#x');
    expect(whys(redact('ben', 'cid', message))).toEqual(['no-such-message']);
    expect(whys(redact('ben', '#x', message))).toEqual([]);
    expect(whys(redact('ben', '#x', message))).toEqual(['no-such-message']);
    const old = said('ben', '#x');
    for (let count = 0; count < 5; count++) said('ben', '#x');
    expect(whys(redact('ben', '#x', old))).toEqual(['no-such-message']);
  });

  it('is also for who comes again with the same account', () => {
    const { said, redact, do: apply } = room();
    for (const user of ['ben', 'dan']) apply({ kind: 'login', user, session: user, account: 'acc' });
    const message = said('ben', '#x');
    apply(join('dan', '#x'));
    expect(whys(redact('dan', '#x', message))).toEqual([]);
  });
});

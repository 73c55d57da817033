import { expect, it } from 'vitest';
import type { Role } from '../command.ts';
import { entering, house, join, say } from '../house.fixture.ts';

it('a reply says whose message it answers, unless that was not for all', () => {
  const { do: apply } = house();
  for (const user of ['ann', 'ben']) {
    apply(entering(user, user));
    apply(join(user, '#x'));
  }
  const said = (least: Role | null): string =>
    apply({ ...say('ann', '#x', 'tea?'), least } as ReturnType<typeof say>).deliveries[0]?.event.id ?? '';
  const answered = (message: string, to = '#x'): unknown => {
    const reply = { ...say('ben', to, 'yes'), tags: { '+reply': message } } as ReturnType<typeof say>;
    const event = apply(reply).deliveries[0]?.event;
    return event?.kind === 'said' ? event.replyTo?.name : undefined;
  };
  expect(answered(said(null))).toBe('ann');
  expect(answered(said('voice'))).toBeUndefined();
  expect(answered('e999')).toBeUndefined();
  expect(answered(said(null), 'ann')).toBeUndefined();
});

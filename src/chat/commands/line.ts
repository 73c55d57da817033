// The operator's one line in p2p mode: one guest at a time has it.

import type { Step } from '../step.ts';
import type { User } from '../user.ts';
import { speaks } from '../views.ts';

/** p2p: the line to the operator, if one is there, is `user`'s if nobody has it; told either way. */
export function giveLine(step: Step, user: User): void {
  const { house, operators } = step.state;
  if (operators.size === 0) return;
  if (house.line === null) {
    house.line = user.id;
    step.happened('line-given', user.person, [user.id], {});
  } else if (house.line !== user.id) step.happened('line-busy', user.person, [user.id], {});
}

/** Somebody left: who has waited longest gets the line, if it was theirs. */
export function takeBackLine(step: Step, user: User): void {
  const { house } = step.state;
  if (house.line !== user.id) return;
  house.line = null;
  if (house.mode === 'p2p') giveLineToNext(step);
}

/** p2p has begun, the operator has come, or the line became free. */
export function giveLineToNext(step: Step): void {
  for (const user of step.state.users.values()) {
    if (speaks(user, 'plain')) return giveLine(step, user);
  }
}

// What ends by itself: when the time comes next to look.
import type { State } from './state.ts';

/** Something is to end at this time (ms since 1970); null: never. */
export function expiresAt(state: State, until: number | null): void {
  if (until !== null) state.nextExpiry = Math.min(until, state.nextExpiry ?? until);
}

/** When something ends next; null: nothing does. */
export function nextExpiry({ house, rooms }: State): number | null {
  let next: number | null = null;
  const all = [house.sanctions.values(), ...[...rooms].map(({ lists }) => lists.ban.values())];
  for (const bans of all) {
    for (const { until } of bans) if (until !== null && (next === null || until < next)) next = until;
  }
  return next;
}

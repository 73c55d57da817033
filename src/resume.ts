// A server goes on where an earlier run has ended, but for what is asked for otherwise at its start.
import type { Fact } from './chat/fact.ts';
import type { ChatView } from './chat/views.ts';
import type { Settings } from './options/table.ts';
import type { Happening } from './session/happening.ts';

/** Without those that an option overrules, which stay where they are. */
export function countingFacts(facts: readonly Fact[], { insisted }: Settings): readonly Fact[] {
  return facts.filter(({ kind, key }) => kind !== 'house' || insisted.every((setting) => setting !== key));
}

/**
 * What the operator is to know of that which an earlier run has left.
 * @param facts all of them
 * @param strange those that the chat has not understood
 * @param at ms since 1970
 */
export function newsOfResuming(
  facts: readonly Fact[],
  strange: readonly Fact[],
  { house, rooms }: ChatView,
  { mode, limits: { clients }, insisted }: Settings,
  at: number,
): readonly Happening[] {
  const given = { mode, limit: clients };
  const overruled = insisted.flatMap((setting): Happening[] => {
    const fact = facts.find(({ kind, key }) => kind === 'house' && key === setting);
    if (fact === undefined || fact.value === given[setting]) return [];
    return [{ kind: 'overruled', at, setting, before: String(fact.value) }];
  });
  const unused = strange.map((fact): Happening => ({ kind: 'strange-fact', at, of: fact.kind, key: fact.key }));
  const state = {
    mode: house.mode === mode ? null : house.mode,
    limit: house.limit === clients ? null : house.limit,
    locked: house.locked,
    bans: house.sanctions.size,
    rooms: [...rooms].filter(({ registration }) => registration !== null).length,
  };
  const isNew = Object.values(state).every((value) => value === null || value === false || value === 0);
  return [...unused, ...overruled, ...(isNew ? [] : [{ kind: 'resumed', at, ...state } as const])];
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModeChange, RoomFlag } from '../command.ts';
import type { Outcome } from '../event.ts';
import { entering, house, join, LIMITS } from '../house.fixture.ts';

/** Ann, op of #x, who sets it. */
function room() {
  const one = house();
  one.do(entering('ann', 'ann'));
  one.do(join('ann', '#x'));
  const set = (...changes: ModeChange[]): Outcome => one.do({ kind: 'modes', user: 'ann', room: '#x', changes });
  const here = () => {
    const found = one.chat.view.roomNamed('#x');
    if (found === undefined) throw new Error('the room is gone');
    return found;
  };
  return { ...one, set, here, masks: () => [...here().lists.ban.values()].map(({ mask }) => mask) };
}

const ban = (mask: string): ModeChange => ({ set: true, what: 'ban', mask });
const unban = (mask: string): ModeChange => ({ set: false, what: 'ban', mask });

function changesOf({ deliveries }: Outcome): readonly ModeChange[] {
  return deliveries.flatMap(({ event }) => (event.kind === 'modes-changed' ? event.changes : []));
}

describe('ban masks', () => {
  it('are the same in any case, and shown as they were first set', () => {
    const { set, masks } = room();
    expect(changesOf(set(ban('Bob')))).toEqual([ban('Bob!*@*')]);
    expect(changesOf(set(ban('BOB')))).toEqual([]);
    expect(masks()).toEqual(['Bob!*@*']);
    expect(changesOf(set(unban('bob')))).toEqual([unban('Bob!*@*')]);
    expect(masks()).toEqual([]);
  });

  it('are refused when too long, or too many, each for its own reason', () => {
    const { set } = room();
    expect(set(ban('茶'.repeat(40))).refusals).toMatchObject([
      { why: 'mask-too-long', room: '#x', limit: LIMITS.maskBytes },
    ]);
    for (let count = 0; count < LIMITS.bansPerRoom; count++) set(ban(`u${count}`));
    expect(set(ban('onemore')).refusals).toMatchObject([{ why: 'too-many-masks', limit: LIMITS.bansPerRoom }]);
    expect(set(ban('U0')).refusals).toEqual([]);
  });
});

describe('several changes at once', () => {
  it('come down to the last of each thing', () => {
    const { set } = room();
    const moderated = { set: true, what: 'moderated' } as const;
    const key = { set: true, what: 'key', key: 'k' } as const;
    expect(changesOf(set(moderated, { ...moderated, set: false }))).toEqual([]);
    expect(changesOf(set({ ...moderated, set: false }, moderated))).toEqual([moderated]);
    expect(changesOf(set({ ...key, key: 'other' }, key))).toEqual([key]);
    expect(changesOf(set(key))).toEqual([]);
    expect(changesOf(set(ban('bob'), unban('BOB')))).toEqual([]);
    expect(set(ban('bob'), unban('BOB')).deliveries).toEqual([]);
  });

  it('tell exactly what is different after them', () => {
    const flag = fc.constantFrom<RoomFlag>('invite-only', 'moderated', 'no-external', 'secret', 'topic-locked');
    const flagChange = fc.record({ set: fc.boolean(), what: flag });
    const banChange = fc.record({
      set: fc.boolean(),
      what: fc.constant('ban' as const),
      mask: fc.constantFrom('a', 'A', 'b'),
    });
    const roleChange = fc.record({
      set: fc.boolean(),
      what: fc.constant('role' as const),
      role: fc.constant('voice' as const),
      name: fc.constantFrom('ann', 'ANN'),
    });
    const changes = fc.array(fc.oneof(flagChange, banChange, roleChange), { maxLength: 8 });
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const { set, here } = room();
        const state = (): Set<string> =>
          new Set([...here().flags, ...here().lists.ban.keys(), ...(here().members.get('ann')?.roles ?? [])]);
        set(...first);
        const before = state();
        const told = changesOf(set(...second)).map((change) => {
          if (change.what === 'ban') return `${change.set} ${change.mask.toLowerCase()}`;
          return `${change.set} ${change.what === 'role' ? change.role : change.what}`;
        });
        const after = state();
        const gone = [...before.difference(after)].map((thing) => `false ${thing}`);
        const come = [...after.difference(before)].map((thing) => `true ${thing}`);
        expect(told.sort()).toEqual([...gone, ...come].sort());
      }),
    );
  });
});

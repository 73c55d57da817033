import { describe, expect, it } from 'vitest';
import type { UserId } from '../command.ts';
import { CREDENTIALS, entering, house, join, kinds, say, whys } from '../house.fixture.ts';

describe('the operator’s name', () => {
  it('is nobody else’s, also while no operator is here', () => {
    const { chat, do: apply } = house('hub', ['Boss']);
    expect(apply(entering('a', 'ＢＯＳＳ')).refusals).toEqual([
      { why: 'name-invalid', name: 'ＢＯＳＳ', flaw: { kind: 'reserved' } },
    ]);
    apply(entering('a', 'ann', 'plain'));
    expect(whys(apply({ kind: 'rename', user: 'a', name: 'boss' }))).toEqual(['name-invalid']);
    expect(kinds(apply(entering('o', 'Boss', 'console', 'console')))).toEqual(['entered']);
    expect(whys(apply({ kind: 'rename', user: 'o', name: 'boss' }))).toEqual([]);
    expect(chat.view.nameRefusal('BOSS', { id: 'x', face: 'irc', account: null })?.why).toBe('name-taken');
  });

  it('is no guest’s either', () => {
    const { chat, do: apply } = house('hub', ['guest1']);
    apply(entering('a', '', 'plain'));
    expect(chat.view.user('a')?.person.name).toBe('guest2');
  });
});

describe('a guest’s name', () => {
  function guest(prefix: string): string | undefined {
    const { chat, do: apply } = house();
    const command = entering('a', '', 'plain');
    if (command.kind === 'enter') apply({ ...command, name: { kind: 'guest', prefix } });
    return chat.view.user('a')?.person.name;
  }

  it('is no longer than a name may be', () => {
    expect(guest('客人')).toBe('客人1');
    expect(guest('g'.repeat(23))).toBe(`${'g'.repeat(23)}1`);
    expect(guest('客'.repeat(40))).toBe(`${'客'.repeat(23)}1`);
  });

  it('is nobody’s, nor anybody’s account', () => {
    const { chat, do: apply } = house();
    apply(entering('b', 'Guest1'));
    apply(entering('c', 'guest2'));
    apply({ kind: 'register', user: 'c', account: 'guest2', credentials: CREDENTIALS });
    apply({ kind: 'leave', user: 'c', session: 'c', departure: { cause: 'left', text: '' } });
    apply(entering('a', '', 'plain'));
    expect(chat.view.user('a')?.person.name).toBe('guest3');
  });
});

describe('what is said again of oneself', () => {
  /** Ann and ben in #x; what ann does is told to these. */
  function told(): { away(text: string): readonly UserId[]; describe(realname: string): readonly UserId[] } {
    const { do: apply } = house();
    for (const name of ['ann', 'ben']) {
      apply(entering(name, name));
      apply(join(name, '#x'));
    }
    return {
      away: (text) => apply({ kind: 'away', user: 'ann', text }).deliveries[0]?.to ?? [],
      describe: (realname) => apply({ kind: 'describe', user: 'ann', realname }).deliveries[0]?.to ?? [],
    };
  }

  it('is told to others only when it is new: being away', () => {
    const { away } = told();
    expect(away('')).toEqual(['ann']);
    expect(away('tea')).toEqual(['ann', 'ben']);
    expect(away('tea')).toEqual(['ann']);
    expect(away('more tea')).toEqual(['ann', 'ben']);
    expect(away('')).toEqual(['ann', 'ben']);
    expect(away('')).toEqual(['ann']);
  });

  it('is told to others only when it is new: a real name', () => {
    const { describe: describeAs } = told();
    expect(describeAs('Ann')).toEqual(['ann', 'ben']);
    expect(describeAs('Ann')).toEqual(['ann']);
  });
});

it('somebody invisible is seen by those in a room with it, by the operator and by itself', () => {
  const { chat, do: apply } = house();
  for (const name of ['ann', 'ben', 'cid']) apply(entering(name, name));
  for (const name of ['ann', 'ben']) apply(join(name, '#x'));
  const seenBy = (): string[] => {
    const ann = chat.view.user('ann');
    return ['ann', 'ben', 'cid', 'nobody'].filter((id) => ann !== undefined && chat.view.maySee(id, ann));
  };
  expect(seenBy()).toEqual(['ann', 'ben', 'cid', 'nobody']);
  apply({ kind: 'user-modes', user: 'ann', changes: [{ set: true, mode: 'invisible' }] });
  expect(seenBy()).toEqual(['ann', 'ben']);
  apply({ kind: 'operate', user: 'cid' });
  expect(seenBy()).toEqual(['ann', 'ben', 'cid']);
});

it('that nobody is there is told before that nothing was said', () => {
  const { do: apply } = house();
  apply(entering('ann', 'ann'));
  for (const text of ['', 'x'.repeat(2000)]) {
    expect(apply(say('ann', 'nobody', text)).refusals).toEqual([{ why: 'no-such-user', name: 'nobody' }]);
    expect(apply(say('ann', '#none', text)).refusals).toEqual([{ why: 'no-such-room', room: '#none' }]);
  }
  expect(whys(apply(say('ann', 'ann', '')))).toEqual(['nothing-said']);
});

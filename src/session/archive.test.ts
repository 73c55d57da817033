import { describe, expect, it, test } from 'vitest';
import { StoreError } from '../store/trouble.ts';
import { ROOMY, type Scene, teaRoom, textsOf } from './archive.fixture.ts';
import { Archive } from './archive.ts';

describe('a room', () => {
  it('is for nobody who was put out while the answer was on its way', async () => {
    const scene = teaRoom();
    scene.say('a', '#tea', 'hello');
    const { archive } = scene;
    const talk = archive.talk('b', '#tea') ?? expect.unreachable();
    const part = { what: 'messages', after: null, before: null, from: 'newest', limit: 10 } as const;
    const past = await archive.read('b', talk, part);
    expect(textsOf(archive.still('b', talk, past))).toEqual(['hello']);
    scene.do({ kind: 'kick', user: 'a', room: '#tea', names: ['bob'], text: '' });
    expect(textsOf(archive.still('b', talk, past))).toEqual([]);
    expect(archive.still('b', talk, null)).toBeNull();
  });

  it('is for who is in it, whatever it is like', async () => {
    const scene = teaRoom();
    scene.say('a', '#tea', 'hello');
    expect(await scene.read('b', '#TEA')).toEqual(['hello']);
    expect(await scene.read('c', '#tea')).toBeNull();
    expect(await scene.read('nobody', '#tea')).toBeNull();
    scene.join('c', '#tea');
    expect(await scene.read('c', '#tea')).toEqual(['hello']);
    scene.do({ kind: 'kick', user: 'a', room: '#tea', names: ['carol'], text: '' });
    expect(await scene.read('c', '#tea')).toBeNull();
  });

  it('is not shown to who was put out while it was read', async () => {
    const scene = teaRoom();
    scene.say('a', '#tea', 'hello');
    const reading = [scene.read('b', '#tea'), scene.find('b')];
    scene.do({ kind: 'kick', user: 'a', room: '#tea', names: ['bob'], text: '' });
    expect(await Promise.all(reading)).toEqual([[], []]);
  });

  it('is read on where much is not for the asker', async () => {
    const scene = teaRoom();
    for (const text of ['one', 'two', 'three']) scene.say('b', '#tea', text);
    for (let count = 0; count < 8; count++) scene.say('a', '#tea', 'for ops', 'op');
    expect(await scene.read('b', '#tea', 'messages', 2)).toEqual(['two', 'three']);
    expect(await scene.read('a', '#tea', 'messages', 2)).toEqual(['for ops', 'for ops']);
  });
});

describe('a private conversation', () => {
  /** alice (a) and bob (b) have said one to each other; then alice has registered her name, and they have said two. */
  function goingOn(): Scene {
    const scene = teaRoom();
    scene.say('a', 'bob', 'one of alice');
    scene.say('b', 'alice', 'one of bob');
    scene.register('a', 'alice');
    scene.say('a', 'bob', 'two of alice');
    scene.say('b', 'alice', 'two of bob');
    return scene;
  }
  const ALL = ['one of alice', 'one of bob', 'two of alice', 'two of bob'];

  it('goes on when one of the two logs in, for both', async () => {
    const scene = goingOn();
    scene.register('b', 'bob');
    scene.say('b', 'alice', 'three of bob');
    for (const [asker, other] of [
      ['a', 'bob'],
      ['b', 'alice'],
    ] as const) {
      expect(await scene.read(asker, other)).toEqual([...ALL, 'three of bob']);
      expect(await scene.find(asker, ['of'])).toEqual([...ALL, 'three of bob']);
      const active = await scene.archive.active(asker, 0, 1e9);
      expect(active?.map(({ talk }) => talk.name)).toEqual([other]);
    }
  });

  it('has a page at any message of it, whoever said it before or after', async () => {
    const scene = goingOn();
    const { archive } = scene;
    const talk = archive.talk('a', 'bob') ?? expect.unreachable();
    const all = { what: 'messages', after: null, before: null, from: 'oldest', limit: 10 } as const;
    const events = (await archive.read('a', talk, all))?.events ?? [];
    const [, second = '', third = ''] = events.map(({ id }) => id);
    const names = events.map((event) =>
      event.kind === 'said' && event.to.kind === 'user' ? event.to.person.name : '',
    );
    expect(events.map(({ who }) => who.name)).toEqual(['alice', 'bob', 'alice', 'bob']);
    expect(names).toEqual(['bob', 'alice', 'bob', 'alice']);
    const part = async (bounds: object): Promise<string[]> => {
      return textsOf(await archive.read('a', talk, { ...all, ...bounds }));
    };
    expect(await part({ after: { id: second } })).toEqual(ALL.slice(2));
    expect(await part({ before: { id: third } })).toEqual(ALL.slice(0, 2));
    expect(await part({ limit: 3 })).toEqual(ALL.slice(0, 3));
    expect(await part({ limit: 3, from: 'newest' })).toEqual(ALL.slice(1));
    expect(await part({ after: { id: 'none' } })).toEqual([]);
    expect(textsOf(await archive.around('a', talk, 'messages', { id: second }, 3))).toEqual(ALL.slice(0, 3));
    const between = await archive.between('a', talk, 'messages', [{ id: third }, { at: 0 }], 9);
    expect(textsOf(between)).toEqual(ALL.slice(0, 2));
  });

  it('is not for who has the name later, without the account', async () => {
    const scene = teaRoom();
    scene.say('a', 'bob', 'one');
    scene.leave('a');
    scene.enter('x', 'alice');
    scene.register('x', 'alice');
    expect(await scene.read('x', 'bob')).toEqual([]);
    expect(await scene.find('x')).toEqual([]);
    expect(await scene.read('b', 'alice')).toEqual([]);
  });
});

describe('when an account has been dropped', () => {
  /** alice and bob have accounts, and have talked; alice has dropped hers. */
  function dropped(): Scene {
    const scene = teaRoom();
    scene.register('a', 'alice');
    scene.register('b', 'bob');
    scene.say('a', 'bob', 'one');
    scene.say('b', 'alice', 'two');
    scene.do({ kind: 'drop-account', user: 'a', account: 'alice' });
    return scene;
  }

  it('its conversations are still read by the other, under its name, whether she is there or not', async () => {
    const scene = dropped();
    expect(await scene.read('b', 'alice')).toEqual(['one', 'two']);
    scene.say('a', 'bob', 'three');
    expect(await scene.read('b', 'alice')).toEqual(['one', 'two', 'three']);
    scene.leave('a');
    expect(await scene.read('b', 'alice')).toEqual(['one', 'two', 'three']);
    expect((await scene.archive.active('b', 0, 1e9))?.map(({ talk }) => talk.name)).toEqual(['alice']);
  });

  it('they are found under the name that she has now, with whatever she says then', async () => {
    const scene = dropped();
    scene.do({ kind: 'rename', user: 'a', name: 'eve' });
    scene.say('a', 'bob', 'three');
    expect(await scene.read('b', 'eve')).toEqual(['one', 'two', 'three']);
    expect((await scene.archive.active('b', 0, 1e9))?.map(({ talk }) => talk.name)).toEqual(['eve']);
  });

  it('nobody who has the name later is taken for it, or reads of it; the other still finds it', async () => {
    const scene = dropped();
    expect(await scene.read('a', 'bob')).toEqual([]);
    scene.leave('a');
    scene.enter('x', 'alice');
    scene.register('x', 'alice');
    scene.say('x', 'bob', 'hello');
    expect(await scene.read('x', 'bob')).toEqual(['hello']);
    expect(await scene.find('x')).toEqual(['hello']);
    expect(await scene.read('b', 'alice')).toEqual(['hello']);
    expect(await scene.find('b')).toEqual(['one', 'two', 'hello']);
    expect((await scene.archive.active('b', 0, 1e9))?.map(({ talk }) => talk.name)).toEqual(['alice']);
  });

  it('is found by its name also when it was dropped while nobody was logged in to it', async () => {
    const scene = teaRoom();
    scene.register('a', 'alice');
    scene.say('a', 'bob', 'one');
    scene.leave('a');
    scene.do({ kind: 'operate', user: 'b' });
    scene.do({ kind: 'drop-account', user: 'b', account: 'alice' });
    expect(await scene.read('b', 'alice')).toEqual(['one']);
  });

  it('what it said to those with a role is not read by who has the name later', async () => {
    const scene = teaRoom();
    scene.register('a', 'alice');
    scene.say('a', '#tea', 'for ops', 'op');
    expect(await scene.read('a', '#tea')).toEqual(['for ops']);
    scene.do({ kind: 'drop-account', user: 'a', account: 'alice' });
    scene.leave('a');
    scene.enter('x', 'alice');
    scene.register('x', 'alice');
    scene.join('x', '#tea');
    expect(await scene.read('x', '#tea')).toEqual([]);
    expect(await scene.find('x')).toEqual([]);
  });
});

test('of whom is here now, the address is hidden if it is now', async () => {
  const scene = teaRoom();
  scene.say('b', '#tea', 'hello');
  scene.do({ kind: 'operate', user: 'a' });
  scene.do({ kind: 'change-host', user: 'a', name: 'bob', username: 'x', host: 'hidden.example' });
  const talk = scene.archive.talk('a', '#tea');
  const part = { what: 'all', after: null, before: null, from: 'newest', limit: 9 } as const;
  const past = talk === null ? null : await scene.archive.read('a', talk, part);
  const ofBob = past?.events.filter(({ who }) => who.name === 'bob') ?? [];
  expect(ofBob.map(({ who }) => who.cloak)).toEqual(['hidden.example', 'hidden.example']);
});

test('what cannot be read is null', async () => {
  const broken = (): Promise<never> => Promise.reject(new StoreError('corrupt', 'x', 'broken'));
  const scene = teaRoom();
  const archive = new Archive({ history: broken, message: broken, search: broken, active: broken }, scene.chat.view);
  const talk = archive.talk('a', '#tea');
  if (talk === null) throw new Error('she is there');
  const part = { what: 'all', after: null, before: null, from: 'newest', limit: 9 } as const;
  expect(await archive.read('a', talk, part)).toBeNull();
  expect(await archive.around('a', talk, 'all', { id: 'x' }, 9)).toBeNull();
  expect(await archive.between('a', talk, 'all', [{ at: 1 }, { at: 2 }], 9)).toBeNull();
  expect(await archive.active('a', 0, 1)).toBeNull();
  const wanted = { in: null, words: [], from: null, after: null, before: null, limit: 9 };
  expect(await archive.search('a', wanted)).toBeNull();
});

describe('what was missed', () => {
  it('is all there, also of several who had the same name and cannot be found any more', async () => {
    const scene = teaRoom();
    for (const [user, text] of [
      ['x', 'from one'],
      ['y', 'from another'],
    ] as const) {
      scene.enter(user, 'guest');
      scene.say(user, 'alice', text);
      scene.leave(user);
    }
    scene.enter('z', 'guest');
    scene.say('z', 'alice', 'from the last');
    // So many have gone since that nobody remembers them.
    for (let count = 0; count < ROOMY.remembered; count++) {
      scene.enter(`p${count}`, `passer${count}`);
      scene.leave(`p${count}`);
    }
    const { archive } = scene;
    const part = { what: 'messages', after: null, before: null, from: 'newest', limit: 9 } as const;
    const talks = (await archive.missed('a', 0)) ?? [];
    expect(talks.map(({ name }) => name)).toEqual(['guest', 'guest', 'guest']);
    const read = await Promise.all(talks.map((talk) => archive.read('a', talk, part)));
    expect(read.flatMap(textsOf)).toEqual(['from one', 'from another', 'from the last']);
  });
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Chat, createChat } from '../chat/chat.ts';
import type { Command, Role } from '../chat/command.ts';
import { CREDENTIALS, entering, LIMITS } from '../chat/house.fixture.ts';
import { createMemoryStore } from '../store/memory.ts';
import { StoreError } from '../store/trouble.ts';
import { Archive } from './archive.ts';
import type { Past } from './talk.ts';

const ROOMY = { ...LIMITS, redactable: 1000, accounts: 100, formerAccounts: 100, remembered: 10, roomsPerUser: 10 };

/** A chat with its store; entries 10 ms apart. */
class Scene {
  readonly chat: Chat = createChat(ROOMY, 'hub', []);
  readonly store = createMemoryStore();
  readonly archive = new Archive(this.store, this.chat.view);
  #count = 0;

  do(command: Command): string {
    const entry = { id: `e-${++this.#count}`, at: 1000 + this.#count * 10, command };
    this.store.keep(entry, this.chat.apply(entry));
    return entry.id;
  }

  register(user: string, account: string): void {
    this.do({ kind: 'register', user, account, credentials: CREDENTIALS });
  }

  leave(user: string): void {
    this.do({ kind: 'leave', user, session: user, departure: { cause: 'left', text: '' } });
  }

  enter(user: string, name: string, account: string | null = null): void {
    this.do({ ...entering(user, name), face: 'irc', account } as Command);
  }

  join(user: string, room: string): void {
    this.do({ kind: 'join', user, room, key: '' });
  }

  say(user: string, to: string, text: string, least: Role | null = null): string {
    return this.do({ kind: 'say', user, to, text, form: 'message', tags: {}, least, lines: null });
  }

  /** What somebody reads there; null: nothing may be read. */
  async read(
    asker: string,
    target: string,
    what: 'messages' | 'all' = 'messages',
    limit = 100,
  ): Promise<string[] | null> {
    const talk = this.archive.talk(asker, target);
    if (talk === null) return null;
    return textsOf(await this.archive.read(asker, talk, { what, after: null, before: null, from: 'newest', limit }));
  }

  async find(asker: string, words: readonly string[] = []): Promise<string[]> {
    const all = { in: null, from: null, after: null, before: null, limit: 1000 };
    return textsOf(await this.archive.search(asker, { ...all, words }));
  }
}

function textsOf(past: Past | null): string[] {
  return (past?.events ?? []).map((event) => (event.kind === 'said' ? event.text : event.kind));
}

/** alice (a) is op of #tea, bob (b) is there too, carol (c) is not. */
function teaRoom(): Scene {
  const scene = new Scene();
  for (const [user, name] of ['alice', 'bob', 'carol'].map((one) => [one.charAt(0), one] as const))
    scene.enter(user, name);
  scene.join('a', '#tea');
  scene.join('b', '#tea');
  return scene;
}

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

const USERS = ['a', 'b', 'c', 'd'] as const;
const NAMES = ['alice', 'bob', 'carol', 'dave', 'eve'] as const;
const ROOMS = ['#tea', '#cup', '#pot'] as const;

const doing = fc.oneof(
  fc.record({ act: fc.constant('join'), user: fc.constantFrom(...USERS), room: fc.constantFrom(...ROOMS) }),
  fc.record({ act: fc.constant('part'), user: fc.constantFrom(...USERS), room: fc.constantFrom(...ROOMS) }),
  fc.record({ act: fc.constant('say'), user: fc.constantFrom(...USERS), room: fc.constantFrom(...ROOMS) }),
  fc.record({ act: fc.constant('say-ops'), user: fc.constantFrom(...USERS), room: fc.constantFrom(...ROOMS) }),
  fc.record({ act: fc.constant('whisper'), user: fc.constantFrom(...USERS), name: fc.constantFrom(...NAMES) }),
  fc.record({
    act: fc.constant('role'),
    user: fc.constantFrom(...USERS),
    room: fc.constantFrom(...ROOMS),
    name: fc.constantFrom(...NAMES),
    set: fc.boolean(),
  }),
  fc.record({ act: fc.constant('rename'), user: fc.constantFrom(...USERS), name: fc.constantFrom(...NAMES) }),
  fc.record({
    act: fc.constant('rename-room'),
    user: fc.constantFrom(...USERS),
    room: fc.constantFrom(...ROOMS),
    name: fc.constantFrom(...ROOMS),
  }),
  fc.record({ act: fc.constant('register'), user: fc.constantFrom(...USERS) }),
  fc.record({ act: fc.constant('login'), user: fc.constantFrom(...USERS), name: fc.constantFrom(...NAMES) }),
  fc.record({ act: fc.constant('logout'), user: fc.constantFrom(...USERS) }),
  fc.record({ act: fc.constant('drop'), user: fc.constantFrom(...USERS) }),
  fc.record({ act: fc.constant('again'), user: fc.constantFrom(...USERS), name: fc.constantFrom(...NAMES) }),
);

/** A user, and the account that it was logged in to: of those that had this name one after the other, which. */
interface End {
  readonly id: string;
  readonly account: string | null;
}

/** What was said, and who may read it: its two ends, or a room's members, with a role or without. */
type Secret =
  | { readonly kind: 'private'; readonly ends: readonly End[] }
  | { readonly kind: 'room'; room: string | null; readonly least: Role | null; readonly who: End };

test('nobody ever reads what is not theirs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { maxLength: 60 }), async (doings) => {
      const scene = new Scene();
      const secrets = new Map<string, Secret>();
      /** The user that each of them is now: who comes again is another. */
      const ids = new Map<string, string>(USERS.map((user) => [user, user]));
      for (const [index, user] of USERS.entries()) scene.enter(user, NAMES[index] ?? user);
      const view = scene.chat.view;
      let count = 0;
      const drops = new Map<string, number>();
      const endOf = (id: string): End => {
        const account = view.user(id)?.person.account ?? null;
        return { id, account: account === null ? null : `${account} ${drops.get(account) ?? 0}` };
      };
      for (const one of doings) {
        const user = ids.get(one.user) ?? one.user;
        const [room = '#tea', name = ''] = ['room' in one ? one.room : undefined, 'name' in one ? one.name : undefined];
        const text = `secret${++count}`;
        switch (one.act) {
          case 'join':
            scene.join(user, room);
            break;
          case 'part':
            scene.do({ kind: 'part', user, room, text: '' });
            break;
          case 'say':
          case 'say-ops':
            secrets.set(text, { kind: 'room', room, least: one.act === 'say' ? null : 'op', who: endOf(user) });
            scene.say(user, room, text, one.act === 'say' ? null : 'op');
            break;
          case 'whisper':
            if (view.user(user) === undefined || view.userNamed(name) === undefined) break;
            secrets.set(text, { kind: 'private', ends: [user, view.userNamed(name)?.id ?? user].map(endOf) });
            scene.say(user, name, text);
            break;
          case 'role': {
            const changes = [{ set: 'set' in one && one.set === true, what: 'role', role: 'op', name } as const];
            scene.do({ kind: 'modes', user, room, changes });
            break;
          }
          case 'rename':
            scene.do({ kind: 'rename', user, name });
            break;
          case 'rename-room': {
            const before = view.roomNamed(room);
            scene.do({ kind: 'rename-room', user, room, name, text: '' });
            if (before?.name !== name || name === room) break;
            for (const secret of secrets.values()) {
              if (secret.kind !== 'room') continue;
              // What was under the new name is forgotten.
              if (secret.room === name) secret.room = null;
              else if (secret.room === room) secret.room = name;
            }
            break;
          }
          case 'register':
            scene.register(user, view.user(user)?.person.name ?? '');
            break;
          case 'login':
            if (view.accountNamed(name) !== undefined) scene.do({ kind: 'login', user, session: user, account: name });
            break;
          case 'logout':
            scene.do({ kind: 'logout', user });
            break;
          case 'drop': {
            const account = view.user(user)?.person.account ?? '';
            scene.do({ kind: 'drop-account', user, account });
            drops.set(account, (drops.get(account) ?? 0) + 1);
            break;
          }
          case 'again': {
            scene.do({ kind: 'leave', user, session: user, departure: { cause: 'left', text: '' } });
            ids.set(one.user, `${user}'`);
            const isFree = view.userNamed(name) === undefined && view.accountNamed(name) === undefined;
            scene.enter(`${user}'`, isFree ? name : `${one.user}${count}`);
          }
        }
      }
      const mayRead = (asker: string, secret: Secret): boolean => {
        const { account } = endOf(asker);
        const is = (end: End): boolean => end.id === asker || (account !== null && end.account === account);
        if (secret.kind === 'private') return secret.ends.some(is);
        const member = view.roomNamed(secret.room ?? '')?.members.get(asker);
        return member !== undefined && (secret.least === null || is(secret.who) || member.roles.has('op'));
      };
      /** As long as somebody is who it was then, logged in or as a guest, nothing is lost. */
      const mustFind = (asker: string, secret: Secret): boolean => {
        const now = endOf(asker);
        const is = (end: End): boolean => (end.account === null ? end.id === asker : end.account === now.account);
        return secret.kind === 'private' && secret.ends.some(is);
      };
      // Whoever logged in to somebody who was here is that one.
      for (const asker of [...ids.values()].filter((id) => view.users.has(id))) {
        const read = await Promise.all([...ROOMS, ...NAMES].map((target) => scene.read(asker, target, 'all')));
        const found = await scene.find(asker);
        for (const text of [...read.flatMap((texts) => texts ?? []), ...found]) {
          const secret = secrets.get(text);
          if (secret !== undefined) expect(mayRead(asker, secret), `${asker} reads ${text}`).toBe(true);
        }
        for (const [text, secret] of secrets) if (mustFind(asker, secret)) expect(found).toContain(text);
        for (const { talk } of (await scene.archive.active(asker, 0, 1e9)) ?? []) {
          expect((await scene.read(asker, talk.name))?.length, talk.name).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 200 },
  );
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

// Whoever comes, goes, is called what, logs in and drops what: nobody reads what is not theirs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '../chat/command.ts';
import { Scene } from './archive.fixture.ts';

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

// What every store must remember of what was said, and what not.

import { beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../chat/house.fixture.ts';
import { find, read, room, type Scene, teaRoom, texts } from './scene.fixture.ts';
import type { ActiveQuery, Conversation, Party, Store } from './store.ts';

export function describeHistory(name: string, open: () => Promise<Store>): void {
  describe(`${name}: history`, () => {
    let store: Store;
    let scene: Scene;

    beforeEach(async () => {
      store = await open();
      scene = teaRoom(store);
    });

    /** m1 … m9 by alice in #tea, 10 ms apart. */
    const sayNine = (): string[] => Array.from({ length: 9 }, (_, i) => scene.say('a', '#tea', `m${i + 1}`));

    it('gives what was said, oldest first, whatever the spelling of the room', async () => {
      sayNine();
      for (const spelling of ['#tea', '#TEA', '#ｔｅａ']) {
        expect(await texts(store, spelling)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']);
      }
      expect(await texts(store, '#coffee')).toEqual([]);
    });

    it('gives events as they were', async () => {
      scene.say('a', '#tea', '<b>"\u0000\ud83c\udf75\n', { form: 'notice', tags: { '+reply': 'x', '+a': '' } });
      scene.do({
        kind: 'say',
        user: 'b',
        to: '#tea',
        text: 'a\nbc',
        form: 'message',
        tags: {},
        least: 'op',
        lines: [
          { text: 'a', joined: false },
          { text: 'b', joined: false },
          { text: 'c', joined: true },
        ],
      });
      const first = scene.say('a', '#tea', 'first');
      scene.say('b', '#tea', 'second', { tags: { '+reply': first } });
      const happened = scene.kept.flatMap(({ outcome }) => outcome.deliveries.map(({ event }) => event));
      const said = happened.filter(({ kind }) => kind === 'said');
      expect(said.at(-1)).toHaveProperty('replyTo');
      expect(await read(store, '#tea')).toEqual(said);
    });

    it('gives the oldest or the newest between two bounds, and never what is at them', async () => {
      const ids = sayNine();
      const [, , third = '', , , , seventh = ''] = ids;
      const at = (await read(store, '#tea'))[2]?.at ?? 0;
      const bounds = { after: { id: third }, before: { id: seventh } };
      expect(await texts(store, '#tea', bounds)).toEqual(['m4', 'm5', 'm6']);
      expect(await texts(store, '#tea', { ...bounds, limit: 2 })).toEqual(['m4', 'm5']);
      expect(await texts(store, '#tea', { ...bounds, from: 'newest', limit: 2 })).toEqual(['m5', 'm6']);
      expect(await texts(store, '#tea', { after: { at }, before: { at: at + 40 } })).toEqual(['m4', 'm5', 'm6']);
      expect(await texts(store, '#tea', { after: { at: at - 1 }, limit: 1 })).toEqual(['m3']);
      expect(await texts(store, '#tea', { before: { at: at + 1 }, from: 'newest', limit: 1 })).toEqual(['m3']);
      expect(await texts(store, '#tea', { after: bounds.before, before: bounds.after })).toEqual([]);
      expect(await texts(store, '#tea', { limit: 0 })).toEqual([]);
    });

    it('gives nothing beyond an id that the conversation does not have', async () => {
      sayNine();
      scene.join('a', '#other');
      const elsewhere = scene.say('a', '#other', 'x');
      for (const id of ['nothing', elsewhere, '']) {
        expect(await texts(store, '#tea', { after: { id } })).toEqual([]);
        expect(await texts(store, '#tea', { before: { id } })).toEqual([]);
        expect(await store.message(room('#tea'), id)).toBeNull();
      }
    });

    it('finds a message by its id, where it was said', async () => {
      const [, second = ''] = sayNine();
      expect(await store.message(room('#TEA'), second)).toMatchObject({ text: 'm2', id: second });
      expect(await store.message(room('#lobby'), second)).toBeNull();
    });

    it('puts times that go back where the log has them', async () => {
      const say = (text: string, at: number): string =>
        scene.do({ kind: 'say', user: 'a', to: '#tea', text, form: 'message', tags: {}, least: null, lines: null }, at);
      say('one', 5000);
      say('back', 3000);
      say('two', 6000);
      expect(await texts(store, '#tea')).toEqual(['one', 'back', 'two']);
      expect((await read(store, '#tea')).map(({ at }) => at)).toEqual([5000, 3000, 6000]);
      expect(await texts(store, '#tea', { after: { at: 4999 }, before: { at: 5001 } })).toEqual(['one', 'back']);
    });

    it('keeps who came, went and what was changed, for who asks for all', async () => {
      scene.do({ kind: 'topic', user: 'a', room: '#tea', text: 'oolong' });
      scene.do({ kind: 'modes', user: 'a', room: '#tea', changes: [{ set: true, what: 'moderated' }] });
      scene.do({ kind: 'rename', user: 'b', name: 'bobby' });
      scene.do({ kind: 'away', user: 'b', text: 'tea' });
      scene.do({ kind: 'kick', user: 'a', room: '#tea', names: ['bobby'], text: 'out' });
      scene.join('b', '#tea');
      scene.do({ kind: 'part', user: 'b', room: '#tea', text: '' });
      scene.join('b', '#tea');
      scene.join('b', '#other');
      scene.leave('b');
      const inTea = ['joined', 'joined', 'topic-changed', 'modes-changed', 'renamed', 'kicked'];
      const later = ['joined', 'parted', 'joined', 'left'];
      expect(await texts(store, '#tea', { what: 'all' })).toEqual([...inTea, ...later]);
      expect(await texts(store, '#other', { what: 'all' })).toEqual(['joined', 'left']);
      expect(await texts(store, '#tea')).toEqual([]);
      expect((await read(store, '#tea', { what: 'all' }))[4]).toMatchObject({ after: { name: 'bobby' } });
    });

    it('keeps reactions, but not that somebody is typing', async () => {
      const id = scene.say('a', '#tea', 'hello');
      const tags = (given: Record<string, string>): string => scene.say('b', '#tea', '', { form: 'tags', tags: given });
      tags({ '+typing': 'active' });
      tags({ '+draft/react': '🍵', '+reply': id });
      expect(await texts(store, '#tea', { from: 'newest', what: 'all', limit: 2 })).toEqual(['hello', '']);
      expect(await texts(store, '#tea')).toEqual(['hello']);
    });

    it('has a place for each of several events of one entry', async () => {
      const id = scene.do({ kind: 'room-ban', user: 'a', room: '#tea', name: 'bob', lasting: null, text: '' });
      scene.say('a', '#tea', 'after');
      expect(await texts(store, '#tea', { what: 'all', after: { id } })).toEqual(['after']);
      expect(await texts(store, '#tea', { what: 'all', before: { id } })).toEqual(['joined', 'joined']);
    });

    it('takes back the text, and keeps that it happened, and where', async () => {
      const [, second = '', third = ''] = sayNine();
      scene.do({ kind: 'redact', user: 'a', to: '#tea', message: second, text: 'oops' });
      expect((await texts(store, '#tea')).slice(0, 2)).toEqual(['m1', 'm3']);
      expect(await texts(store, '#tea', { after: { id: second }, limit: 1 })).toEqual(['m3']);
      expect(await store.message(room('#tea'), second)).toBeNull();
      const [last] = await read(store, '#tea', { what: 'all', from: 'newest', limit: 1 });
      expect(last).toMatchObject({ kind: 'redacted', message: second, text: 'oops', author: { name: 'alice' } });
      expect(await find(store, { words: ['m2'] })).toEqual([]);
      expect(await store.message(room('#tea'), third)).toMatchObject({ text: 'm3' });
    });

    const between = (one: Party, other: Party): Conversation => ({ kind: 'private', between: [one, other] });

    describe('of two people', () => {
      it('is theirs, whoever of them speaks', async () => {
        scene.say('a', 'bob', 'hi');
        scene.say('b', 'alice', 'ho');
        scene.say('b', 'bob', 'to myself');
        expect(await texts(store, between({ user: 'a' }, { user: 'b' }))).toEqual(['hi', 'ho']);
        expect(await texts(store, between({ user: 'b' }, { user: 'a' }))).toEqual(['hi', 'ho']);
        expect(await texts(store, between({ user: 'b' }, { user: 'b' }))).toEqual(['to myself']);
      });

      it('is not for who takes a name later', async () => {
        scene.say('a', 'bob', 'secret');
        scene.leave('b');
        scene.enter('c', 'bob');
        scene.say('a', 'bob', 'who are you');
        expect(await texts(store, between({ user: 'a' }, { user: 'c' }))).toEqual(['who are you']);
      });

      it('goes on for an account that comes again', async () => {
        scene.enter('c', 'carol', 'Carol');
        scene.say('a', 'carol', 'one');
        scene.leave('c');
        scene.enter('d', 'dave', 'CAROL');
        scene.say('d', 'alice', 'two');
        expect(await texts(store, between({ account: 'carol' }, { user: 'a' }))).toEqual(['one', 'two']);
        expect(await texts(store, between({ user: 'carol' }, { user: 'a' }))).toEqual([]);
      });

      it('can be taken back after logging in', async () => {
        const id = scene.say('a', 'bob', 'oops');
        scene.do({ kind: 'login', user: 'a', session: 'a', account: 'alice' });
        scene.do({ kind: 'redact', user: 'a', to: 'bob', message: id, text: '' });
        const before = between({ user: 'a' }, { user: 'b' });
        expect(await texts(store, before, { what: 'all' })).toEqual(['redacted']);
        expect(await texts(store, between({ account: 'alice' }, { user: 'b' }), { what: 'all' })).toEqual([]);
      });
    });

    describe('a private conversation of an account that is dropped', () => {
      const register = (user: string, account: string) =>
        scene.do({ kind: 'register', user, account, credentials: CREDENTIALS });

      /** bob has said `one` to alice; then she has dropped her account. @returns who has her part in it */
      function dropped(): Party {
        for (const user of ['a', 'b']) register(user, user === 'a' ? 'alice' : 'bob');
        scene.say('b', 'alice', 'one');
        scene.say('a', 'alice', 'to myself');
        const entry = scene.do({ kind: 'drop-account', user: 'a', account: 'alice' });
        const { outcome } = scene.kept.at(-1) ?? expect.unreachable();
        const event = outcome.deliveries.map((one) => one.event).find(({ kind }) => kind === 'account-dropped');
        if (event?.kind !== 'account-dropped') throw new Error('it was not dropped');
        expect(event.heir).toContain(entry);
        return { user: event.heir };
      }

      it('is nobody’s who has the name later, nor hers, but still that of the other', async () => {
        const heir = dropped();
        register('a', 'alice');
        scene.say('b', 'alice', 'two');
        const bob = { account: 'bob' };
        expect(await texts(store, between({ account: 'alice' }, bob))).toEqual(['two']);
        expect(await texts(store, between({ account: 'alice' }, { account: 'alice' }))).toEqual([]);
        expect(await texts(store, between({ user: 'a' }, bob))).toEqual([]);
        expect(await texts(store, between(heir, bob))).toEqual(['one']);
        expect(await texts(store, between(heir, heir))).toEqual(['to myself']);
        const active = await store.active({ parties: [bob], rooms: [], after: 0, before: 1e6, limit: 9 });
        expect(active.map(({ last }) => last.text)).toEqual(['two', 'one']);
        const of = active.map((one) => one.of);
        expect(of).toContainEqual(between(bob, heir));
        expect(await find(store, { in: of, words: ['one'] })).toEqual(['one']);
      });

      it('may still be taken back, and falls to yet another when the other account is dropped too', async () => {
        const heir = dropped();
        const bob = { account: 'bob' };
        const [one] = await read(store, between(heir, bob));
        scene.do({ kind: 'redact', user: 'b', to: 'alice', message: one?.id ?? '', text: '' });
        expect(await texts(store, between(heir, bob), { what: 'all' })).toEqual(['redacted']);
        const entry = scene.do({ kind: 'drop-account', user: 'b', account: 'bob' });
        expect(await texts(store, between(heir, bob), { what: 'all' })).toEqual([]);
        expect(await texts(store, between(heir, { user: `heir of ${entry}` }), { what: 'all' })).toEqual(['redacted']);
      });
    });

    it('tells which conversations were active between two times, the latest first', async () => {
      scene.enter('c', 'carol', 'Carol');
      scene.join('a', '#Other');
      scene.say('a', '#tea', 'one');
      scene.say('c', 'alice', 'two');
      scene.say('a', '#other', 'three');
      scene.say('a', '#tea', 'four');
      scene.say('b', 'carol', 'five');
      const ask: ActiveQuery = {
        parties: [{ user: 'a' }],
        rooms: ['#TEA', '#other', '#none'],
        after: 0,
        before: 1e6,
        limit: 9,
      };
      const last = (await store.active(ask)).map((active) => active.last.text);
      expect(last).toEqual(['four', 'three', 'two']);
      const [tea, , carol] = await store.active(ask);
      expect(tea?.of).toEqual(room('#tea'));
      expect(carol?.of).toEqual({ kind: 'private', between: [{ account: 'carol' }, { user: 'a' }] });
      const four = tea?.last.at ?? 0;
      const heard = async (query: Partial<ActiveQuery>): Promise<string[]> =>
        (await store.active({ ...ask, ...query })).map((active) => active.last.text);
      expect(await heard({ before: four })).toEqual(['three', 'two', 'one']);
      expect(await heard({ limit: 1 })).toEqual(['four']);
      expect(await heard({ after: four })).toEqual([]);
      expect(await heard({ parties: [{ account: 'carol' }], rooms: [] })).toEqual(['five', 'two']);
    });
  });
}

// To whom the history of a room belongs once everybody has left it.
import { beforeEach, describe, expect, it } from 'vitest';
import { find, room, type Scene, teaRoom, texts } from './scene.fixture.ts';
import type { Store } from './store.ts';

export function describeRooms(name: string, open: () => Promise<Store>): void {
  describe(`${name}: history of a room that closes`, () => {
    let store: Store;
    let scene: Scene;

    beforeEach(async () => {
      store = await open();
      scene = teaRoom(store);
    });

    const everybodyGoes = (): void => {
      scene.do({ kind: 'part', user: 'a', room: '#tea', text: '' });
      scene.do({ kind: 'part', user: 'b', room: '#tea', text: '' });
    };
    const modes = (set: boolean, what: 'invite-only' | 'registered-only'): string =>
      scene.do({ kind: 'modes', user: 'a', room: '#tea', changes: [{ set, what }] });
    const key = (set: boolean): string =>
      scene.do({
        kind: 'modes',
        user: 'a',
        room: '#tea',
        changes: [set ? { set, what: 'key', key: 'k' } : { set, what: 'key' }],
      });

    it('goes on when it is opened again', async () => {
      scene.say('a', '#tea', 'before');
      everybodyGoes();
      scene.join('b', '#tea');
      scene.say('b', '#tea', 'after');
      expect(await texts(store, '#tea')).toEqual(['before', 'after']);
    });

    const close = {
      'invite-only': () => modes(true, 'invite-only'),
      'registered-only': () => modes(true, 'registered-only'),
      'behind a key': () => key(true),
    };
    for (const [how, closeIt] of Object.entries(close)) {
      it(`is not shared with whoever opens it next if it was ${how}`, async () => {
        const id = scene.say('a', '#tea', 'secret');
        closeIt();
        expect(await texts(store, '#tea')).toEqual(['secret']);
        everybodyGoes();
        expect(await texts(store, '#tea')).toEqual(['secret']);
        scene.join('b', '#tea');
        scene.say('b', '#tea', 'new');
        expect(await texts(store, '#tea', { what: 'all' })).toEqual(['joined', 'new']);
        expect(await store.message(room('#tea'), id)).toBeNull();
        expect(await texts(store, '#tea', { after: { id } })).toEqual([]);
        expect(await find(store, { words: ['secret'] })).toEqual([]);
      });
    }

    it('goes on if it was not kept closed', async () => {
      scene.say('a', '#tea', 'before');
      modes(true, 'invite-only');
      key(true);
      modes(false, 'invite-only');
      key(false);
      everybodyGoes();
      scene.join('b', '#tea');
      expect(await texts(store, '#tea')).toEqual(['before']);
    });

    it('goes with the room when that is renamed, and what was there before is forgotten', async () => {
      scene.join('b', '#coffee');
      scene.say('b', '#coffee', 'espresso');
      scene.do({ kind: 'part', user: 'b', room: '#coffee', text: '' });
      scene.say('a', '#tea', 'oolong');
      scene.do({ kind: 'rename-room', user: 'a', room: '#tea', name: '#Coffee', text: '' });
      scene.do({ kind: 'rename-room', user: 'a', room: '#coffee', name: '#COFFEE', text: '' });
      scene.say('a', '#coffee', 'still');
      expect(await texts(store, '#tea', { what: 'all' })).toEqual([]);
      const after = ['oolong', 'room-renamed', 'room-renamed', 'still'];
      expect(await texts(store, '#coffee', { what: 'all' })).toEqual(['joined', 'joined', ...after]);
    });
  });
}

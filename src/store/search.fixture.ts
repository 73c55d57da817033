// What every store must find of what was said.
import { beforeEach, describe, expect, it } from 'vitest';
import { find, read, room, type Scene, teaRoom } from './scene.fixture.ts';
import type { SearchQuery, Store } from './store.ts';

export function describeSearch(name: string, open: () => Promise<Store>): void {
  describe(`${name}: search`, () => {
    let store: Store;
    let scene: Scene;

    beforeEach(async () => {
      store = await open();
      scene = teaRoom(store);
    });

    const finding = (query: Partial<SearchQuery>): Promise<string[]> => find(store, query);

    it('finds what contains all words, in any case and width, newest first', async () => {
      const said = ['Green tea', 'green TEA and milk', 'ＧＲＥＥＮ　ｔｅａ', 'coffee', 'greeting'];
      for (const text of said) scene.say('a', '#tea', text);
      expect(await finding({ words: ['tea', 'Green'] })).toEqual([
        'ＧＲＥＥＮ　ｔｅａ',
        'green TEA and milk',
        'Green tea',
      ]);
      expect(await finding({ words: ['ｇｒｅｅ'] })).toHaveLength(4);
      expect(await finding({ words: ['gre'], limit: 1 })).toEqual(['greeting']);
      expect(await finding({ words: ['en te'] })).toHaveLength(3);
      expect(await finding({ words: ['tea', 'coffee'] })).toEqual([]);
      expect(await finding({ words: [] })).toHaveLength(5);
    });

    it('finds Chinese, also words of one and two characters', async () => {
      const said = ['今天喝龙井茶', '绿茶和红茶', '明天下午三点开会', '用node写', '茶'];
      for (const text of said) scene.say('a', '#tea', text);
      expect(await finding({ words: ['茶'] })).toEqual(['茶', '绿茶和红茶', '今天喝龙井茶']);
      expect(await finding({ words: ['龙井'] })).toEqual(['今天喝龙井茶']);
      expect(await finding({ words: ['天'] })).toEqual(['明天下午三点开会', '今天喝龙井茶']);
      expect(await finding({ words: ['下午三点'] })).toEqual(['明天下午三点开会']);
      expect(await finding({ words: ['井龙'] })).toEqual([]);
      expect(await finding({ words: ['用no'] })).toEqual(['用node写']);
      expect(await finding({ words: ['de写'] })).toEqual(['用node写']);
    });

    it('takes signs for signs', async () => {
      const said = ['100%', '1000', 'a_b "c" (d) AND *', "it's", 'a\u0000b', '🍵🍵🥮'];
      for (const text of said) scene.say('a', '#tea', text);
      for (const text of ['100%', 'a_b', '"c"', '(d)', 'AND', '*', "it's", 'a\u0000b', '🍵🥮']) {
        expect(await finding({ words: [text] })).toEqual([said.find((one) => one.includes(text))]);
      }
    });

    it('finds by who said it, and when', async () => {
      scene.say('a', '#tea', 'tea one');
      scene.say('b', '#tea', 'tea two');
      scene.do({ kind: 'rename', user: 'b', name: 'Bobby' });
      scene.say('b', '#tea', 'tea three');
      scene.enter('c', 'carol', 'Kim');
      scene.join('c', '#tea');
      scene.say('c', '#tea', 'tea four');
      expect(await finding({ words: ['tea'], from: 'BOB' })).toEqual(['tea two']);
      expect(await finding({ words: ['three'], from: 'bobby' })).toEqual(['tea three']);
      expect(await finding({ from: 'kim' })).toEqual(['tea four']);
      expect(await finding({ from: 'carol' })).toEqual(['tea four']);
      const [one, two, three] = await read(store, '#tea');
      expect(await finding({ words: ['tea'], after: one?.at ?? 0, before: three?.at ?? 0 })).toEqual([
        two?.kind === 'said' ? two.text : '',
      ]);
      expect(await finding({ words: ['tea'], after: (one?.at ?? 0) - 1, before: (one?.at ?? 0) + 1 })).toHaveLength(1);
    });

    it('finds in several conversations at once, and only there', async () => {
      scene.join('a', '#other');
      scene.say('a', '#tea', 'needle 1');
      scene.say('a', '#other', 'needle 2');
      scene.say('a', 'bob', 'needle 3');
      scene.say('a', '#tea', 'needle 4');
      const words = ['needle'];
      expect(await finding({ words })).toEqual(['needle 4', 'needle 1']);
      expect(await finding({ words, in: [room('#tea'), room('#OTHER'), room('#other')] })).toEqual([
        'needle 4',
        'needle 2',
        'needle 1',
      ]);
      expect(await finding({ words, in: [{ kind: 'private', between: [{ user: 'b' }, { user: 'a' }] }] })).toEqual([
        'needle 3',
      ]);
      expect(await finding({ words, in: [] })).toEqual([]);
    });
  });
}

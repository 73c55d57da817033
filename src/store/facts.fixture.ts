// What every store must do with that which lasts of the chat.
import { describe, expect, it } from 'vitest';
import type { Fact } from '../chat/fact.ts';
import { Scene } from './scene.fixture.ts';
import type { Store } from './store.ts';

export function describeFacts(name: string, open: () => Promise<Store>): void {
  describe(`${name}: facts`, () => {
    function keep(store: Store, ...facts: readonly Fact[]): void {
      const command = { kind: 'lock', user: 'o', locked: true } as const;
      store.keep({ id: 'e1', at: 1000, command }, { deliveries: [], refusals: [], facts });
    }

    const fact = (kind: string, key: string, value: Fact['value']): Fact => ({ kind, key, value });

    it('are there again as they were, in the order in which each was first kept', async () => {
      const store = await open();
      const room = fact('room', '#茶', { flags: ['secret'], topic: null, metadata: [['__proto__', '']], limit: 7 });
      keep(store, fact('house', 'limit', 5), room);
      keep(store, fact('house', 'locked', false), fact('ban', '::1', { text: "it's" }));
      expect((await store.restore()).facts).toEqual([
        fact('house', 'limit', 5),
        room,
        fact('house', 'locked', false),
        fact('ban', '::1', { text: "it's" }),
      ]);
    });

    it('are one for each kind and key, the last', async () => {
      const store = await open();
      keep(store, fact('house', 'mode', 'desk'), fact('house', 'limit', 5), fact('ban', 'mode', 'x'));
      keep(store, fact('house', 'mode', 'echo'));
      expect((await store.restore()).facts).toEqual([
        fact('house', 'mode', 'echo'),
        fact('house', 'limit', 5),
        fact('ban', 'mode', 'x'),
      ]);
    });

    it('are gone when they are no more, and may come again', async () => {
      const store = await open();
      keep(store, fact('ban', '::1', 1), fact('ban', '::2', 2));
      keep(store, fact('ban', '::1', null), fact('ban', '::3', null));
      expect((await store.restore()).facts).toEqual([fact('ban', '::2', 2)]);
      keep(store, fact('ban', '::1', 3));
      expect((await store.restore()).facts).toEqual([fact('ban', '::2', 2), fact('ban', '::1', 3)]);
    });

    it('are taken again without harm', async () => {
      const store = await open();
      for (let time = 0; time < 2; time++) keep(store, fact('house', 'limit', 5), fact('ban', '::1', null));
      expect((await store.restore()).facts).toEqual([fact('house', 'limit', 5)]);
    });

    it('come from the chat', async () => {
      const store = await open();
      const scene = new Scene(store);
      scene.enter('a', 'alice', 'alice');
      scene.join('a', '#tea');
      scene.do({ kind: 'register-room', user: 'a', room: '#tea' });
      scene.do({ kind: 'topic', user: 'a', room: '#tea', text: 'green' });
      expect((await store.restore()).facts).toMatchObject([
        { kind: 'room', key: '#tea', value: { registration: { founder: 'alice' }, topic: { text: 'green' } } },
      ]);
    });
  });
}

// What every store must do with the log of what operators and ops have done.
import { describe, expect, it } from 'vitest';
import type { Command } from '../chat/command.ts';
import type { Delivery, Event } from '../chat/event.ts';
import { MOST_AUDITED } from './audit.ts';
import { Scene, teaRoom } from './scene.fixture.ts';
import type { Store } from './store.ts';

export function describeAudit(name: string, open: () => Promise<Store>): void {
  describe(`${name}: the audit log`, () => {
    const acts = async (store: Store, about: string | null = null, limit = 100): Promise<string[]> =>
      (await store.audit({ about, limit })).map(({ act }) => act);

    it('has what was done with power, the newest last, and what it was done to; nobody did what ended by itself', async () => {
      const store = await open();
      const scene = teaRoom(store);
      // What everybody may do, and what is refused.
      scene.say('a', '#tea', 'hello');
      scene.do({ kind: 'topic', user: 'a', room: '#tea', text: 'green' });
      scene.do({ kind: 'kick', user: 'b', room: '#tea', names: ['alice'], text: '' });
      scene.do({ kind: 'lock', user: 'b', locked: true });
      scene.do({ kind: 'deny-operator', user: 'b' }, 4000);
      scene.do({ kind: 'operate', user: 'a' });
      const ban = { kind: 'ban', user: 'a', who: 'bob', lasting: 500, text: '吵' } as const;
      scene.do(ban, 5000);
      scene.do({ kind: 'unban', user: 'a', who: 'bob' }, 5100);
      scene.do({ kind: 'ban', user: 'a', who: '9.9.9.9', lasting: 5, text: '' }, 5200);
      scene.do({ kind: 'expire' }, 5300);
      const log = await store.audit({ about: null, limit: 100 });
      const by = { by: 'alice', account: null, room: null };
      expect(log).toEqual([
        { ...by, by: 'bob', at: 4000, act: 'denied', on: ['10.0.0.1'], text: '', until: null },
        { ...by, at: expect.any(Number), act: 'operator', on: ['alice', '10.0.0.1'], text: '', until: null },
        { ...by, at: 5000, act: 'ban', on: ['bob', '10.0.0.1'], text: '吵', until: 5500 },
        { ...by, at: 5100, act: 'unban', on: ['bob', '10.0.0.1'], text: '', until: null },
        { ...by, at: 5200, act: 'ban', on: ['9.9.9.9'], text: '', until: 5205 },
        { ...by, by: null, at: 5300, act: 'ban-ended', on: ['9.9.9.9'], text: '', until: null },
      ]);
    });

    it('gives the newest of what is about somebody or something', async () => {
      const store = await open();
      const scene = teaRoom(store);
      const banned = { kind: 'room-ban', user: 'a', room: '#tea', name: 'bob', lasting: null, text: '' } as const;
      for (const command of [banned, { kind: 'operate', user: 'b' }] as readonly Command[]) scene.do(command);
      expect(await acts(store)).toEqual(['room-ban', 'kick', 'operator']);
      expect(await acts(store, null, 2)).toEqual(['kick', 'operator']);
      expect(await acts(store, null, 0)).toEqual([]);
      expect(await acts(store, 'BOB')).toEqual(['room-ban', 'kick', 'operator']);
      expect(await acts(store, 'Alice')).toEqual(['room-ban', 'kick']);
      expect(await acts(store, '#TEA', 1)).toEqual(['kick']);
      expect(await acts(store, '10.0.0.1')).toEqual(['operator']);
      expect(await acts(store, 'nobody')).toEqual([]);
    });

    it('keeps the newest, and what operators do though others do much', async () => {
      const store = await open();
      const scene = new Scene(store);
      scene.enter('a', 'alice');
      scene.do({ kind: 'operate', user: 'a' });
      const [operated] = scene.kept.at(-1)?.outcome.deliveries ?? [];
      const who = operated?.event.who;
      if (who === undefined) throw new Error('nobody became an operator');
      const kicks = Array.from({ length: 2 * MOST_AUDITED + 1 }, (_, index): Delivery => {
        const kicked = { kind: 'kicked', id: 'k', at: index, who, room: '#x', target: who, text: String(index) };
        return { event: kicked as Event, to: [] };
      });
      const command = { kind: 'expire' } as const;
      store.keep({ id: 'k', at: 1, command }, { deliveries: kicks, refusals: [], facts: [] });
      expect(await acts(store, '10.0.0.1')).toEqual(['operator']);
      const log = await store.audit({ about: '#x', limit: 3 * MOST_AUDITED });
      expect(log.length).toBeGreaterThanOrEqual(MOST_AUDITED);
      expect(log.length).toBeLessThan(2 * MOST_AUDITED);
      expect(log.at(-1)?.text).toBe(String(2 * MOST_AUDITED));
    });
  });
}

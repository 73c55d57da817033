// What was exported and imported is what it was; whatever was there before it, and however often.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { command, word } from '../store/any-history.fixture.ts';
import { type DirectStore, openDirectStore } from '../store/direct.fixture.ts';
import { read, room, Scene } from '../store/scene.fixture.ts';
import { exported, imported } from './transfer.fixture.ts';

/** Some clocks go back. */
const commands = fc.array(fc.tuple(command, fc.constantFrom(10, 10, 10, 0, -500)), { minLength: 10, maxLength: 60 });

function lived(through: readonly (readonly [Parameters<Scene['do']>[0], number])[]): DirectStore {
  const store = openDirectStore('never');
  const scene = new Scene(store);
  scene.enter('a', 'alice');
  scene.enter('b', 'bob', 'Bob');
  scene.enter('c', 'carol');
  let at = 5000;
  for (const [one, step] of through) {
    at = Math.max(0, at + step);
    scene.do(one, at);
  }
  return store;
}

const ROOMS = ['#x', '#y', '#z', '#茶'];

it('comes back as it was, can be read and found, and is never doubled', async () => {
  await fc.assert(
    fc.asyncProperty(commands, word, async (through, sought) => {
      const source = lived(through);
      const target = openDirectStore('never');
      const json = exported(source.database);
      imported(target.database, json);
      expect(exported(target.database)).toBe(json);
      expect(imported(target.database, json)).toEqual({ rooms: 0, events: 0 });
      expect(exported(target.database)).toBe(json);
      target.keepHouse(0);
      const search = { words: [sought], from: null, after: null, before: null, limit: 100 };
      for (const name of ROOMS) {
        const query = { ...search, in: [room(name)] };
        expect(await target.search(query)).toEqual(await source.search(query));
        expect(await read(target, name)).toEqual(await read(source, name));
      }
      await Promise.all([source.close(), target.close()]);
    }),
    { numRuns: 100 },
  );
});

it('takes its place among what was there of it', async () => {
  await fc.assert(
    fc.asyncProperty(commands, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), async (through, chosen) => {
      const source = lived(through);
      const target = openDirectStore('at once');
      const json = exported(source.database);
      const [header = '', ...lines] = json.trimEnd().split('\n');
      const events = lines.slice(0, -1).map((line) => line.replace(/,$/, ''));
      const some = events.filter((event, index) => event.startsWith('{"kind":"room"') || chosen[index % 60]);
      imported(target.database, [header, some.join(',\n'), ']}'].join('\n'));
      target.keepHouse(0);
      imported(target.database, json);
      expect(exported(target.database)).toBe(json);
      target.keepHouse(1e6);
      const left = target.database.prepare('SELECT count(*) AS count FROM conversation WHERE key IS NULL').get();
      expect(left).toMatchObject({ count: 0 });
      await Promise.all([source.close(), target.close()]);
    }),
    { numRuns: 100 },
  );
});

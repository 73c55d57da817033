// What an import does to what was there, and what it cannot do.
import { expect, it } from 'vitest';
import { openDirectStore } from '../store/direct.fixture.ts';
import { merge } from '../store/merge.ts';
import { find, read, room, Scene, teaRoom, texts } from '../store/scene.fixture.ts';
import { exported, fileOf, imported, staged } from './transfer.fixture.ts';

it('takes what another program wrote with as little as is needed, in any order', async () => {
  const store = openDirectStore('never');
  const [early, late] = ['2026-01-01T08:00:00Z', '2026-01-02T08:00:00.5+08:00'];
  const json = fileOf(
    { text: 'late\n第二行', at: late, id: '$abc:example.org' },
    { text: 'elsewhere', room: '#茶' },
    { text: 'early', at: early, who: { name: '王小明' } },
    { text: 'again', at: '2026-01-03T00:00:00Z', id: '$abc:example.org' },
  );
  expect(imported(store.database, json)).toEqual({ rooms: 2, events: 3 });
  expect(await texts(store, '#TEA')).toEqual(['early', 'late\n第二行']);
  const [first, second] = await read(store, '#tea');
  expect(first).toMatchObject({ id: 'x3', at: Date.parse(early), who: { id: 'import:王小明', account: null } });
  expect(second).toMatchObject({
    id: '$abc:example.org',
    at: Date.parse(late),
    lines: [
      { text: 'late', joined: false },
      { text: '第二行', joined: false },
    ],
  });
  expect(await find(store, { words: ['第二'] })).toEqual(['late\n第二行']);
  store.keepHouse(0);
  expect(await find(store, { words: ['第二'] })).toEqual(['late\n第二行']);
  expect(exported(store.database).split('\n')[2]).toBe(
    '{"kind":"said","room":"#tea","id":"x3","at":"2026-01-01T08:00:00.000Z","who":{"name":"王小明"},"text":"early"},',
  );
});

it('stands before and between what was said here, and the talk goes on behind it', async () => {
  const store = openDirectStore('at once');
  const scene = teaRoom(store);
  const base = Date.UTC(2026, 0, 1);
  const say = (text: string, at: number): string =>
    scene.do({ kind: 'say', user: 'a', to: '#tea', text, form: 'message', tags: {}, least: null, lines: null }, at);
  say('two', base + 2000);
  const four = say('four', base + 4000);
  const at = (seconds: number): string => new Date(base + seconds * 1000).toISOString();
  imported(
    store.database,
    fileOf({ text: 'one', at: at(1) }, { text: 'three', at: at(3) }, { text: 'five', at: at(5) }),
  );
  expect(await texts(store, '#tea')).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect(await texts(store, '#tea', { after: { at: base + 1000 }, before: { id: four } })).toEqual(['two', 'three']);
  // What was found before is found once.
  expect(await find(store, { words: ['two'] })).toEqual(['two']);
  store.keepHouse(base);
  expect(await find(store, { words: ['two'] })).toEqual(['two']);
  expect(store.database.prepare('SELECT count(*) AS n FROM event').get()).toEqual({ n: 7 });
});

it('does not bring back what was taken back here, and takes back here what was taken back there', async () => {
  const [here, there] = [openDirectStore('at once'), openDirectStore('never')];
  const scene = teaRoom(here);
  const message = scene.say('a', '#tea', 'regretted');
  scene.say('a', '#tea', 'kept');
  const before = exported(here.database);
  imported(there.database, before);
  scene.do({ kind: 'redact', user: 'a', to: '#tea', message, text: '' });
  const after = exported(here.database);
  expect(after).not.toContain('regretted');
  expect(after).toContain(`{"kind":"gone","room":"#tea","id":"${message}"`);

  imported(here.database, before);
  expect(exported(here.database)).toBe(after);
  imported(there.database, after);
  expect(exported(there.database)).toBe(after);
  expect(await here.message(room('#tea'), message)).toBeNull();
  // Nor when only that it was taken back is known.
  const onlyRedaction = openDirectStore('never');
  const kept = after.split('\n').filter((line) => !line.includes(`"id":"${message}"`));
  imported(onlyRedaction.database, kept.join('\n'));
  imported(onlyRedaction.database, before);
  expect(await texts(onlyRedaction, '#tea')).toEqual(['kept']);
});

it('gives nobody what was said behind a closed door, unless somebody holds it open', async () => {
  const source = openDirectStore('never');
  const scene = teaRoom(source);
  scene.do({ kind: 'modes', user: 'a', room: '#tea', changes: [{ set: true, what: 'key', key: 'sesame' }] });
  scene.say('a', '#tea', 'secret');
  const json = exported(source.database);
  expect(json).toContain('{"kind":"room","room":"#tea","guards":["key"]}');
  expect(json).not.toContain('sesame');
  const target = openDirectStore('never');
  imported(target.database, json);
  expect(await texts(target, '#tea')).toEqual(['secret']);
  // Whoever comes first opens the room anew.
  const stranger = new Scene(target, 'f');
  stranger.enter('x', 'xavier');
  stranger.join('x', '#tea');
  expect(await texts(target, '#tea')).toEqual([]);
  // It is this room's own doors that count when it is there already.
  imported(target.database, json);
  expect(await texts(target, '#tea')).toEqual(['secret']);
});

it('never touches what two have said to each other', async () => {
  const store = openDirectStore('never');
  const scene = teaRoom(store);
  scene.say('a', 'bob', 'psst');
  expect(exported(store.database)).not.toContain('psst');
  expect(() => staged(fileOf({ room: '["ua","ub"]', text: 'forged' }))).toThrow();
});

it('keeps the history of a room that was renamed under its new name', async () => {
  const source = openDirectStore('never');
  const scene = teaRoom(source);
  scene.say('a', '#tea', 'one');
  scene.do({ kind: 'rename-room', user: 'a', room: '#tea', name: '#Green', text: '' });
  const json = exported(source.database);
  expect(json).toContain('"room":"#Green","called":"#tea"');
  const target = openDirectStore('never');
  imported(target.database, json);
  expect(exported(target.database)).toBe(json);
  expect(await texts(target, '#green')).toEqual(['one']);
});

it('is not seen before it is whole; of one that ends in the middle nothing is left', async () => {
  const store = openDirectStore('never');
  const scene = teaRoom(store);
  scene.say('a', '#tea', 'hello');
  const before = exported(store.database);
  const events = Array.from({ length: 2500 }, (_, index) => ({ text: `m${index}` }));
  for (const end of ['asked', 'killed']) {
    const work = merge(store.database, staged(fileOf(...events)));
    expect(work.next().done).toBe(false);
    expect(exported(store.database)).toBe(before);
    expect(await texts(store, '#tea')).toEqual(['hello']);
    if (end === 'asked') work.return({ rooms: 0, events: 0 });
    else store.keepHouse(0);
    expect(store.database.prepare('SELECT count(*) AS n FROM event').get()).toEqual({ n: 3 });
    expect(store.database.prepare('SELECT count(*) AS n FROM conversation').get()).toEqual({ n: 1 });
  }
});

// A database of any earlier version becomes one of this version, with all that is in it.
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { databaseFile, migrate } from './database.ts';
import { open, temporaryDirectory } from './directory.fixture.ts';
import { FIRST_ROWS, FIRST_SCHEMA } from './first-schema.fixture.ts';
import { find, read } from './scene.fixture.ts';
import { MIGRATIONS } from './schema.ts';

it('reads a database of the first version', async () => {
  const directory = temporaryDirectory();
  const database = new DatabaseSync(databaseFile(directory));
  database.exec(`${FIRST_SCHEMA}; ${FIRST_ROWS}; PRAGMA user_version = 1; PRAGMA application_id = ${0x43_68_61_67}`);
  database.close();
  const store = await open(directory);
  onTestFinished(() => store.close());
  expect([...store.decoyKey]).toEqual(Array.from({ length: 32 }, (_, index) => index));
  const credentials = { password: 'p', scram: { salt: 's', iterations: 4096, storedKey: 'k', serverKey: 'v' } };
  const alice = { name: 'Alice', registeredAt: 1000, certificates: ['abab'], credentials };
  expect(await store.account('ALICE')).toEqual(alice);
  expect(await store.accountOfCertificate('abab')).toEqual(alice);
  const [joined, green, like, ...others] = await read(store, '#tea', { what: 'all' });
  const who = { name: 'alice', account: 'Alice' };
  const to = { kind: 'room', name: '#Tea', least: null };
  expect(joined).toMatchObject({ kind: 'joined', id: 'x-1', at: 1000, who, room: '#Tea', created: true, away: null });
  expect(green).toMatchObject({ kind: 'said', text: 'Green tea 龙井', to, form: 'message', tags: {}, lines: null });
  expect(like).toMatchObject({ who: { name: 'bob' }, tags: { '+reply': 'x-2' }, replyTo: who });
  expect(others).toEqual([]);
  expect(await read(store, { kind: 'private', between: [{ account: 'Alice' }, { user: 'b' }] })).toMatchObject([
    { text: 'psst', to: { kind: 'user', person: who, away: null, by: 'name' } },
  ]);
  expect(await find(store, { words: ['tea'], from: 'alice' })).toEqual(['Green tea 龙井']);
  expect(await find(store, { words: ['龙井'] })).toEqual(['Green tea 龙井']);
  expect((await store.restore()).facts).toEqual([]);
});

it('gives a fact that is not even JSON as it is', async () => {
  const directory = temporaryDirectory();
  const database = new DatabaseSync(databaseFile(directory));
  migrate(database, MIGRATIONS);
  database.exec(`INSERT INTO fact (kind, key, value) VALUES ('room', '#tea', '{"name":'), ('house', 'limit', '5')`);
  database.close();
  const store = await open(directory);
  onTestFinished(() => store.close());
  expect((await store.restore()).facts).toEqual([
    { kind: 'room', key: '#tea', value: '{"name":' },
    { kind: 'house', key: 'limit', value: 5 },
  ]);
});

it('has not changed the first step', () => {
  const schema = (sql: string): unknown[] => {
    const database = new DatabaseSync(':memory:');
    database.exec(sql);
    return database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
  };
  expect(schema(MIGRATIONS[0] ?? '')).toEqual(schema(FIRST_SCHEMA));
});

it('runs each step once, and all of a step or nothing', () => {
  const database = new DatabaseSync(':memory:');
  const steps = ['CREATE TABLE one (x)', 'INSERT INTO one VALUES (1)'];
  migrate(database, steps);
  migrate(database, steps);
  const versions = (): unknown =>
    database.prepare('SELECT x, (SELECT user_version FROM pragma_user_version) AS v FROM one').all();
  expect(versions()).toEqual([{ x: 1, v: 2 }]);
  expect(() => migrate(database, [...steps, 'INSERT INTO one VALUES (2); SELECT mistake'])).toThrow('mistake');
  expect(versions()).toEqual([{ x: 1, v: 2 }]);
  expect(database.isTransaction).toBe(false);
});

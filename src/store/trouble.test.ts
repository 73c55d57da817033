// What can be wrong with the files of a store: each is told apart, and nothing is broken by it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { open, smallDisk, temporaryDirectory, troubleOpening } from './directory.fixture.ts';
import { teaRoom, texts } from './scene.fixture.ts';
import type { Health } from './trouble.ts';

const fileIn = (directory: string): string => join(directory, 'chaguan.db');

async function closed(): Promise<string> {
  const directory = temporaryDirectory();
  const store = await open(directory);
  const scene = teaRoom(store);
  scene.say('a', '#tea', 'oolong');
  await store.close();
  return directory;
}

describe('a store that cannot be opened', () => {
  it('is of a newer version: it is left as it is', async () => {
    const directory = await closed();
    const database = new DatabaseSync(fileIn(directory));
    database.exec('PRAGMA user_version = 1000');
    database.close();
    const before = readFileSync(fileIn(directory));
    const error = await troubleOpening(directory);
    expect(error).toMatchObject({ trouble: 'newer', file: fileIn(directory) });
    expect(error.message).toContain('1000');
    expect(readFileSync(fileIn(directory))).toEqual(before);
    expect(readdirSync(directory).sort()).toEqual(['chaguan.db', 'chaguan.lock']);
  });

  it('is used by this process, or by another', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    expect(await troubleOpening(directory)).toMatchObject({ trouble: 'locked' });
    await store.close();
    const script = fileURLToPath(new URL('./killed.fixture.ts', import.meta.url));
    const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    expect(await troubleOpening(directory)).toMatchObject({ trouble: 'locked' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await open(directory)).close();
  });

  it('is of another program: it is left as it is', async () => {
    const directory = temporaryDirectory();
    const database = new DatabaseSync(fileIn(directory));
    database.exec('PRAGMA application_id = 7; CREATE TABLE theirs (x)');
    database.close();
    const before = readFileSync(fileIn(directory));
    expect(await troubleOpening(directory)).toMatchObject({ trouble: 'other' });
    expect(readFileSync(fileIn(directory))).toEqual(before);
  });

  const damages = {
    'is no database': (file: string) => writeFileSync(file, 'tea '.repeat(1000)),
    'is hardly anything': (file: string) => writeFileSync(file, 'SQLite'),
    'has lost most of its pages': (file: string) => truncateSync(file, 4096),
    'has a page of something else': (file: string) => {
      const bytes = readFileSync(file);
      bytes.fill(0x7a, 100, 4096);
      writeFileSync(file, bytes);
    },
  };
  for (const [how, damage] of Object.entries(damages)) {
    it(how, async () => {
      const directory = await closed();
      damage(fileIn(directory));
      const before = readFileSync(fileIn(directory));
      expect(await troubleOpening(directory)).toMatchObject({ trouble: 'corrupt', file: fileIn(directory) });
      expect(readFileSync(fileIn(directory))).toEqual(before);
    });
  }

  it('is where no file can be', async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'file'), '');
    expect(await troubleOpening(join(directory, 'file'))).toMatchObject({ trouble: 'other' });
    mkdirSync(fileIn(directory));
    expect(await troubleOpening(directory)).toMatchObject({ trouble: 'other' });
  });

  it('is on a disk that is full, or may only be read', async ({ skip }) => {
    const disk = smallDisk(400);
    if (disk === null) return skip('a file system cannot be mounted here');
    writeFileSync(join(disk.directory, 'filling'), Buffer.alloc(statfsSync(disk.directory).bavail * 4096));
    expect(await troubleOpening(disk.directory)).toMatchObject({ trouble: 'full' });
    disk.remount('ro');
    expect(await troubleOpening(disk.directory)).toMatchObject({ trouble: 'read-only' });
    expect(await troubleOpening(join(disk.directory, 'new'))).toMatchObject({ trouble: 'read-only' });
  });
});

it('says when it cannot store, keeps what it is given, and goes on by itself', async ({ skip }) => {
  const disk = smallDisk(2000);
  if (disk === null) return skip('a file system cannot be mounted here');
  const store = await open(disk.directory);
  onTestFinished(() => store.close());
  const scene = teaRoom(store);
  scene.say('a', '#tea', 'before');
  await store.commit();
  const heard: Health[] = [];
  const next = (): Promise<Health> =>
    new Promise((resolve) => {
      store.onHealth((health) => {
        heard.push(health);
        resolve(health);
      });
    });
  const unwell = next();
  writeFileSync(join(disk.directory, 'filling'), Buffer.alloc(statfsSync(disk.directory).bavail * 4096));
  for (let i = 0; i < 100; i++) scene.say('a', '#tea', `meanwhile ${i} ${'x'.repeat(900)}`);
  let isStored = false;
  const stored = store.commit().then(() => {
    isStored = true;
  });
  expect(await unwell).toBe('full');
  expect(store.health).toBe('full');
  // What is stored can be read.
  expect(await texts(store, '#tea')).toEqual(['before']);
  scene.say('a', '#tea', 'last');
  expect(isStored).toBe(false);
  const well = next();
  rmSync(join(disk.directory, 'filling'));
  expect(await well).toBe('well');
  await stored;
  expect((await texts(store, '#tea')).at(-1)).toBe('last');
  expect(await texts(store, '#tea')).toHaveLength(102);
});

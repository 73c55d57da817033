// What is stored is there again, whole, however the process ended; what was taken back is not.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { open, temporaryDirectory } from './directory.fixture.ts';
import { certification, dropping, passwordChange, registration } from './registration.fixture.ts';
import { find, read, Scene, teaRoom, texts } from './scene.fixture.ts';
import type { Store } from './store.ts';

/** All bytes of all files there. */
function bytesIn(directory: string): string {
  return readdirSync(directory)
    .map((file) => readFileSync(join(directory, file), 'latin1'))
    .join();
}

it('is there again after it was closed, with all it knew, and goes on', async () => {
  const directory = temporaryDirectory();
  let store = await open(directory);
  const credentials = { password: 'p', scram: { salt: 's', iterations: 1, storedKey: 'k', serverKey: 'v' } };
  for (const { entry, outcome } of [
    registration('Alice', credentials),
    certification('Alice', true, 'ab'.repeat(32)),
  ]) {
    store.keep(entry, outcome);
  }
  const scene = teaRoom(store);
  for (const text of ['one', 'two']) scene.say('a', '#tea', text);
  scene.do({ kind: 'modes', user: 'a', room: '#tea', changes: [{ set: true, what: 'invite-only' }] });
  const before = await read(store, '#tea', { what: 'all' });
  const { decoyKey } = store;
  const alice = await store.account('alice');
  await store.close();

  store = await open(directory, 'power');
  onTestFinished(() => store.close());
  expect(store.decoyKey).toEqual(decoyKey);
  expect(alice).toMatchObject({ name: 'Alice', credentials, certificates: ['ab'.repeat(32)] });
  expect(await store.account('alice')).toEqual(alice);
  expect(await read(store, '#tea', { what: 'all' })).toEqual(before);
  // An earlier clock changes nothing of the order.
  scene.store = store;
  scene.do(
    { kind: 'say', user: 'b', to: '#tea', text: 'three', form: 'message', tags: {}, least: null, lines: null },
    5,
  );
  expect(await texts(store, '#tea')).toEqual(['one', 'two', 'three']);
  expect(await find(store, { words: ['t'] })).toEqual(['three', 'two']);
  // It remembers that strangers were kept out.
  const again = new Scene(store, 'f');
  again.enter('x', 'xavier');
  again.join('x', '#tea');
  expect(await texts(store, '#tea', { what: 'all' })).toEqual(['joined']);
});

it('leaves nothing of what was taken back in its files, whether it was in the index or not', async () => {
  const directory = temporaryDirectory();
  const store = await open(directory);
  const scene = teaRoom(store);
  for (let i = 0; i < 300; i++) scene.say('a', '#tea', `message number ${i} ${'filling '.repeat(i % 40)}`);
  const indexed = scene.say('a', '#tea', 'Unspeakable-Quagmire');
  for (let i = 0; i < 300; i++) scene.say('b', '#tea', `another ${i} ${'filling '.repeat(i % 30)}`);
  await store.commit();
  await eventually(async () => bytesIn(directory).includes('qua'));
  const fresh = scene.say('a', '#tea', 'Quixotic-Zugzwang');
  await store.commit();
  expect(bytesIn(directory)).toContain('Quixotic-Zugzwang');
  for (const message of [indexed, fresh]) scene.do({ kind: 'redact', user: 'a', to: '#tea', message, text: '' });
  await store.commit();
  await eventually(async () => !/Unspeakable|Quagmire|Quixotic|Zugzwang/i.test(bytesIn(directory)));
  await store.close();
  // Neither are their parts in the index: these are in no other text.
  for (const part of ['qua', 'agm', 'zug', 'gzw', 'xot']) expect(bytesIn(directory)).not.toContain(part);
});

it('leaves nothing in its files of an old password, nor of an account that was dropped', async () => {
  const directory = temporaryDirectory();
  const store = await open(directory);
  const credentials = (password: string) => ({
    password,
    scram: { salt: 's', iterations: 1, storedKey: 'k', serverKey: 'v' },
  });
  const fingerprint = 'ab'.repeat(32);
  const steps = [
    registration('Alice', credentials('Quagmire')),
    certification('Alice', true, fingerprint),
    passwordChange('Alice', credentials('Zugzwang')),
    dropping('Alice'),
  ].map(({ entry, outcome }) => async (): Promise<void> => {
    store.keep(entry, outcome);
    await store.commit();
  });
  await steps[0]?.();
  await steps[1]?.();
  expect(bytesIn(directory)).toContain('Quagmire');
  await steps[2]?.();
  await eventually(async () => !bytesIn(directory).includes('Quagmire'));
  expect(bytesIn(directory)).toContain('Zugzwang');
  await steps[3]?.();
  await eventually(async () => !/Zugzwang|abababab/.test(bytesIn(directory)));
  await store.close();
});

it('keeps no more than it is told to, for a while', async () => {
  const directory = temporaryDirectory();
  const before = await open(directory);
  const scene = teaRoom(before);
  for (let i = 1; i <= 8; i++) scene.say('a', '#tea', `m${i}`);
  await before.close();
  // It is looked after at the start, and then only now and then.
  const store = await open(directory, 'process', { ms: 1e15, events: 5 });
  await eventually(async () => (await texts(store, '#tea')).length === 5);
  expect(await texts(store, '#tea')).toEqual(['m4', 'm5', 'm6', 'm7', 'm8']);
  expect(await find(store, { words: ['m'] })).toHaveLength(5);
  await store.close();
});

it('has all that it said was stored, once and in order, after being killed at any moment', async () => {
  const directory = temporaryDirectory();
  const script = fileURLToPath(new URL('./killed.fixture.ts', import.meta.url));
  let least = 0;
  for (const lines of [1, 40, 150]) {
    const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let count = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      least = Number(line);
      if (++count === lines) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    const store = await open(directory);
    const numbers = await numbersIn(store);
    expect(numbers.length).toBeGreaterThanOrEqual(least);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(await find(store, { words: [`number ${least}!`], limit: 5 })).toEqual([`number ${least}!`]);
    await store.close();
  }
});

async function numbersIn(store: Store): Promise<number[]> {
  return (await texts(store, '#tea', { limit: 100_000 })).map((text) => Number(/\d+/.exec(text)?.[0]));
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

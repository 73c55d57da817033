// A store that cannot be opened, or that cannot store any more: as the operator sees it, and as everybody in the house does.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile, openForReading, openForWriting } from '../src/store/database.ts';
import { Reader } from '../src/store/reader.ts';
import { connect, irc, plain } from './client.ts';
import { SmallDisk } from './disk.ts';
import { run, startServer } from './server.ts';

const ROOM = { kind: 'room', name: '#lobby' } as const;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chaguan-trouble-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function smallDisk(): SmallDisk {
  const disk = new SmallDisk();
  onTestFinished(() => disk.unmount());
  return disk;
}

/** What has been said in the lobby, from the folder of a server that may still run. */
function historyIn(folder: string): string[] {
  const database = openForReading(folder);
  const query = { of: ROOM, what: 'messages', after: null, before: null, from: 'oldest', limit: 100 } as const;
  const texts = new Reader(database).history(query).map((event) => ('text' in event ? event.text : ''));
  database.close();
  return texts;
}

function filesIn(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

/** The index of words has followed: until somebody says something, nothing more is written. */
async function atRest(folder: string): Promise<void> {
  const database = openForReading(folder);
  const behind = database.prepare('SELECT id FROM conversation WHERE indexed < next');
  while (behind.get() !== undefined) await wait(20);
  database.close();
}

describe('at the start', () => {
  const SENTENCES = {
    newer: [
      / was made by a newer version of Chaguan\. It has been left as it is\.$/,
      / 是更新版本的茶馆写的，没有动它。$/,
    ],
    foreign: [/ is not what a server has written: .*$/, / 不是服务器写下的样子：.*$/],
    damaged: [/ is not what a server has written: .*$/, / 不是服务器写下的样子：.*$/],
    locked: [
      / is used by another server\. Another folder with --data DIR\.$/,
      / 正被另一个服务器使用。用 --data 目录 换一个。$/,
    ],
    'read-only': [/^No permission to write .*\.$/, /^没有权限写入 .*。$/],
    full: [/^There is no space left for .*\.$/, /^磁盘已满，放不下 .*。$/],
  } as const;
  type Trouble = keyof typeof SENTENCES;

  function withDatabase(folder: string): string {
    openForWriting(folder, 'process').close();
    return folder;
  }

  /** The folder that cannot be used. */
  const MAKE: Readonly<Record<Trouble, () => Promise<string>>> = {
    async newer() {
      const folder = withDatabase(temporaryFolder());
      const database = new DatabaseSync(databaseFile(folder));
      database.exec('PRAGMA user_version = 1000');
      database.close();
      return folder;
    },
    async foreign() {
      const folder = temporaryFolder();
      writeFileSync(databaseFile(folder), 'Dear diary,\n');
      return folder;
    },
    async damaged() {
      const folder = withDatabase(temporaryFolder());
      writeFileSync(databaseFile(folder), readFileSync(databaseFile(folder)).fill('x', 100, 4096));
      return folder;
    },
    async locked() {
      const folder = temporaryFolder();
      await startServer('--data', folder);
      return folder;
    },
    async 'read-only'() {
      const disk = smallDisk();
      withDatabase(disk.folder);
      disk.protect();
      return disk.folder;
    },
    async full() {
      const disk = smallDisk();
      withDatabase(disk.folder);
      disk.fill(0);
      return disk.folder;
    },
  };

  test.each(Object.keys(SENTENCES) as Trouble[])(
    '%s: one line says so, and everything stays as it is',
    async (trouble) => {
      const folder = await MAKE[trouble]();
      const before = filesIn(folder);
      for (const [index, lang] of ['en', 'zh-CN'].entries()) {
        const { output, exited } = run('serve', '--data', folder, '--port', '0', '--host', '127.0.0.1', '--lang', lang);
        const said = await output.toTheEnd();
        expect(said.trimEnd().split('\n')).toEqual([expect.stringMatching(SENTENCES[trouble][index] ?? /-/)]);
        expect(said).toContain(folder);
        expect(await exited).toBe(1);
      }
      for (const [name, bytes] of before) expect(filesIn(folder).get(name), name).toBe(bytes);
    },
  );
});

/** The house in which the disk has just become full: Ann has said something that could not be stored. */
async function fullHouse(...options: readonly string[]) {
  const disk = smallDisk();
  const folder = join(disk.folder, 'data');
  mkdirSync(folder);
  const server = await startServer('--data', folder, ...options);
  const ann = await plain(server.port, 'Ann');
  const bob = await irc(server.port, 'Bob', 'echo-message labeled-response batch');
  ann.say('stored');
  await bob.until('PRIVMSG #lobby :stored\r\n');
  await atRest(folder);
  disk.fill(0);
  ann.say('not yet');
  await server.logged({ event: 'store', health: 'full' });
  return { disk, folder, server, ann, bob };
}

describe('while the disk is full', () => {
  test('what is said is refused, nothing unstored is shown, everybody stays; with space it goes on by itself', async () => {
    const { disk, folder, server, ann, bob } = await fullHouse();
    ann.say('refused');
    await ann.until('-- The server cannot store anything now, so that was not done. Please try again later.\n');
    bob.say('@label=x PRIVMSG #lobby :refused', 'PING still-there');
    expect(await bob.until(/ PONG .*\r\n/)).toMatch(
      /^@label=x \S+ FAIL PRIVMSG CANNOT_STORE :The server cannot store anything now.*\r\n.*PONG \S+ :?still-there\r\n$/,
    );
    expect(historyIn(folder)).toEqual(['stored']);
    // Nor does the operator see more, but for what need not be stored.
    bob.say('AWAY :for tea');
    await server.logged({ event: 'away-changed' });
    expect(server.log.flatMap(({ event, text }) => (event === 'said' ? [text] : []))).toEqual(['stored']);

    disk.free();
    await server.logged({ event: 'store', health: 'well' });
    await server.logged({ event: 'said', text: 'not yet' });
    await bob.until('PRIVMSG #lobby :not yet\r\n');
    bob.say('PRIVMSG #lobby :again');
    await bob.until('PRIVMSG #lobby :again\r\n');
    await ann.until('Bob: again\n');
    expect(historyIn(folder)).toEqual(['stored', 'not yet', 'again']);
    for (const { heard } of [ann, bob]) expect(heard.all).not.toContain(':refused');
  });

  test('who comes is told, and comes in later', async () => {
    const { disk, server, bob } = await fullHouse();
    const lei = await connect(server.port, 'Lei');
    lei.say('Lei');
    expect(await lei.heard.toTheEnd()).toMatch(/^-- .*The server cannot store anything now.*\n$/);
    const eve = await connect(server.port, 'Eve');
    eve.say('NICK Eve', 'USER eve 0 * :Eve', 'JOIN #lobby', 'PRIVMSG Bob :psst');
    await eve.until(/ 001 Eve /);
    await eve.until(/ FAIL JOIN CANNOT_STORE :/);
    await eve.until(/ FAIL PRIVMSG CANNOT_STORE :/);
    disk.free();
    await server.logged({ event: 'store', health: 'well' });
    eve.say('JOIN #lobby');
    await eve.until(/ 366 Eve #lobby /);
    (await plain(server.port, 'Lei')).say('here I am');
    for (const client of [bob, eve]) await client.until('PRIVMSG #lobby :here I am\r\n');
    expect(bob.heard.all.match(/Lei\S* JOIN /g)).toHaveLength(1);
  });

  test('who goes may go, and so may the server', async () => {
    const { server, ann, bob } = await fullHouse();
    bob.say('QUIT :bye');
    await bob.until(/ERROR :/);
    expect(await bob.closed).toBe('ended');
    const before = performance.now();
    server.signal('SIGTERM');
    await ann.until('-- Goodbye: the server is closing\n');
    expect(await server.exited).toBe(0);
    // As always: nobody is waited for longer than a second; the rest is left to a busy machine.
    expect(performance.now() - before).toBeLessThan(6000);
  });

  test.each([
    ['en', 'Nothing can be stored (the disk is full)', 'What is said can be stored again'],
    ['zh-CN', '磁盘已满', '又可以保存了'],
  ])('the operator reads it in the log: %s', async (lang, full, well) => {
    const disk = smallDisk();
    const {
      process: server,
      output,
      exited,
    } = run(
      ...[
        'serve',
        '--data',
        disk.folder,
        '--port',
        '0',
        '--host',
        '127.0.0.1',
        '--lang',
        lang,
        '--log',
        'text',
        '--command-burst',
        '1000',
      ],
    );
    const [, port] = /:(\d+)/.exec(await output.until(/(?:Listening on|监听).*\n/)) ?? [];
    const ann = await connect(Number(port), 'Ann');
    ann.say('NICK Ann', 'USER a 0 * :Ann', 'JOIN #lobby');
    await ann.until(/ 366 /);
    disk.fill(0);
    // More than has room in the files as they are.
    ann.say(...Array.from({ length: 200 }, () => `PRIVMSG #lobby :${'x'.repeat(400)}`));
    await output.until(full);
    disk.free();
    await output.until(well);
    server.kill('SIGTERM');
    expect(await exited).toBe(0);
  });
});

test('another program that holds the database is waited for', async () => {
  const folder = temporaryFolder();
  const server = await startServer('--data', folder);
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await atRest(folder);
  const other = new DatabaseSync(databaseFile(folder), { timeout: 10_000 });
  other.exec('BEGIN IMMEDIATE');
  ann.say('one');
  await server.logged({ event: 'store', health: 'locked' });
  ann.say('two');
  await ann.until('cannot store anything now');
  other.exec('ROLLBACK');
  other.close();
  await bob.until('Ann: one\n');
  ann.say('three');
  await bob.until('Ann: three\n');
  expect(historyIn(folder)).toEqual(['one', 'three']);
});

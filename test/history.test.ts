// What people with plain text see of what was said before, over real sockets.
import { expect, test } from 'vitest';
import { connect, irc, plain, type TestClient, unasked } from './client.ts';
import { startServer } from './server.ts';

/** What comes back for `line`, up to and including the line that ends with `last`, its times made alike. */
async function answer(client: TestClient, line: string, last: string): Promise<string[]> {
  client.say(line);
  return timeless(await client.until(`${last}\n`));
}

function timeless(text: string): string[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/^(\d{4}-\d\d-\d\d )?\d\d:\d\d /, 'TIME '));
}

/** Somebody with a name, and all that comes until it knows who is in the lobby. */
async function arrive(port: number, name: string, here: string): Promise<{ client: TestClient; heard: string[] }> {
  const client = await connect(port, name);
  client.say(name);
  return { client, heard: timeless(await client.until(`${here}\n`)) };
}

test('who comes in reads what was said last, before who is there', async () => {
  const server = await startServer('--replay', '3', '--lang', 'en');
  const bob = await plain(server.port, 'bob');
  const zoe = await irc(server.port, 'zoe');
  bob.say('one', 'two', '/me pours tea', '@zoe private', 'four');
  await zoe.until('four\r\n');
  const { client: ann, heard } = await arrive(server.port, 'ann', 'In #lobby: bob, zoe, ann');
  expect(heard).toEqual([
    '-- You are ann at Chaguan. /help lists the commands.',
    '-- The last 3 messages in #lobby:',
    'TIME bob: two',
    'TIME * bob pours tea',
    'TIME bob: four',
    '-- In #lobby: bob, zoe, ann',
  ]);
  expect(await answer(ann, '/join tea', 'in #tea')).toEqual([
    '-- In #tea: nobody but you',
    '-- You are now speaking in #tea',
  ]);
  ann.say('here', '/history');
  expect(timeless(await ann.until('ann: here\n'))).toEqual(['-- The last message in #tea:', 'TIME [#tea] ann: here']);
  expect(await answer(bob, '/join tea', 'in #tea')).toEqual([
    '-- zoe joined',
    '-- ann joined',
    '-- The last message in #tea:',
    'TIME [#tea] ann: here',
    '-- In #tea: ann, bob',
    '-- You are now speaking in #tea',
  ]);
});

test('in their language', async () => {
  const server = await startServer('--lang', 'zh-CN');
  const bob = await connect(server.port, 'bob');
  bob.say('小明');
  await bob.until('只有你\n');
  bob.say('今天喝龙井', '/history');
  await bob.until('龙井\n');
  const { heard } = await arrive(server.port, '小红', '小明、小红');
  expect(heard.slice(1)).toEqual([
    '-- #lobby 里最近的 1 条消息：',
    'TIME 小明: 今天喝龙井',
    '-- #lobby 里有：小明、小红',
  ]);
});

test('nothing is shown with --replay 0, in a new room, and to programs under their address', async () => {
  const silent = await startServer('--replay', '0', '--lang', 'en');
  const bob = await plain(silent.port, 'bob');
  const zoe = await irc(silent.port, 'zoe');
  bob.say('hello');
  await zoe.until('hello\r\n');
  expect((await arrive(silent.port, 'ann', 'bob, zoe, ann')).heard).toHaveLength(2);
  const course = await startServer('--names', 'address', '--lang', 'en');
  const one = await unasked(course);
  const carol = await irc(course.port, 'carol');
  one.say('hello');
  await carol.until('hello\r\n');
  const other = await unasked(course);
  one.say('again');
  expect(await other.until('again\n')).toBe(`${one.address}: again\n`);
});

test('/history [N] [#room] and /history @name', async () => {
  const server = await startServer('--lang', 'en');
  const [ann, bob] = [await plain(server.port, 'ann'), await plain(server.port, 'bob')];
  await ann.until('-- bob joined\n');
  ann.say('one', 'two', 'three', '@bob psst');
  await bob.until('psst\n');
  expect(await answer(bob, '/history 2', 'three')).toEqual([
    '-- The last 2 messages in #lobby:',
    'TIME ann: two',
    'TIME ann: three',
  ]);
  expect(await answer(bob, '/history 1 lobby', 'three')).toHaveLength(2);
  expect(await answer(bob, '/history ＃lobby', 'three')).toHaveLength(4);
  bob.say('@ann yes?');
  await ann.until('yes?\n');
  expect(await answer(bob, '/history @ann', 'yes?')).toEqual([
    '-- The last 2 messages with ann:',
    'TIME [private] ann: psst',
    'TIME [private] bob: yes?',
  ]);
  expect(await answer(bob, '/history 5 #none', 'read.')).toEqual(['-- There is nothing of #none that you may read.']);
  const eve = await plain(server.port, 'eve');
  expect(await answer(eve, '/history @ann', 'before')).toEqual(['-- Nothing was said with ann before']);
});

test('/search [@name] [#room] [since:time] [before:time] words', async () => {
  const server = await startServer('--lang', 'en');
  const [ann, bob] = [await plain(server.port, 'ann'), await plain(server.port, 'bob')];
  await ann.until('-- bob joined\n');
  ann.say('green tea', '/join tea', 'black tea', '@bob secret tea');
  await bob.until('secret tea\n');
  bob.say('tea?');
  await ann.until('tea?\n');
  expect(await answer(ann, '/search TEA', 'tea?')).toEqual([
    '-- Found 4 messages:',
    'TIME ann: green tea',
    'TIME [#tea] ann: black tea',
    'TIME [private] ann: secret tea',
    'TIME bob: tea?',
  ]);
  expect(await answer(bob, '/search tea', 'tea?')).toHaveLength(4);
  expect(await answer(ann, '/search @bob tea', 'tea?')).toEqual(['-- Found one message:', 'TIME bob: tea?']);
  expect(await answer(ann, '/search #tea tea', 'black tea')).toHaveLength(2);
  expect(await answer(bob, '/search #tea tea', '.')).toEqual(['-- There is nothing of #tea that you may read.']);
  expect(await answer(ann, '/search @ann #lobby green', 'green tea')).toHaveLength(2);
  expect(await answer(ann, '/search coffee', 'found')).toEqual(['-- Nothing was found']);
  expect(await answer(ann, '/search since:1h #lobby green', 'green tea')).toHaveLength(2);
  expect(await answer(ann, '/search before:1h green', 'found')).toEqual(['-- Nothing was found']);
  const usage = '-- Like this: /search [@NAME] [#ROOM] [since:7d] [before:2026-11-20] WORDS';
  expect(await answer(ann, '/search since:soon green', 'WORDS')).toEqual([usage]);
  expect(await answer(ann, '/search', 'WORDS')).toEqual([usage]);
});

test('more than may be sent at once is cut at its old end, and nobody is sent away for it', async () => {
  const server = await startServer(
    ...['--send-queue-bytes', '16384', '--commands-per-second', '1000', '--command-burst', '1000'],
  );
  const ann = await plain(server.port, 'ann');
  for (let count = 1; count <= 20; count++) ann.say(`${count} ${'x'.repeat(1000)}`);
  ann.say('/history 100');
  const heard = timeless(await ann.until(/\d\d:\d\d ann: 20 x+\n/));
  expect(heard.length).toBeGreaterThan(5);
  expect(heard.length).toBeLessThan(12);
  expect(heard[0]).toBe(`-- The last ${heard.length - 1} messages in #lobby:`);
  const zoe = await irc(server.port, 'zoe', 'server-time');
  zoe.say('PING x');
  const shown = await zoe.until('PONG');
  expect(shown).toMatch(/PRIVMSG #lobby :20 x/);
  expect(shown).not.toMatch(/PRIVMSG #lobby :1 x/);
});

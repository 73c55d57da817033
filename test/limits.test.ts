// Everything that a stranger can make grow has a limit, and the others do not notice.
import { expect, test } from 'vitest';
import { connect, irc, plain, unasked } from './client.ts';
import { startServer } from './server.ts';

test('over the limit of clients one is told so in one’s own protocol, until there is a place again', async () => {
  const server = await startServer('--max-clients', '2');
  const [ann, bob] = [await plain(server.port, 'Ann'), await irc(server.port, 'Bob')];
  const [text, silent, chat] = [await connect(server.port), await connect(server.port), await connect(server.port)];
  text.say('Cat');
  chat.say('NICK Cat', 'USER cat 0 * :Cat');
  expect(await text.heard.toTheEnd()).toBe('-- The server is full (2).\n');
  expect(await silent.heard.toTheEnd()).toBe('-- The server is full (2).\n');
  expect(await chat.heard.toTheEnd()).toMatch(/^ERROR :.*The server is full \(2\)\..*\r\n$/);
  await server.logged({ event: 'turned-away', address: text.address, cause: 'house-full' });
  ann.say('q');
  await bob.until('QUIT');
  await server.logged({ event: 'disconnected', who: 'Ann' });
  await plain(server.port, 'Cat');
});

test('so is the number of clients from one address', async () => {
  const server = await startServer('--max-clients-per-address', '1', '--lang', 'zh-CN');
  const ann = await connect(server.port);
  const bob = await connect(server.port);
  bob.say('Bob');
  expect(await bob.heard.toTheEnd()).toBe('-- 来自你这个地址的连接太多了（1）。\n');
  ann.say('安');
  await ann.until('只有你\n');
});

test('many who are turned away at once cost nobody their place', async () => {
  const server = await startServer('--max-clients', '2');
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  // Some are gone before they know that they were connected.
  const crowd = await Promise.allSettled(Array.from({ length: 300 }, () => connect(server.port)));
  ann.say('crowded');
  await bob.until('crowded\n');
  const endings = crowd.map((one) => (one.status === 'fulfilled' ? one.value.heard.toTheEnd() : ''));
  const told = (await Promise.all(endings)).filter((text) => text !== '');
  expect(new Set(told)).toEqual(new Set(['-- The server is full (2).\n']));
});

test('who sends too fast is delayed, and nothing is lost', async () => {
  const server = await startServer('--commands-per-second', '20', '--command-burst', '4');
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  const before = performance.now();
  bob.say(...Array.from({ length: 16 }, (_, index) => `m${index}`));
  // What has been sent is still dealt with when nothing more will come.
  bob.finish();
  const seen = await ann.until('-- Bob left (ended the connection)\n');
  expect(seen.match(/m\d+/g)).toEqual(Array.from({ length: 16 }, (_, index) => `m${index}`));
  // 16 lines, 3 or 4 of them at once, the rest at 20 a second.
  expect(performance.now() - before).toBeGreaterThan(550);
});

test('who sends far too fast is disconnected', async () => {
  const pace = ['--commands-per-second', '20', '--command-burst', '10', '--command-backlog', '20'];
  const server = await startServer(...pace);
  const [ann, bob] = [await plain(server.port, 'Ann'), await irc(server.port, 'Bob')];
  await ann.until('joined\n');
  bob.say(...Array.from({ length: 200 }, () => 'PRIVMSG #lobby :spam'));
  expect(await bob.heard.toTheEnd()).toMatch(/ERROR :.*too fast/);
  // What came with the burst, less what it took to come in, and what waited for its turn. On a busy machine turns come late,
  // and by then are more.
  expect(await ann.until('left (sent too fast)\n')).toMatch(/^(Bob: spam\n){20,150}-- Bob left \(sent too fast\)\n$/);
  await server.logged({ event: 'left', who: 'Bob', cause: 'flooded' });
});

test('who stops reading is dropped when its queue is full, and nobody else notices', async () => {
  const server = await startServer(
    ...['--send-queue-bytes', '65536', '--commands-per-second', '100000', '--command-burst', '100000'],
  );
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  const [slowText, slowIrc] = [await plain(server.port, 'SlowText'), await irc(server.port, 'SlowIrc')];
  await bob.until('SlowIrc joined\n');
  slowText.socket.pause();
  slowIrc.socket.pause();
  let count = 0;
  const hasLeft = (): boolean =>
    server.log.filter((line) => line.cause === 'too-slow' && line.event === 'left').length === 2;
  while (!hasLeft() && count < 10_000) {
    const batch = Array.from({ length: 50 }, () => `m${count++} ${'茶'.repeat(1000)}`);
    ann.say(...batch);
    const seen = await bob.until(`m${count - 1} ${'茶'.repeat(1000)}\n`);
    expect(seen.match(/m\d+/g)).toEqual(batch.map((line) => line.split(' ')[0]));
  }
  expect(hasLeft()).toBe(true);
  ann.say('/who');
  await ann.until('In #lobby: Ann, Bob\n');
});

test('who gives no name in time is sent away', async () => {
  const server = await startServer('--handshake-seconds', '2');
  const named = await plain(server.port, 'Ann');
  const half = await connect(server.port);
  half.say('NICK Bob');
  const text = await connect(server.port);
  expect(await text.heard.toTheEnd()).toMatch(/name\?.*\n-- Goodbye: nothing was heard from you for too long\n$/);
  expect(await half.heard.toTheEnd()).toMatch(/^ERROR :.*timed out/);
  named.say('/who');
  await named.until('In #lobby: Ann\n');
});

test('who says nothing for too long is sent away', async () => {
  const server = await startServer('--idle-seconds', '1', '--names', 'address');
  const bob = await irc(server.port, 'Bob');
  const ann = await unasked(server);
  expect(await ann.heard.toTheEnd()).toBe('-- Goodbye: nothing was heard from you for too long\n');
  await bob.until(/QUIT :.*timed out/);
});

test('an IRC client that does not answer a PING is sent away', async () => {
  const server = await startServer('--ping-seconds', '2');
  const ann = await plain(server.port, 'Ann');
  const [bob, cat] = [await irc(server.port, 'Bob'), await irc(server.port, 'Cat')];
  // Whatever the test waits for, Bob answers at once.
  bob.socket.on('data', (text: string) => {
    for (const [, token] of text.matchAll(/^PING (.*)\r\n/gm)) bob.say(`PONG ${token}`);
  });
  expect(await cat.heard.toTheEnd()).toMatch(/PING.*\r\nERROR :.*timed out/);
  await ann.until('-- Cat left (timed out)\n');
  await bob.until(/PING .*PING .*\r\n/s);
  bob.say('PRIVMSG #lobby :still here');
  await ann.until('Bob: still here\n');
});

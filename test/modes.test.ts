// Where a plain line goes: to the room, back, to the operator, to the operator one guest at a time.
import { expect, test } from 'vitest';
import type { Screen } from '../src/terminal/screen.fixture.ts';
import { connect, irc, plain, unasked } from './client.ts';
import { enter, exitedWith, inTerminal } from './clients/tmux.ts';
import { BIN, SERVE, startServer } from './server.ts';

test('hub: to everybody else in the room', async () => {
  const server = await startServer('--mode', 'hub');
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await ann.until('Bob joined\n');
  ann.say('one');
  bob.say('two');
  expect(await bob.until('\n')).toBe('Ann: one\n');
  expect(await ann.until('\n')).toBe('Bob: two\n');
});

test('echo: back to the sender alone, as it came', async () => {
  const server = await startServer('--mode', 'echo');
  const [ann, bob] = [await connect(server.port), await connect(server.port)];
  ann.send('no newline 你好');
  await ann.until(/^no newline 你好$/);
  bob.send('one\ntwo\r\n');
  await bob.until(/^one\ntwo\r\n$/);
  const cat = await irc(server.port, 'Cat');
  cat.say('PRIVMSG #lobby :hello?', 'PING :done');
  await cat.until('PONG');
  ann.send('last');
  await ann.until(/^last$/);
});

test('echo --echo-time: with the time before it', async () => {
  const server = await startServer('--mode', 'echo', '--echo-time');
  const client = await connect(server.port);
  client.send('now');
  await client.until(/^\d\d:\d\d:\d\d now$/);
});

test('desk and p2p without an operator: the guest is told that nobody reads it', async () => {
  for (const mode of ['desk', 'p2p']) {
    const server = await startServer('--mode', mode);
    const guest = await connect(server.port);
    guest.say('hello?', 'anybody?');
    await guest.until('-- The operator is not here, so nobody would read that.\n');
    await guest.until('-- The operator is not here, so nobody would read that.\n');
  }
});

/** A server with an operator at its terminal. */
async function openDesk(...options: string[]): Promise<{ screen: Screen; port: number }> {
  const serve = [process.execPath, BIN, ...SERVE, ...'--port 0 --host 127.0.0.1 --lang en'.split(' '), ...options];
  const screen = inTerminal(serve, 120, 40);
  const text = await screen.until((text) => /nc 127\.0\.0\.1 \d+/.test(text) && /^\S*>$/m.test(text));
  return { screen, port: Number(/nc 127\.0\.0\.1 (\d+)/.exec(text)?.[1]) };
}

test('desk: the operator answers each guest privately, and nobody has to wait for an answer', async () => {
  const { screen, port } = await openDesk('--mode', 'desk');
  const [ann, bob] = [await connect(port), await connect(port)];
  ann.say('first', 'second');
  await screen.until((text) => text.includes(`${ann.address} → host: second`));
  bob.send('没有换行');
  await screen.until((text) => text.includes(`${bob.address} → host: 没有换行`));
  enter(screen, 'to the last who wrote');
  expect(await bob.line()).toBe('host: to the last who wrote');
  enter(screen, `@${ann.address} 你好`);
  expect(await ann.line()).toBe('host: 你好');
  enter(screen, 'and again');
  expect(await ann.line()).toBe('host: and again');
  bob.say('still here');
  await screen.until((text) => text.includes('still here'));
  enter(screen, '/broadcast closing soon');
  expect(await ann.line()).toBe('-- Announcement: closing soon');
  expect(await bob.line()).toBe('-- Announcement: closing soon');
});

test('p2p: one guest has the line, the next is told that it is busy, and gets it when it is free', async () => {
  const { screen, port } = await openDesk('--mode', 'p2p');
  const ann = await connect(port);
  ann.say('hello');
  expect(await ann.line()).toBe('-- You are connected to the operator.');
  await screen.until((text) => text.includes(`${ann.address} → host: hello`));
  const bob = await connect(port);
  bob.say('me too');
  expect(await bob.line()).toBe('-- The line is busy. You will be told when it is free.');
  expect(await bob.line()).toBe('-- The line is busy, so that was not sent.');
  enter(screen, 'yes?');
  expect(await ann.line()).toBe('host: yes?');
  ann.say('one', 'two', 'q');
  expect(await ann.heard.toTheEnd()).toBe('-- Goodbye!\n');
  expect(await bob.line()).toBe('-- You are connected to the operator.');
  bob.say('now');
  const text = await screen.until((text) => text.includes(`${bob.address} → host: now`));
  expect(text).not.toContain('me too');
  enter(screen, 'now you');
  expect(await bob.line()).toBe('host: now you');
});

test('the operator changes the mode while people are there', async () => {
  const { screen, port } = await openDesk('--names', 'address');
  const ann = await connect(port);
  ann.say('in the room');
  await screen.until((text) => text.includes('#lobby: in the room'));
  enter(screen, '/mode echo');
  expect(await ann.line()).toBe('-- What you write now comes back to you.');
  ann.say('back');
  expect(await ann.line()).toBe('back');
  enter(screen, '/mode p2p');
  expect(await ann.line()).toBe('-- What you write now goes to the operator, one guest at a time.');
  expect(await ann.line()).toBe('-- You are connected to the operator.');
  enter(screen, '/mode hub');
  expect(await ann.line()).toBe('-- What you write now goes to the room.');
  enter(screen, `/kick ${ann.address} bye`);
  expect(await ann.heard.toTheEnd()).toBe('-- Goodbye: you were sent away (bye)\n');
  enter(screen, '/close');
  await screen.until(exitedWith(0));
});

test('under an address one hears what is said and who comes and goes, nothing else but answers to oneself', async () => {
  const server = await startServer('--names', 'address');
  const ann = await unasked(server);
  const bob = await irc(server.port, 'Bob', 'away-notify');
  bob.say('PRIVMSG #lobby :hi', 'AWAY :tea', 'AWAY', 'NICK Rob', 'JOIN #tea');
  await bob.until(/ 366 Rob #tea /);
  ann.say('/join #tea');
  await ann.until('now speaking in #tea\n');
  bob.say('TOPIC #tea :green', `MODE #tea +o-t ${ann.address}`, 'PRIVMSG #tea :well', 'PART #tea :enough', 'QUIT');
  expect(await ann.until('Rob left\n')).toBe('[#tea] Rob: well\n-- Rob left #tea (enough)\n-- Rob left\n');
  expect(ann.heard.all).toBe(
    [
      '-- Bob joined',
      'Bob: hi',
      `-- In #tea: Rob, ${ann.address}`,
      '-- You are now speaking in #tea',
      '[#tea] Rob: well',
      '-- Rob left #tea (enough)',
      '-- Rob left\n',
    ].join('\n'),
  );
  ann.say('/topic black', '/nick Ann');
  expect(await ann.until('now Ann\n')).toBe(
    `-- ${ann.address} set the topic of #tea: black\n-- ${ann.address} is now Ann\n`,
  );
});

test('whoever has no name yet is not in the way', async () => {
  const server = await startServer();
  const silent = await connect(server.port);
  await silent.until('What is your name? (An empty line makes you a guest.)\n');
  const ann = await plain(server.port, 'Ann');
  ann.say('hello', '/who');
  expect(await ann.line()).toBe('-- In #lobby: Ann');
  silent.say('Bob');
  expect(await silent.line()).toBe('-- You are Bob at Chaguan. /help lists the commands.');
});

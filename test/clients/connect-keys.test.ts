// Chaguan's own client at a terminal: keys, names, and --raw.
import { beforeAll, expect, test } from 'vitest';
import type { Screen } from '../../src/terminal/screen.fixture.ts';
import { irc, plain } from '../client.ts';
import { scripted } from '../scripted.ts';
import { BIN, startServer } from '../server.ts';
import { INSTALLING, need } from './packages.ts';
import { enter, exitedWith, inTerminal } from './tmux.ts';

beforeAll(() => need('tmux'), INSTALLING);

function connect(port: number, ...args: string[]): Screen {
  return inTerminal([process.execPath, BIN, 'connect', `127.0.0.1:${port}`, '--lang', 'en', ...args], 60, 40);
}

test('asks for another name when one is taken or cannot be, and Ctrl+D leaves', async () => {
  const server = await startServer();
  await plain(server.port, '李雷');
  const screen = connect(server.port, '--name', '李雷');
  await screen.until(/The name "李雷" is taken\.(?:.*\n)*Another name:$/);
  enter(screen, 'a!b');
  await screen.until(/A name cannot have "!" in it\.\n(?:.*\n)*Another name:$/);
  enter(screen, '韩梅梅');
  await screen.until(/You are 韩梅梅\.(?:.*\n)*#lobby>$/);
  screen.press('C-d');
  await screen.until(exitedWith(0));
  await server.logged({ event: 'left', who: '韩梅梅', cause: 'left' });
});

test('Tab completes commands, names at the beginning and private ones', async () => {
  const server = await startServer();
  const bob = await plain(server.port, 'bobby');
  const screen = connect(server.port, '--name', 'ann');
  await screen.until(/^#lobby>$/m);
  screen.type('bo');
  screen.press('Tab');
  enter(screen, 'hi');
  await bob.until('ann: bobby: hi');
  screen.type('@bo');
  screen.press('Tab');
  enter(screen, 'psst');
  await bob.until('ann: psst');
  screen.type('/qu');
  screen.press('Tab');
  await screen.until(/\/quote {2}\/quit/);
  enter(screen, 'it');
  await screen.until(exitedWith(0));
});

test('a line typed while there is no server is not lost from sight', async () => {
  const server = await startServer();
  const screen = connect(server.port, '--name', 'ann');
  await screen.until(/^#lobby>$/m);
  await server.stop();
  await screen.until(/^…$/m);
  enter(screen, 'are you there');
  await screen.until(/Not sent, there is no connection: are you there/);
  screen.press('C-c');
  await screen.until(exitedWith(0));
});

test.each(['en', 'zh-CN'])('somebody sent away by a server in %s does not come back by itself', async (lang) => {
  const server = await startServer('--lang', lang, '--operator-name', 'boss', '--operator-password', 'secret');
  const zoe = await irc(server.port, 'zoe');
  const screen = connect(server.port, '--name', 'ann');
  await screen.until(/^#lobby>$/m);
  zoe.say('OPER boss secret', 'KILL ann :be nice');
  expect(await screen.until(exitedWith(1))).toMatch(
    /-- zoe has sent you away \(be nice\)\n.*The connection is gone: the server closed it\.$/m,
  );
});

test('--raw shows both sides, and Ctrl+D ends', async () => {
  const port = await scripted((socket) => {
    socket.write('welcome');
    socket.on('data', (data) => socket.write(`you said: ${data}`));
    socket.on('end', () => socket.end('bye'));
  });
  const screen = connect(port, '--raw');
  await screen.until(/^welcome\n-- The server sends no newlines/m);
  enter(screen, '你好');
  await screen.until(/^> 你好\nyou said: 你好\n>$/m);
  screen.press('C-d');
  expect(await screen.until(exitedWith(0))).toMatch(/^bye\n-- The server has closed the connection\.$/m);
});

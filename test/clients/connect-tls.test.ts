// Chaguan's own client at a terminal: TLS, and the trace of what passes.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Screen } from '../../src/terminal/screen.fixture.ts';
import { authority, certificateFor, files, scriptedTls, withColons } from '../certificates.ts';
import { Heard } from '../heard.ts';
import { scripted } from '../scripted.ts';
import { ircServer } from '../scripted-irc.ts';
import { BIN } from '../server.ts';
import { INSTALLING, need } from './packages.ts';
import { enter, exitedWith, inTerminal } from './tmux.ts';

beforeAll(() => need('tmux'), INSTALLING);

describe.each([
  ['en', 80],
  ['zh-CN', 40],
] as const)('chaguan connect in %s, %i columns wide', (lang, columns) => {
  function connect(ca: string, ...args: string[]): Screen {
    const { trusted } = files({ trusted: ca });
    const command = [process.execPath, BIN, 'connect', '--lang', lang, ...args];
    return inTerminal(['env', `NODE_EXTRA_CA_CERTS=${trusted}`, ...command], columns, 40);
  }

  /** The text of a screen on which lines go on in the next row. */
  const unbroken = (text: string): string => text.replaceAll('\n', '');

  test('does not come again to a certificate that it does not trust, and to one that it does comes back', async () => {
    const own = await certificateFor('localhost', null);
    const sockets: Socket[] = [];
    const irc = ircServer('', new Heard('the server'));
    const port = await scriptedTls(own, (socket) => {
      sockets.push(socket);
      irc(socket);
    });
    const wary = connect('', `localhost:${port}`, '--tls', '--name', 'bob');
    const refusal = unbroken(await wary.until(exitedWith(1)));
    expect(refusal).toMatch(/only the server itself vouches for its certificate|它的证书是自己签的/);
    expect(refusal).toContain(`--fingerprint ${withColons(own.fingerprint)}`);

    const trusting = connect('', `localhost:${port}`, '--fingerprint', own.fingerprint, '--name', 'bob');
    await trusting.until(/^#lobby>$/m);
    sockets.at(-1)?.destroy();
    await trusting.until((text) => /(?:Next try in 1 s\.|1 ?秒后再试。).*#lobby.*#lobby>$/.test(unbroken(text)));
    enter(trusting, '/quit');
    await trusting.until(exitedWith(0));
  });

  test('goes where sts sends it, and comes back there', async () => {
    const ca = await authority();
    const [openly, secretly] = [new Heard('the open port'), new Heard('the TLS port')];
    const sockets: Socket[] = [];
    const irc = ircServer('', secretly);
    const secure = await scriptedTls(await certificateFor('localhost', ca), (socket) => {
      sockets.push(socket);
      irc(socket);
    });
    const open = await scripted(ircServer(`sts=port=${secure}`, openly));
    const screen = connect(ca.cert, `localhost:${open}`, '--name', 'bob');
    const text = await screen.until(/^#lobby>$/m);
    expect(unbroken(text)).toMatch(/The server wants TLS\. Connecting again|服务器要求用 TLS。正在重新连接/);
    await secretly.until('JOIN #lobby\n');
    sockets.at(-1)?.destroy();
    await secretly.until('JOIN #lobby\n');
    expect(openly.all).toBe('CAP LS 302\n');
  });

  test('shows what passes in rows that fit', async () => {
    const port = await scripted(async (socket) => {
      socket.write('欢迎来到茶馆\n');
      await once(socket, 'data');
      socket.end();
    });
    const screen = connect('', `127.0.0.1:${port}`, '--raw', '--trace');
    await screen.until(/\|欢 迎 来[\s\S]*^欢迎来到茶馆$/m);
    enter(screen, '你好');
    const text = await screen.until(exitedWith(0));
    const rows = text.split('\n').filter((row) => /^[0-9a-f]{4} /.test(row));
    expect(rows).toEqual(
      columns === 80
        ? [
            '0000 e6 ac a2 e8 bf 8e e6 9d  a5 e5 88 b0 e8 8c b6 e9 |欢 迎 来 到 茶  |',
            '0010 a6 86 0a                                         |馆.|',
            '0000 e4 bd a0 e5 a5 bd 0a                             |你 好 .|',
          ]
        : [
            '0000 e6 ac a2 e8 bf 8e e6 9d |欢 迎 来|',
            '0008 a5 e5 88 b0 e8 8c b6 e9 | 到 茶  |',
            '0010 a6 86 0a                |馆.|',
            '0000 e4 bd a0 e5 a5 bd 0a    |你 好 .|',
          ],
    );
    expect(text).toMatch(/^\d+\.\d{3} (?:s|秒) ← (?:19 bytes received|收到 19 字节)$/m);
    expect(text).toMatch(/^\d+\.\d{3} (?:s|秒) = (?:1 message, up to its newline|1 条消息，到换行为止)$/m);
    expect(text).toMatch(/^\d+\.\d{3} (?:s|秒) ← (?:end: the server sends nothing more|结束：服务器不再发数据)$/m);
  });
});

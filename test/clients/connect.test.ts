// Chaguan's own client at a terminal, in the same rooms with nc.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Screen } from '../../src/terminal/screen.fixture.ts';
import { BIN, startServer } from '../server.ts';
import { netcat } from './netcat.ts';
import { INSTALLING, need } from './packages.ts';
import { enter, exitedWith, inTerminal } from './tmux.ts';

beforeAll(() => need('nc', 'tmux'), INSTALLING);

/** Starts the client and answers its question for a name. */
async function open(port: number, lang: string, columns: number, name: string): Promise<Screen> {
  const screen = inTerminal([process.execPath, BIN, 'connect', `127.0.0.1:${port}`, '--lang', lang], columns, 40);
  await screen.until(/^(?:Your name|你的名字) \[\S+\](?:: ?|：)$/m);
  enter(screen, name);
  await screen.until(/^#lobby>$/m);
  return screen;
}

describe.each([
  ['en', 80],
  ['zh-CN', 40],
] as const)('chaguan connect in %s, %i columns wide', (lang, columns) => {
  test('talks with nc in both directions, and leaves the typed line alone', async () => {
    const server = await startServer('--lang', lang);
    const nc = await netcat(server.port, '李雷');
    const screen = await open(server.port, lang, columns, '小安');
    enter(screen, '大家好 👋');
    await nc.printed.until('小安: 大家好 👋\n');
    screen.type('一句还没');
    nc.type('你好，小安');
    await screen.until(/ 李雷: 你好，小安\n.*#lobby> 一句还没$/s);
    screen.type('写完的话');
    nc.type('/me 倒茶');
    await screen.until(/ \* 李雷 倒茶\n#lobby> 一句还没写完的话$/);
    screen.press('Enter');
    await nc.printed.until('小安: 一句还没写完的话\n');

    nc.type('@小安 悄悄话');
    await screen.until(/ 李雷 → (?:you|你): 悄悄话$/m);
    enter(screen, '@李雷 悄悄回你');
    await nc.printed.until(/\[\S+\] 小安: 悄悄回你\n/);
    enter(screen, '/join #茶');
    await screen.until(/^#茶>$/m);
    nc.type('/join #茶');
    await screen.until(/ 李雷 (?:joined|进入) #茶$/m);
    enter(screen, '/topic 龙井');
    await nc.printed.until(/#茶\S*: ?龙井\n|#茶 .*：龙井\n/);
    enter(screen, '/kick 李雷 太吵了');
    await nc.printed.until(/#茶(?: \(|（)太吵了/);
    enter(screen, '/quit 再见');
    await nc.printed.until(/小安 (?:left \(|走了（)再见/);
    await screen.until(exitedWith(0));
  });

  test('says that the server is gone, and comes back into its room when it is there again', async () => {
    const first = await startServer('--lang', lang);
    const screen = await open(first.port, lang, columns, '小安');
    await first.stop();
    const gone = await screen.until(/(?:Next try in|秒后再试)/);
    expect(gone).toMatch(/The connection is gone: the server closed it|连接断了：服务器关闭了连接/);
    const second = await startServer('--port', String(first.port), '--lang', lang);
    const nc = await netcat(second.port, '李雷');
    await second.logged({ event: 'joined', who: '小安', room: '#lobby' });
    await screen.until(/\n#lobby>$/);
    enter(screen, '我回来了');
    await nc.printed.until('小安: 我回来了\n');
  });
});

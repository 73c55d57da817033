// nc and telnet, the real programs.
import { beforeAll, describe, expect, test } from 'vitest';
import { start } from '../program.ts';
import { startServer } from '../server.ts';
import { netcat } from './netcat.ts';
import { INSTALLING, need } from './packages.ts';
import { enter, exitedWith, inTerminal } from './tmux.ts';

beforeAll(() => need('nc', 'telnet', 'tmux'), INSTALLING);

describe('nc', () => {
  test('is asked for a name until it has one, talks, and is gone after the quit word', async () => {
    const server = await startServer();
    const ann = await netcat(server.port, 'Ann');
    const nc = start('nc', '127.0.0.1', String(server.port));
    await nc.printed.until('-- Welcome to Chaguan. What is your name? (An empty line makes you a guest.)\n');
    nc.type('ann');
    await nc.printed.until('-- The name "ann" is taken. What is your name?\n');
    nc.type('a b');
    await nc.printed.until('-- A name cannot have a space in it. What is your name?\n');
    nc.type('李雷');
    await nc.printed.until('-- You are 李雷 at Chaguan. /help lists the commands.\n-- In #lobby: Ann, 李雷\n');
    await ann.printed.until('-- 李雷 joined\n');
    nc.type('大家好');
    await ann.printed.until('李雷: 大家好\n');
    ann.type('你好，李雷 👋');
    await nc.printed.until('Ann: 你好，李雷 👋\n');
    nc.type('@Ann 悄悄话');
    await ann.printed.until('[private] 李雷: 悄悄话\n');
    nc.type('Q');
    await nc.printed.until('-- Goodbye!\n');
    // Nobody presses a key in it any more.
    expect(await nc.exited).toBe(0);
    await ann.printed.until('-- 李雷 left\n');
  });

  test('in Chinese', async () => {
    const server = await startServer('--lang', 'zh-CN', '--name', '老 茶馆');
    const ann = await netcat(server.port, '小安');
    const nc = start('nc', '127.0.0.1', String(server.port));
    await nc.printed.until('-- 欢迎来到 老 茶馆。怎么称呼你？（直接回车就以茶客身份进来。）\n');
    nc.type('');
    await nc.printed.until('-- #lobby 里有：小安、茶客1\n');
    await ann.printed.until('-- 茶客1 进来了\n');
    nc.type('@小安 悄悄话');
    await ann.printed.until('[私信] 茶客1: 悄悄话\n');
    nc.type('/quit 下次再来');
    await nc.printed.until('-- 再见！\n');
    await ann.printed.until('-- 茶客1 走了（下次再来）\n');
  });

  test('with CR LF (-C) is understood, and answered with CR LF', async () => {
    const server = await startServer();
    const ann = await netcat(server.port, 'Ann');
    const nc = start('nc', '-C', '127.0.0.1', String(server.port));
    nc.type('Bob');
    await nc.printed.until('-- In #lobby: Ann, Bob\r\n');
    nc.type('one');
    expect(await ann.printed.until('one\n')).toBe('-- Bob joined\nBob: one\n');
    ann.type('two');
    await nc.printed.until('Ann: two\r\n');
  });

  test('with its input from a pipe says what it has to say, and ends', async () => {
    const server = await startServer();
    const ann = await netcat(server.port, 'Ann');
    const script = `printf '李雷\\n第一句\\n最后一句' | nc -N 127.0.0.1 ${server.port}`;
    const nc = start('sh', '-c', script);
    await ann.printed.until('李雷: 第一句\n李雷: 最后一句\n-- 李雷 left (ended the connection)\n');
    await nc.printed.until('-- Goodbye!\n');
    expect(await nc.exited).toBe(0);
  });
});

describe('telnet', () => {
  test.each([
    ['line by line', false],
    ['key by key', true],
  ])('talks %s, and leaves with the quit word', async (_how, isKeyByKey) => {
    const server = await startServer();
    const nc = await netcat(server.port, 'Bob');
    const telnet = inTerminal(['telnet', '127.0.0.1', String(server.port)], 80, 24);
    await telnet.until(/What is your name\?/);
    if (isKeyByKey) {
      telnet.press('C-]');
      await telnet.until(/telnet>/);
      enter(telnet, 'mode character');
      await telnet.takesKeys();
    }
    // Debian's telnet loses characters with certain bytes (see docs/CLIENTS.md); these have none of them.
    enter(telnet, '茶客');
    await telnet.until(/^-- In #lobby: Bob, 茶客$/m);
    telnet.type('nihooo');
    for (let key = 0; key < 'hooo'.length; key++) telnet.press('BSpace');
    enter(telnet, '你好');
    expect(await nc.printed.until('你好\n')).toBe('-- 茶客 joined\n茶客: ni你好\n');
    nc.type('茶好了');
    await telnet.until(/^Bob: 茶好了$/m);
    enter(telnet, 'exit');
    await telnet.until(/^-- Goodbye!\nConnection closed by foreign host\.$/m);
    await telnet.until(exitedWith(0));
    await nc.printed.until('-- 茶客 left\n');
  });
});

// The operator at a terminal, with guests who use nc.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Screen } from '../../src/terminal/screen.fixture.ts';
import { connect } from '../client.ts';
import type { Program } from '../program.ts';
import { start } from '../program.ts';
import { BIN, SERVE } from '../server.ts';
import { netcat } from './netcat.ts';
import { INSTALLING, need } from './packages.ts';
import { enter, exitedWith, inTerminal } from './tmux.ts';

beforeAll(() => need('nc', 'tmux'), INSTALLING);

interface Teahouse {
  readonly screen: Screen;
  readonly port: number;
}

/** A server started in a terminal, with its prompt. */
async function open(lang: string, columns: number, ...options: string[]): Promise<Teahouse> {
  const serve = [process.execPath, BIN, ...SERVE, '--host', '127.0.0.1', '--port', '0', '--lang', lang, ...options];
  const screen = inTerminal(serve, columns, 40);
  const text = await screen.until(/^(?:#lobby)?>$/m);
  return { screen, port: Number(/nc 127\.0\.0\.1 (\d+)/.exec(text)?.[1]) };
}

/** What the guests and the operator read, in the two languages. */
const WORDS = {
  en: {
    operator: 'host',
    private: 'private',
    announcement: '-- Announcement: ',
    full: '-- The server is full (2).',
    locked: '-- The server is locked; nobody new gets in now.',
    banned:
      '-- Nobody from your address may come in without an account: 再见. ' +
      'If you have one, come with it: give its name and password first.',
    kicked: '-- Goodbye: you were sent away (太吵了)',
    connected: '-- You are connected to the operator.',
    busy: '-- The line is busy. You will be told when it is free.',
    notSent: '-- The line is busy, so that was not sent.',
    closing: '-- Goodbye: the server is closing',
    bannedNow: '-- Goodbye: you are banned (再见)',
    limited: 'host set the limit to 2',
    isLocked: 'host locked the server',
    isUnlocked: 'host unlocked the server',
    unbanned: 'host lifted the ban on Ann (127.0.0.1)',
  },
  'zh-CN': {
    operator: '掌柜',
    private: '私信',
    announcement: '-- 公告：',
    full: '-- 服务器已满（2）。',
    locked: '-- 服务器已锁定，现在不再让新的人进来。',
    banned: '-- 来自你这个地址的人要有账号才能进来：再见。如果你有账号，请先用它的名字和密码登录再进来。',
    kicked: '-- 再见：你被请走了（太吵了）',
    connected: '-- 已经接通掌柜。',
    busy: '-- 线路正忙，空出来时会告诉你。',
    notSent: '-- 占线中，刚才的话没有发出去。',
    closing: '-- 再见：服务器要关闭了',
    bannedNow: '-- 再见：你被封禁了（再见）',
    limited: '掌柜 把人数上限设为 2',
    isLocked: '掌柜 锁定了服务器',
    isUnlocked: '掌柜 解除了锁定',
    unbanned: '掌柜 解封了 Ann（127.0.0.1）',
  },
} as const;

/** Somebody who is not let in is told why. */
async function turnedAway(port: number, why: string): Promise<void> {
  const nc = start('nc', '127.0.0.1', String(port));
  nc.type('Tom');
  await nc.printed.until(`${why}\n`);
}

/** Waits for these words, which a narrow screen may have broken into two rows. */
async function shows(screen: Screen, text: string): Promise<void> {
  await screen.until((shown) => shown.replaceAll('\n', '').includes(text));
}

describe.each([
  ['en', 80],
  ['en', 40],
  ['zh-CN', 80],
  ['zh-CN', 40],
] as const)('the console in %s, %i columns wide', (lang, columns) => {
  const words = WORDS[lang];

  test('leaves the typed line alone while messages arrive', async () => {
    const { screen, port } = await open(lang, columns);
    const [lei, ann] = [await netcat(port, '李雷'), await netcat(port, 'Ann')];
    const typed = '一句还没写完的话 half';
    for (const [index, character] of [...typed].entries()) {
      screen.type(character);
      (index % 2 === 0 ? lei : ann).type(`第 ${index} 句`);
      const line = `#lobby> ${typed.slice(0, index + 1)}`.trimEnd();
      await screen.until((shown) => shown.includes(`第 ${index} 句`) && shown.endsWith(`\n${line}`));
    }
    screen.press('Enter');
    await ann.printed.until(`${words.operator}: ${typed}\n`);
  });

  test('carries out every command', async () => {
    const { screen, port } = await open(lang, columns);
    const [lei, ann] = [await netcat(port, '李雷'), await netcat(port, 'Ann')];
    enter(screen, '@Ann 悄悄话');
    await ann.printed.until(`[${words.private}] ${words.operator}: 悄悄话\n`);
    enter(screen, '/who');
    const address = /李雷\s+(127\.0\.0\.1:\d+)/.exec(await screen.until(/Ann\s+127[^()]+#lobby/))?.[1] ?? '';
    enter(screen, `@${address} 只有你看得到`);
    await lei.printed.until(`[${words.private}] ${words.operator}: 只有你看得到\n`);
    enter(screen, '/rooms');
    await screen.until(/^#lobby +3$/m);
    enter(screen, '/broadcast 十分钟后关门');
    for (const guest of [lei, ann]) await guest.printed.until(`${words.announcement}十分钟后关门\n`);

    enter(screen, '/limit 2');
    await shows(screen, words.limited);
    await turnedAway(port, words.full);
    enter(screen, '/limit 10');
    enter(screen, '/lock');
    await shows(screen, words.isLocked);
    await turnedAway(port, words.locked);
    enter(screen, '/unlock');
    await shows(screen, words.isUnlocked);
    const tom = await netcat(port, 'Tom');
    enter(screen, '/kick Tom 太吵了');
    await tom.printed.until(`${words.kicked}\n`);
    enter(screen, '/ban Ann 再见');
    await ann.printed.until(`${words.bannedNow}\n`);
    await turnedAway(port, words.banned);
    enter(screen, '/unban 127.0.0.1');
    await shows(screen, words.unbanned);
    await netcat(port, 'Ann');
    enter(screen, '/close');
    await lei.printed.until(`${words.closing}\n`);
    await screen.until(exitedWith(0));
  });
});

describe.each(['en', 'zh-CN'] as const)('the modes from the console in %s', (lang) => {
  const words = WORDS[lang];

  async function hears(guest: Program, line: string): Promise<void> {
    await guest.printed.until(`${line}\n`);
  }

  test('desk: a plain line goes to the guest who was answered last', async () => {
    const { screen, port } = await open(lang, 80);
    const [lei, ann] = [await netcat(port, '李雷'), await netcat(port, 'Ann')];
    enter(screen, '/mode desk');
    await screen.until(/^>$/m);
    lei.type('老板在吗');
    await screen.until(/^@李雷>$/m);
    enter(screen, '在的');
    await hears(lei, `${words.operator}: 在的`);
    ann.type('me too');
    await screen.until(/me too/);
    enter(screen, '还是你');
    await hears(lei, `${words.operator}: 还是你`);
    enter(screen, '@Ann 现在是你');
    await hears(ann, `${words.operator}: 现在是你`);
    enter(screen, '又是你');
    await hears(ann, `${words.operator}: 又是你`);
    expect(lei.printed.all).not.toContain('me too');
    enter(screen, '/mode hub');
    await screen.until(/^#lobby>$/m);
  });

  test('p2p: one guest at a time, and the next one gets the line', async () => {
    const { screen, port } = await open(lang, 80, '--mode', 'p2p', '--names', 'ask');
    const guests: Program[] = [];
    for (const name of ['李雷', 'Ann']) {
      const guest = start('nc', '127.0.0.1', String(port));
      guest.type(name);
      await hears(guest, guests.length === 0 ? words.connected : words.busy);
      guests.push(guest);
    }
    const [lei, ann] = guests as [Program, Program];
    await screen.until(/^@李雷>$/m);
    ann.type('有人吗');
    await hears(ann, words.notSent);
    enter(screen, '欢迎');
    await hears(lei, `${words.operator}: 欢迎`);
    lei.type('q');
    await hears(ann, words.connected);
    await screen.until(/^@Ann>$/m);
    enter(screen, '轮到你了');
    await hears(ann, `${words.operator}: 轮到你了`);
  });

  test('Ctrl+C says goodbye and is soon done, though somebody does not read', async () => {
    const { screen, port } = await open(lang, 80);
    const deaf = await connect(port);
    deaf.send('deaf\n');
    await screen.until(/deaf .* #lobby/);
    deaf.socket.pause();
    const nc = await netcat(port, 'Ann');
    const since = performance.now();
    screen.press('C-c');
    await hears(nc, words.closing);
    await screen.until(exitedWith(0));
    // Who does not read is waited for one second; the rest is left to a busy machine.
    expect(performance.now() - since).toBeLessThan(6000);
    expect(await nc.exited).toBe(0);
  });
});

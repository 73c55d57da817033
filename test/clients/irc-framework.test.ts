// irc-framework in the same rooms with plain text, and with an account.
import type { IrcEvent } from 'irc-framework';
import { describe, expect, test } from 'vitest';
import { plain, type TestClient } from '../client.ts';
import { startServer, type TestServer } from '../server.ts';
import { registered, registerName } from './accounts.ts';
import { connecting, framework } from './framework.ts';

/** A line from the server that begins like this. */
function lineFrom(start: string): IrcEvent {
  return { line: expect.stringMatching(new RegExp(`^${start}`)), from_server: true };
}

test('talks with plain text, to the room and in private', async () => {
  const server = await startServer('--name', '老 茶馆');
  const lei = await plain(server.port, '李雷');
  const bot = await framework(server.port);
  bot.join('#lobby');
  await bot.told('userlist', { channel: '#lobby' });
  await lei.until('-- Bot joined\n');
  bot.say('#lobby', '大家好');
  await lei.until('Bot: 大家好\n');
  // echo-message
  await bot.told('privmsg', { nick: 'Bot', target: '#lobby', message: '大家好' });
  lei.say('你好', '/me 倒茶', '@Bot 悄悄话');
  await bot.told('privmsg', {
    nick: '李雷',
    target: '#lobby',
    message: '你好',
    ident: expect.stringMatching(/^plain\d+$/),
    hostname: '127.0.0.1',
  });
  await bot.told('action', { nick: '李雷', message: '倒茶' });
  const { time } = await bot.told('privmsg', { nick: '李雷', target: 'Bot', message: '悄悄话' });
  expect(Math.abs(Number(time) - Date.now())).toBeLessThan(60_000);
  bot.action('#lobby', '点头');
  await lei.until('* Bot 点头\n');
  bot.notice('李雷', '一个通知');
  await lei.until('[private] Bot: 一个通知\n');
  bot.say('nobody', 'hello?');
  await bot.told('irc error', { error: 'no_such_nick', nick: 'nobody' });
});

test('asks who somebody is and which rooms there are, opens one and kicks', async () => {
  const server = await startServer();
  const lei = await plain(server.port, '李雷');
  const bot = await framework(server.port);
  bot.join('#茶');
  await bot.told('join', { nick: 'Bot', channel: '#茶', gecos: '机器人' });
  lei.say('/join #茶');
  await bot.told('join', { nick: '李雷', channel: '#茶' });
  bot.setTopic('#茶', '龙井');
  await lei.until('-- Bot set the topic of #茶: 龙井\n');
  await bot.told('topic', { channel: '#茶', topic: '龙井', nick: 'Bot' });
  bot.whois('李雷');
  const whois = await bot.told('whois', { nick: '李雷' });
  expect(whois).toMatchObject({
    ident: expect.stringMatching(/^plain\d+$/),
    hostname: '127.0.0.1',
    channels: '#lobby #茶',
    server: 'Chaguan.irc',
  });
  bot.list();
  const list = await bot.told('channel list');
  expect(Object.values(list)).toContainEqual(expect.objectContaining({ channel: '#茶', num_users: 2, topic: '龙井' }));
  bot.raw('MODE', '#茶', '+o', '李雷');
  await bot.told('mode', { target: '#茶', nick: 'Bot', modes: [{ mode: '+o', param: '李雷' }] });
  bot.raw('KICK', '#茶', '李雷', '太吵了');
  await bot.told('kick', { kicked: '李雷', nick: 'Bot', channel: '#茶', message: '太吵了' });
  await lei.until('-- Bot put 李雷 out of #茶 (太吵了)\n');
  bot.changeNick('机器人');
  await bot.told('nick', { nick: 'Bot', new_nick: '机器人' });
  lei.say('/away 吃饭');
  await server.logged({ event: 'away-changed' });
  bot.say('李雷', '在吗');
  await bot.told('away', { nick: '李雷', message: '吃饭' });
});

test('gets its answers by their labels', async () => {
  const server = await startServer();
  const bot = await framework(server.port);
  bot.raw('@label=one PRIVMSG Bot :to myself');
  await bot.told('raw', lineFrom('@label=one\\S* :Bot!~bot@127\\.0\\.0\\.1 PRIVMSG Bot :to myself'));
  bot.raw('@label=several LUSERS');
  await bot.told('raw', lineFrom('@label=several :Chaguan\\.irc BATCH \\+\\S+ labeled-response'));
  const { commands } = await bot.told('batch end labeled-response');
  expect(commands).toHaveLength(4);
  bot.raw('@label=none PONG x');
  await bot.told('raw', lineFrom('@label=none :Chaguan\\.irc ACK'));
});

describe('with an account', () => {
  const PASSWORD = '芝麻 open sesame';
  const BOT = ':Bot!~bot@127.0.0.1';

  /** A server where the name Bot is registered, and Bob, who is logged in and is told of everything. */
  async function house(...options: string[]): Promise<{ server: TestServer; bob: TestClient }> {
    const server = await startServer(...options);
    await registerName(server.port, 'Bot', PASSWORD);
    return { server, bob: await registered(server.port, 'Bob') };
  }

  test('logs in with SASL, and sees who is logged in', async () => {
    const { server, bob } = await house();
    const bot = await framework(server.port, PASSWORD);
    await bot.told('loggedin', { nick: 'Bot', account: 'Bot' });
    bot.join('#lobby');
    await bob.until(`${BOT} JOIN #lobby Bot 机器人\r\n`);
    bob.say('PRIVMSG #lobby :你好 👋');
    await bot.told('privmsg', { nick: 'Bob', message: '你好 👋', account: 'Bob' });
    bot.whois('Bob');
    await bot.told('whois', { nick: 'Bob', account: 'Bob' });
    // WHOX
    bot.who('#lobby');
    const { users } = await bot.told('wholist', { target: '#lobby' });
    expect(users).toContainEqual(expect.objectContaining({ nick: 'Bob', account: 'Bob', real_name: 'Bob' }));
  });

  test('is told that its password is wrong, and does not get the name', async () => {
    const { server } = await house();
    const bot = connecting(server.port, 'not this');
    await bot.told('sasl failed', { reason: 'fail' });
    await bot.told('nick in use', { nick: 'Bot' });
  });

  test('goes away, and sees who is away', async () => {
    const { server, bob } = await house();
    const bot = await framework(server.port, PASSWORD);
    bot.join('#lobby');
    await bob.until(`${BOT} JOIN #lobby`);
    bob.say('AWAY :散步');
    await bot.told('away', { self: false, nick: 'Bob', message: '散步' });
    bot.raw('AWAY', '吃饭去了');
    await bot.told('away', { self: true });
    await bob.until(`${BOT} AWAY 吃饭去了\r\n`);
    bob.say('AWAY');
    await bot.told('back', { nick: 'Bob' });
  });

  test('gives a role, bans, is put out, and comes in again', async () => {
    const { server, bob } = await house();
    const bot = await framework(server.port, PASSWORD);
    bot.join('#茶');
    await bot.told('join', { nick: 'Bot', channel: '#茶', account: 'Bot' });
    bob.say('JOIN #茶');
    await bot.told('join', { nick: 'Bob', channel: '#茶', account: 'Bob' });
    bot.mode('#茶', '+o', 'Bob');
    await bob.until(`${BOT} MODE #茶 +o Bob\r\n`);
    bot.ban('#茶', 'Carl!*@*');
    await bob.until(`${BOT} MODE #茶 +b Carl!*@*\r\n`);
    bot.banlist('#茶');
    const { bans } = await bot.told('banlist', { channel: '#茶' });
    expect(bans).toMatchObject([{ banned: 'Carl!*@*', banned_by: 'Bot' }]);
    bob.say('KICK #茶 Bot :歇一会儿');
    await bot.told('kick', { kicked: 'Bot', nick: 'Bob', message: '歇一会儿' });
    bot.join('#茶');
    await bob.until(`${BOT} JOIN #茶 Bot 机器人\r\n`);
  });

  test('connects again after KILL, and has its name', async () => {
    const { server, bob } = await house('--operator-password', 'sesame');
    const bot = await framework(server.port, PASSWORD);
    bob.say('OPER host sesame', 'KILL Bot :歇一会儿');
    await bot.told('irc error', { error: 'irc', reason: expect.stringContaining('歇一会儿') });
    await bot.told('close');
    bot.forget();
    bot.connect();
    await bot.told('loggedin', { account: 'Bot' });
    await bot.told('registered', { nick: 'Bot' });
  });
});

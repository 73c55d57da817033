// irc-framework, the library of The Lounge and Kiwi IRC, in the same rooms with plain text.
import IrcFramework, { type IrcEvent } from 'irc-framework';
import { expect, onTestFinished, test } from 'vitest';
import { plain } from '../client.ts';
import { startServer } from '../server.ts';

/** A client that keeps what it is told. */
class Framework extends IrcFramework.Client {
  readonly #events: [name: string, event: IrcEvent][] = [];
  #news = Promise.withResolvers<void>();

  override emit(name: string, event: IrcEvent): boolean {
    this.#events.push([name, event]);
    this.#news.resolve();
    this.#news = Promise.withResolvers();
    return super.emit(name, event);
  }

  /** Waits for an event with these fields. */
  async told(name: string, fields: IrcEvent = {}): Promise<IrcEvent> {
    const deadline = Date.now() + 8000;
    for (;;) {
      const found = this.#events.find(
        ([one, event]) => one === name && expect.objectContaining(fields).asymmetricMatch(event),
      );
      if (found !== undefined) return found[1];
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, deadline - Date.now());
      await Promise.race([this.#news.promise, late]);
      clearTimeout(timer);
      if (Date.now() >= deadline) throw new Error(`No ${name} ${JSON.stringify(fields)}: ${this.#told(name)}`);
    }
  }

  #told(name: string): string {
    return JSON.stringify(this.#events.filter(([one]) => one === name || one === 'raw'));
  }
}

/** A client that has been welcomed. */
async function framework(port: number, nick: string): Promise<Framework> {
  const one = new Framework();
  one.requestCap(['labeled-response', 'echo-message']);
  one.connect({ host: '127.0.0.1', port, nick, username: 'bot', gecos: '机器人', auto_reconnect: false });
  onTestFinished(() => one.quit('done'));
  await one.told('registered', { nick });
  return one;
}

/** A line from the server that begins like this. */
function lineFrom(start: string): IrcEvent {
  return { line: expect.stringMatching(new RegExp(`^${start}`)), from_server: true };
}

test('talks with plain text, to the room and in private', async () => {
  const server = await startServer('--name', '老 茶馆');
  const lei = await plain(server.port, '李雷');
  const bot = await framework(server.port, 'Bot');
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
  const bot = await framework(server.port, 'Bot');
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
  const bot = await framework(server.port, 'Bot');
  bot.raw('@label=one PRIVMSG Bot :to myself');
  await bot.told('raw', lineFrom('@label=one\\S* :Bot!~bot@127\\.0\\.0\\.1 PRIVMSG Bot :to myself'));
  bot.raw('@label=several LUSERS');
  await bot.told('raw', lineFrom('@label=several :Chaguan\\.irc BATCH \\+\\S+ labeled-response'));
  const { commands } = await bot.told('batch end labeled-response');
  expect(commands).toHaveLength(5);
  bot.raw('@label=none PONG x');
  await bot.told('raw', lineFrom('@label=none :Chaguan\\.irc ACK'));
});

// IRCv3 server-time
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { gathering } from './gathering.ts';
import { conformanceServer, only } from './irc.ts';

const server = conformanceServer();

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const MINUTE = 60_000;

function time(message: Message | undefined): string {
  return message?.tags.get('time') ?? 'none';
}

describe('Description', () => {
  it('gives the time in UTC, to the millisecond', async () => {
    const { room, people } = await gathering(server, '', 'server-time');
    const [ann, bob] = people;
    await ann.ask(`PRIVMSG ${room} :hi`);
    const [said] = await bob.sync();
    expect(time(said)).toMatch(FORM);
    expect(Math.abs(Date.parse(time(said)) - Date.now())).toBeLessThan(MINUTE);
  });

  it('gives it with everything that people do', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'server-time message-tags away-notify setname');
    const [ann, bob] = people;
    const lines = [
      `NOTICE ${room} :hi`,
      `PRIVMSG ${bob.nick} :hi`,
      `@+a=1 TAGMSG ${room}`,
      `TOPIC ${room} :new`,
      `MODE ${room} +v ${bob.nick}`,
      'AWAY :gone',
      'SETNAME :Another Name',
      `NICK ${ann.nick}x`,
      `PART ${room}`,
      `JOIN ${room}`,
      'QUIT :bye',
    ];
    for (const line of lines.slice(0, -1)) await ann.ask(line);
    ann.send('QUIT :bye');
    await ann.closed;
    const heard = await bob.sync();
    const verbs = ['NOTICE', 'PRIVMSG', 'TAGMSG', 'TOPIC', 'MODE', 'AWAY', 'SETNAME', 'NICK', 'PART', 'JOIN', 'QUIT'];
    expect([...new Set(heard.map(({ verb }) => verb))]).toEqual(expect.arrayContaining(verbs));
    for (const message of only(heard, ...verbs)) expect(time(message), message.verb).toMatch(FORM);
  });

  it('gives everybody the same time', async () => {
    const { room, people } = await gathering(server, 'server-time echo-message', 'server-time', 'server-time');
    const [ann, bob, cid] = people;
    const [echoed] = await ann.ask(`PRIVMSG ${room} :hi`);
    expect(time(echoed)).toMatch(FORM);
    expect(time((await bob.sync())[0])).toBe(time(echoed));
    expect(time((await cid.sync())[0])).toBe(time(echoed));
  });

  it('gives none before the capability is acknowledged, nor after it was given up', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann, bob] = people;
    await ann.ask(`PRIVMSG ${room} :hi`);
    expect((await bob.sync()).map(({ tags }) => tags.size)).toEqual([0]);
    await bob.ask('CAP REQ server-time');
    await ann.ask(`PRIVMSG ${room} :hi`);
    expect(time((await bob.sync())[0])).toMatch(FORM);
    await bob.ask('CAP REQ -server-time');
    await ann.ask(`PRIVMSG ${room} :hi`);
    expect((await bob.sync()).map(({ tags }) => tags.size)).toEqual([0]);
  });

  it('is the only tag for who has asked for no other', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'server-time');
    const [ann, bob] = people;
    await ann.ask(`@+a=1 PRIVMSG ${room} :hi`);
    expect([...((await bob.sync())[0]?.tags.keys() ?? [])]).toEqual(['time']);
  });
});

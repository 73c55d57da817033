// IRCv3 account-tag
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { account, PASSWORD, plain, registered } from './accounts.ts';
import { comeIn, gathering } from './gathering.ts';
import { conformanceServer, fresh, from, only } from './irc.ts';

const server = conformanceServer();

function accounts(heard: readonly Message[]): (string | undefined)[] {
  return heard.map(({ tags }) => tags.get('account'));
}

describe('Description', () => {
  it('tags what a user says with its account', async () => {
    const { room, people } = await gathering(server, 'account-tag');
    const [bob] = people;
    const ann = await registered(server);
    await comeIn(room, ann, bob);
    for (const line of [`PRIVMSG ${room} :hi`, `PRIVMSG ${bob.nick} :hi`, `NOTICE ${room} :hi`]) await ann.ask(line);
    expect(accounts(await bob.sync())).toEqual([ann.nick, ann.nick, ann.nick]);
  });

  it('tags all commands of a user', async () => {
    const caps = 'account-tag message-tags away-notify setname extended-join invite-notify';
    const { room, people } = await gathering(server, caps);
    const [bob] = people;
    const name = await account(server);
    const ann = await server.register(undefined, { caps: 'sasl message-tags' });
    await plain(ann, name);
    const other = await server.register();
    await comeIn(room, other, bob);
    await ann.join(room);
    await bob.ask(`MODE ${room} +o ${ann.nick}`);
    await ann.sync();
    const renamed = fresh();
    const lines = [
      `MODE ${room} +m`,
      `TOPIC ${room} :new`,
      `KICK ${room} ${other.nick} :out`,
      `INVITE ${other.nick} ${room}`,
      'AWAY :gone',
      'AWAY',
      'SETNAME :Another Name',
      `@+a=1 TAGMSG ${room}`,
      `NICK ${renamed}`,
      `PART ${room} :bye`,
      `JOIN ${room}`,
    ];
    for (const line of lines) await ann.ask(line);
    ann.send('QUIT :bye');
    await ann.closed;
    const heard = (await bob.sync()).filter(
      ({ source }) => /^[^!]+!/.test(source ?? '') && !source?.startsWith(bob.nick),
    );
    const verbs = ['JOIN', 'MODE', 'TOPIC', 'KICK', 'INVITE', 'AWAY', 'SETNAME', 'TAGMSG', 'NICK', 'PART', 'QUIT'];
    expect(heard.map(({ verb }) => verb)).toEqual(expect.arrayContaining(verbs));
    for (const message of only(heard, ...verbs)) expect(message.tags.get('account'), message.verb).toBe(name);
  });

  it('is on no message of who is not logged in', async () => {
    const { room, people } = await gathering(server, '', 'account-tag');
    const [ann, bob] = people;
    await ann.ask(`PRIVMSG ${room} :hi`);
    const [said] = await bob.sync();
    expect(said?.tags.has('account')).toBe(false);
  });

  it('follows a login and a change of accounts', async () => {
    const { room, people } = await gathering(server, 'sasl', 'account-tag');
    const [ann, bob] = people;
    const [first, second] = [await account(server), await account(server)];
    for (const name of [first, second]) {
      await plain(ann, name);
      await ann.ask(`PRIVMSG ${room} :hi`);
      expect(accounts(only(await bob.sync(), 'PRIVMSG'))).toEqual([name]);
    }
  });

  it('is on an echo too', async () => {
    const ann = await registered(server, { caps: 'account-tag echo-message' });
    const bob = await server.register();
    const heard = await ann.ask(`PRIVMSG ${bob.nick} :hi`);
    expect(heard).toEqual([from(ann.nick, 'PRIVMSG', bob.nick, 'hi')]);
    expect(accounts(heard)).toEqual([ann.nick]);
  });

  it('is not sent to who has asked for other tags only', async () => {
    const { room, people } = await gathering(server, '', 'server-time');
    const [ann, bob] = people;
    await ann.ask(`REGISTER * * :${PASSWORD}`);
    await ann.ask(`PRIVMSG ${room} :hi`);
    expect(accounts(only(await bob.sync(), 'PRIVMSG'))).toEqual([undefined]);
  });
});

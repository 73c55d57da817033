// IRCv3 account-notify
import { describe, expect, it } from 'vitest';
import { account, ending, PASSWORD, plain, plainResponse, registered, respond, saslConnection } from './accounts.ts';
import { comeIn, gathering } from './gathering.ts';
import { conformanceServer, freshRoom, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

describe('Description', () => {
  it('tells people on common channels, and who has done it, of a login', async () => {
    const { people } = await gathering(server, 'account-notify', 'account-notify', '');
    const [ann, bob, cid] = people;
    const out = await server.register(undefined, { caps: 'account-notify' });
    const own = await ann.ask(`REGISTER * * :${PASSWORD}`);
    expect(own).toContainEqual(message('REGISTER', 'SUCCESS', ann.nick, TEXT));
    expect(only(own, 'ACCOUNT')).toEqual([from(ann.nick, 'ACCOUNT', ann.nick)]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'ACCOUNT', ann.nick)]);
    expect(await cid.sync()).toEqual([]);
    expect(await out.sync()).toEqual([]);
  });

  it('tells everybody once, however many channels are common', async () => {
    const { people } = await gathering(server, '', 'account-notify');
    const [ann, bob] = people;
    const second = freshRoom();
    await ann.join(second);
    await comeIn(second, bob, ann);
    await ann.ask(`REGISTER * * :${PASSWORD}`);
    expect(await bob.sync()).toEqual([from(ann.nick, 'ACCOUNT', ann.nick)]);
  });

  it('tells of a login with SASL, and of a change of accounts', async () => {
    const { people } = await gathering(server, 'sasl', 'account-notify');
    const [ann, bob] = people;
    for (const name of [await account(server), await account(server)]) {
      const { nick } = ann;
      expect(await plain(ann, name)).toContainEqual(message('903', TEXT, TEXT));
      await ann.sync();
      expect(only(await bob.sync(), 'ACCOUNT')).toEqual([from(nick, 'ACCOUNT', name)]);
    }
  });

  it('tells of a logout', async () => {
    const { room, people } = await gathering(server, 'account-notify');
    const [bob] = people;
    const ann = await registered(server, { caps: 'account-notify' });
    await comeIn(room, ann, bob);
    const name = ann.nick;
    const own = only(await ann.ask('PRIVMSG NickServ :LOGOUT'), 'ACCOUNT');
    expect(own.map(({ params }) => params)).toEqual([['*']]);
    const heard = await bob.sync();
    expect(only(heard, 'ACCOUNT').map(({ params }) => params)).toEqual([['*']]);
    // Whichever of ACCOUNT and NICK is first, the other comes from who it is by then.
    const changes = only(heard, 'ACCOUNT', 'NICK').map(({ source, verb }) => [verb, source?.split('!')[0]]);
    expect([
      [
        ['ACCOUNT', name],
        ['NICK', name],
      ],
      [
        ['NICK', name],
        ['ACCOUNT', ann.nick],
      ],
    ]).toContainEqual(changes);
  });

  it('says nothing of who logs in before it is here', async () => {
    const { people } = await gathering(server, 'account-notify');
    const [bob] = people;
    const name = await account(server);
    const client = await saslConnection(server);
    client.send(`NICK ${name}`);
    client.send('USER user 0 * :Real Name');
    client.send('AUTHENTICATE PLAIN');
    await client.until('AUTHENTICATE');
    respond(client, plainResponse(name));
    await ending(client);
    client.send('CAP END');
    await client.until('376', '422');
    expect(await bob.sync()).toEqual([]);
  });
});

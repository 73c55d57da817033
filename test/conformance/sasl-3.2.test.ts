// IRCv3 sasl-3.2
import { describe, expect, it } from 'vitest';
import { account, accountOf, challenge, ending, plain, plainResponse, registered, respond } from './accounts.ts';
import { offered } from './capabilities.ts';
import { conformanceServer, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

describe('Mechanism list in CAP LS', () => {
  it('is the value of the capability', async () => {
    const value = (await offered(await server.connect())).get('sasl');
    expect(value?.split(',').sort()).toEqual(['PLAIN', 'SCRAM-SHA-256']);
  });

  it('is true: each is there', async () => {
    const client = await server.connect();
    client.send('CAP REQ :sasl');
    await client.next();
    for (const mechanism of ['PLAIN', 'SCRAM-SHA-256']) {
      client.send(`AUTHENTICATE ${mechanism}`);
      expect(await challenge(client)).toBe('');
      client.send('AUTHENTICATE *');
      await ending(client);
    }
  });
});

describe('SASL Reauthentication', () => {
  it('lets somebody log in who is here', async () => {
    const name = await account(server);
    const ann = await server.register(undefined, { caps: 'sasl' });
    expect(await plain(ann, name)).toEqual([
      message('900', ann.nick, expect.stringMatching(new RegExp(`^${ann.nick}!`)), name, TEXT),
      message('903', ann.nick, TEXT),
    ]);
    await ann.sync();
    expect(await accountOf(ann, ann.nick)).toBe(name);
  });

  it('lets somebody change accounts', async () => {
    const ann = await server.register(undefined, { caps: 'sasl' });
    for (const name of [await account(server), await account(server)]) {
      const heard = await plain(ann, name);
      expect(heard.map(({ verb, params }) => [verb, params[2]])).toContainEqual(['900', name]);
      expect(only(heard, '903')).toHaveLength(1);
      await ann.sync();
      expect(await accountOf(ann, ann.nick)).toBe(name);
    }
  });

  it('calls the client by the name it knows, though that is given up with the account', async () => {
    const ann = await registered(server, { caps: 'sasl' });
    let { nick } = ann;
    const other = await account(server);
    for (const { verb, source, params } of [...(await plain(ann, other)), ...(await ann.sync())]) {
      if (verb === 'NICK' && source?.startsWith(`${nick}!`)) nick = params[0] ?? '';
      else expect([verb, params[0]]).toEqual([verb, nick]);
    }
  });

  it('lets somebody prove again what is known already', async () => {
    const ann = await registered(server, { caps: 'sasl' });
    // sasl-3.1: "If authentication is successful, a 900 and 903 numeric will be sent."
    expect(await plain(ann, ann.nick)).toEqual([
      message('900', ann.nick, TEXT, ann.nick, TEXT),
      message('903', ann.nick, TEXT),
    ]);
  });

  it('lets somebody begin again before registration', async () => {
    const [first, second] = [await account(server), await account(server)];
    const client = await server.connect();
    client.send('CAP REQ :sasl');
    await client.next();
    expect(await plain(client, first)).toContainEqual(message('903', '*', TEXT));
    expect(await plain(client, second)).toContainEqual(message('903', '*', TEXT));
    client.send(`NICK ${second}`);
    client.send('USER user 0 * :Real Name');
    client.send('CAP END');
    expect((await client.until('001', '433')).verb).toBe('001');
    await client.sync();
    expect(await accountOf(client, client.nick)).toBe(second);
  });

  it('changes nothing when it fails', async () => {
    const ann = await registered(server, { caps: 'sasl' });
    const other = await account(server);
    expect(await plain(ann, other, 'wrong')).toEqual([message('904', ann.nick, TEXT)]);
    ann.send('AUTHENTICATE PLAIN');
    await challenge(ann);
    respond(ann, plainResponse(other));
    await ending(ann);
    await ann.sync();
    expect(await accountOf(ann, ann.nick)).toBe(other);
  });

  it('leaves somebody logged in who fails', async () => {
    const ann = await registered(server, { caps: 'sasl' });
    await plain(ann, ann.nick, 'wrong');
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
    ann.send('AUTHENTICATE PLAIN');
    await challenge(ann);
    ann.send('AUTHENTICATE *');
    expect(await ending(ann)).toEqual([message('906', ann.nick, TEXT)]);
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
  });

  it('gives the reason before who fails too often is disconnected', async () => {
    const ann = await server.register(undefined, { caps: 'sasl' });
    for (let count = 0; count < 3; count++) {
      expect(await plain(ann, 'nobodyatall', 'wrong')).toEqual([message('904', ann.nick, TEXT)]);
    }
  });
});

// IRCv3 sasl-3.1
import { describe, expect, it } from 'vitest';
import {
  account,
  accountOf,
  challenge,
  ending,
  PASSWORD,
  plain,
  plainResponse,
  respond,
  saslConnection,
} from './accounts.ts';
import { type ConformanceClient, conformanceServer, fresh, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

/** The name of an account, and somebody who may log in to it. */
async function halfway(): Promise<[string, ConformanceClient]> {
  return [await account(server), await saslConnection(server)];
}

async function comeIn(client: ConformanceClient, nick: string): Promise<void> {
  client.send(`NICK ${nick}`);
  client.send('USER user 0 * :Real Name');
  client.send('CAP END');
  expect((await client.until('001', '433')).verb).toBe('001');
  await client.sync();
}

describe('The AUTHENTICATE command', () => {
  it('logs in before registration', async () => {
    const [name, client] = await halfway();
    expect(await plain(client, name)).toEqual([
      message('900', '*', expect.stringMatching(/^[^ ]+$/), name, TEXT),
      message('903', '*', TEXT),
    ]);
    await comeIn(client, name);
    expect(await accountOf(await server.register(), name)).toBe(name);
  });

  it('logs in after NICK and USER, while capabilities are negotiated', async () => {
    const [name, client] = await halfway();
    const nick = fresh();
    client.send(`NICK ${nick}`);
    client.send('USER user 0 * :Real Name');
    expect(await plain(client, name)).toEqual([
      message('900', nick, expect.stringMatching(new RegExp(`^${nick}!`)), name, TEXT),
      message('903', nick, TEXT),
    ]);
    client.send('CAP END');
    await client.until('001');
    await client.sync();
    expect(await accountOf(client, nick)).toBe(name);
  });

  it('needs the capability', async () => {
    const name = await account(server);
    const client = await server.connect();
    client.send('CAP LS 302');
    client.send('AUTHENTICATE PLAIN');
    client.send(`AUTHENTICATE ${plainResponse(name)}`);
    client.send('CAP END');
    client.send(`NICK ${fresh()}`);
    client.send('USER user 0 * :Real Name');
    await client.until('001');
    await client.sync();
    expect(await accountOf(client, client.nick)).toBeNull();
  });

  it('fails with 904 for a mechanism that is not there, and says which are', async () => {
    const [name, client] = await halfway();
    client.send('AUTHENTICATE NO-SUCH-MECHANISM');
    const heard = [await client.next(), await client.next()];
    expect(heard).toContainEqual(message('908', '*', expect.stringMatching(/^[A-Z0-9_-]+(,[A-Z0-9_-]+)*$/), TEXT));
    expect(heard).toContainEqual(message('904', '*', TEXT));
    // "the session state remains unchanged; the client MAY try another mechanism"
    expect(await plain(client, name)).toContainEqual(message('903', '*', TEXT));
  });

  it.each([
    ['another password', (name: string) => plainResponse(name, 'wrong')],
    ['an account that does not exist', () => plainResponse(fresh())],
    ['an empty account', () => plainResponse('')],
    ['an empty password', (name: string) => plainResponse(name, '')],
    ['somebody else to act for', (name: string) => plainResponse(name, PASSWORD, 'somebody-else')],
    ['nothing', () => ''],
    ['no password', (name: string) => Buffer.from(`\0${name}`).toString('base64')],
    ['a fourth part', (name: string) => Buffer.from(`\0${name}\0${PASSWORD}\0`).toString('base64')],
    ['what is not UTF-8', () => Buffer.from([0, 0xff, 0xfe, 0, 0xff]).toString('base64')],
    ['what is not base64', () => 'This!is$not%base64'],
  ])('fails with 904 for %s, and may be tried again', async (_, response) => {
    const [name, client] = await halfway();
    client.send('AUTHENTICATE PLAIN');
    expect(await challenge(client)).toBe('');
    respond(client, response(name));
    expect(await ending(client)).toEqual([message('904', '*', TEXT)]);
    expect(await plain(client, name)).toContainEqual(message('903', '*', TEXT));
  });

  it('takes the account itself as the one to act for', async () => {
    const [name, client] = await halfway();
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    respond(client, plainResponse(name, PASSWORD, name));
    expect(await ending(client)).toContainEqual(message('903', '*', TEXT));
  });

  it('knows an account whatever the case, by the name it was registered with', async () => {
    const [name, client] = await halfway();
    expect(await plain(client, name.toUpperCase())).toContainEqual(message('900', '*', TEXT, name, TEXT));
  });

  it.each([300, 301, 305])('takes a response of %i bytes in chunks of 400 bytes of base64', async (bytes) => {
    // Said twice, so that the password need not be longer than people's.
    const owner = await server.register(fresh('acc').padEnd(24, 'x'));
    const password = 'p'.repeat(bytes - 2 - 2 * owner.nick.length);
    expect(await owner.ask(`REGISTER * * :${password}`)).toContainEqual(
      message('REGISTER', 'SUCCESS', owner.nick, TEXT),
    );
    const client = await saslConnection(server);
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    respond(client, plainResponse(owner.nick, password, owner.nick));
    expect(await ending(client)).toContainEqual(message('903', '*', TEXT));
  });

  it('waits for the end of a response whose last chunk is full', async () => {
    const [name, client] = await halfway();
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    const response = plainResponse(name, 'w'.repeat(600 - 2 - name.length));
    expect(response).toHaveLength(800);
    client.send(`AUTHENTICATE ${response.slice(0, 400)}`);
    client.send(`AUTHENTICATE ${response.slice(400)}`);
    client.send('CAP FOO');
    // The other command is answered first: the exchange is not over.
    expect((await client.next()).verb).toBe('410');
    client.send('AUTHENTICATE +');
    expect(await ending(client)).toEqual([message('904', '*', TEXT)]);
  });

  it('is aborted with 906 by an asterisk, at any point', async () => {
    const [name, client] = await halfway();
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    client.send('AUTHENTICATE *');
    expect(await ending(client)).toEqual([message('906', '*', TEXT)]);
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    client.send(`AUTHENTICATE ${'A'.repeat(400)}`);
    client.send('AUTHENTICATE *');
    expect(await ending(client)).toEqual([message('906', '*', TEXT)]);
    expect(await plain(client, name)).toContainEqual(message('903', '*', TEXT));
  });

  it('is aborted with 906 when registration is completed meanwhile', async () => {
    const client = await saslConnection(server);
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    client.send(`NICK ${fresh()}`);
    client.send('USER user 0 * :Real Name');
    client.send('CAP END');
    expect((await client.next()).verb).toBe('906');
    expect((await client.next()).verb).toBe('001');
    await client.sync();
    expect(await accountOf(client, client.nick)).toBeNull();
  });

  it('needs a parameter', async () => {
    const client = await saslConnection(server);
    client.send('AUTHENTICATE');
    expect(await client.next()).toEqual(message('461', '*', 'AUTHENTICATE', TEXT));
  });
});

describe('Numerics used by this extension', () => {
  it('has 905 for a parameter of more than 400 bytes', async () => {
    const [name, client] = await halfway();
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    client.send(`AUTHENTICATE ${'A'.repeat(401)}`);
    expect(await ending(client)).toEqual([message('905', '*', TEXT)]);
    expect(await plain(client, name)).toContainEqual(message('903', '*', TEXT));
  });

  it('ends a response that does not end', async () => {
    const client = await saslConnection(server);
    client.send('AUTHENTICATE PLAIN');
    await challenge(client);
    for (let count = 0; count < 1000; count++) client.send(`AUTHENTICATE ${'A'.repeat(400)}`);
    const heard = await ending(client);
    expect(['904', '905']).toContain(heard[0]?.verb);
    expect(only(heard, '900', '903')).toEqual([]);
  });
});

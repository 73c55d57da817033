// matrix-org-irc, the library of the bridge between Matrix and IRC, with an account.
import { once } from 'node:events';
import { Client } from 'matrix-org-irc';
import { expect, onTestFinished, test } from 'vitest';
import { plain, type TestClient } from '../client.ts';
import { startServer, type TestServer } from '../server.ts';
import { registered, registerName } from './accounts.ts';

const PASSWORD = '芝麻 open sesame';
const BOT = ':Bot!~Bot@127.0.0.1';

/** A server where the name Bot is registered, and Bob, who is logged in and is told of everything. */
async function house(...options: string[]): Promise<{ server: TestServer; bob: TestClient }> {
  const server = await startServer(...options);
  await registerName(server.port, 'Bot', PASSWORD);
  return { server, bob: await registered(server.port, 'Bob') };
}

/** A client called Bot, which is connecting. The name of its account is the user name. */
function bot(port: number, password = PASSWORD): Client {
  const account = { sasl: true, userName: 'Bot', password };
  const client = new Client('127.0.0.1', 'Bot', { port, ...account, realName: '机器人', retryCount: 0 });
  // What it calls errors it only reports; without a listener they would be thrown.
  client.on('error', () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

/** The words of the next event with this name. */
async function told(client: Client, event: string): Promise<unknown[]> {
  const heard = await once(client, event, { signal: AbortSignal.timeout(20_000) });
  return heard.filter((one) => typeof one === 'string');
}

/** A client that has been welcomed and is in a room. */
async function inRoom(port: number, room: string): Promise<Client> {
  const client = bot(port);
  await told(client, 'registered');
  const names = told(client, 'names');
  await client.join(room);
  await names;
  return client;
}

test('logs in with SASL, and sees who is logged in', async () => {
  const { server, bob } = await house();
  const client = bot(server.port);
  expect(await told(client, 'sasl_loggedin')).toEqual(['Bot', 'Bot!~Bot@127.0.0.1', 'Bot', expect.any(String)]);
  await told(client, 'registered');
  expect(client.isLoggedIn).toBe(true);
  await client.join('#lobby');
  await bob.until(`${BOT} JOIN #lobby Bot 机器人\r\n`);
  const whois = new Promise((resolve) => client.whois('Bob', resolve));
  expect(await whois).toMatchObject({ nick: 'Bob', user: '~Bob', account: 'Bob', channels: ['#lobby'] });
});

test('is told that its password is wrong, and comes in with another name', async () => {
  const { server } = await house();
  const client = bot(server.port, 'not this');
  expect(await told(client, 'sasl_error')).toContain('err_saslfail');
  await told(client, 'registered');
  expect(client.nick).not.toBe('Bot');
});

test('talks, and sees who is away', async () => {
  const { server, bob } = await house();
  const lei = await plain(server.port, 'Lei');
  const client = await inRoom(server.port, '#lobby');
  const heard = told(client, 'message#lobby');
  lei.say('你好 👋');
  expect(await heard).toEqual(['Lei', '你好 👋']);
  await client.say('#lobby', '大家好 🍵');
  await lei.until('Bot: 大家好 🍵\n');
  await client.action('#lobby', '倒茶');
  await lei.until('* Bot 倒茶\n');
  const acted = told(client, 'action');
  lei.say('/me 喝茶');
  expect(await acted).toEqual(['Lei', '#lobby', '喝茶']);
  const whispered = told(client, 'pm');
  lei.say('@Bot 悄悄话');
  expect(await whispered).toEqual(['Lei', '悄悄话']);
  await client.send('AWAY', '吃饭去了');
  await bob.until(`${BOT} AWAY 吃饭去了\r\n`);
  bob.say('AWAY 散步');
  await bob.until(' 306 Bob ');
  const whois = new Promise((resolve) => client.whois('Bob', resolve));
  expect(await whois).toMatchObject({ nick: 'Bob', away: '散步' });
});

test('gives a role, bans, is put out, and comes in again', async () => {
  const { server, bob } = await house();
  const client = await inRoom(server.port, '#茶');
  expect(client.chanData('#茶')?.users).toEqual(new Map([['Bot', '@']]));
  const joined = told(client, 'join#茶');
  bob.say('JOIN #茶');
  await joined;
  const opped = told(client, '+mode');
  await client.send('MODE', '#茶', '+o', 'Bob');
  expect(await opped).toEqual(['#茶', 'Bot', 'o', 'Bob']);
  expect(client.chanData('#茶')?.users.get('Bob')).toBe('@');
  await client.send('MODE', '#茶', '+b', 'Carl!*@*');
  await bob.until(`${BOT} MODE #茶 +b Carl!*@*\r\n`);
  const kicked = told(client, 'kick');
  bob.say('KICK #茶 Bot :歇一会儿');
  expect(await kicked).toEqual(['#茶', 'Bot', 'Bob', '歇一会儿']);
  await client.join('#茶');
  await bob.until(`${BOT} JOIN #茶 Bot 机器人\r\n`);
});

test('has its name again in a new client after KILL', async () => {
  const { server, bob } = await house('--operator-password', 'sesame');
  const client = await inRoom(server.port, '#lobby');
  const gone = told(client, 'abort');
  const killed = told(client, 'kill');
  bob.say('OPER host sesame', 'KILL Bot :歇一会儿');
  expect(await killed).toEqual(['Bot', '歇一会儿']);
  await gone;
  expect((await inRoom(server.port, '#lobby')).nick).toBe('Bot');
});

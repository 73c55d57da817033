// Passwords in plain text: those of names, and the server's.
import { expect, test } from 'vitest';
import { MOST_PASSWORD_BYTES } from '../src/limits.ts';
import { connect, irc, plain, type TestClient } from './client.ts';
import { run, startServer, type TestServer } from './server.ts';

/** Ann, in the lobby, who has registered her name. */
async function registered(server: TestServer, password = 's3cret'): Promise<TestClient> {
  const ann = await plain(server.port, 'Ann');
  ann.say(`/register ${password}`);
  expect(await ann.line()).toBe('-- The name Ann is yours now. Next time: /login Ann and your password.');
  return ann;
}

/** Somebody who has given a registered name and has been asked for its password. */
async function asAnn(server: TestServer): Promise<TestClient> {
  const client = await connect(server.port);
  client.say('ann');
  expect(await client.line()).toBe(
    '-- The name "ann" is registered. What is its password? (An empty line: another name.)',
  );
  return client;
}

async function gone(client: TestClient): Promise<void> {
  client.say('/quit');
  await client.heard.toTheEnd();
}

test('a registered name is for who knows its password', async () => {
  const server = await startServer();
  await gone(await registered(server));
  const ann = await asAnn(server);
  ann.say('wrong', 's3cret', 'hello');
  expect(await ann.until('nobody but you\n')).toBe(
    [
      '-- That password is wrong. What is its password? (An empty line: another name.)',
      '-- You are Ann at Chaguan. /help lists the commands.',
      '-- In #lobby: nobody but you\n',
    ].join('\n'),
  );
  await server.logged({ event: 'said', who: 'Ann', text: 'hello' });
});

test('an empty line gives another name', async () => {
  const server = await startServer();
  await gone(await registered(server));
  const bob = await asAnn(server);
  bob.say('', 'Bob');
  expect(await bob.line()).toBe('-- What is your name? (An empty line makes you a guest.)');
  expect(await bob.line()).toBe('-- You are Bob at Chaguan. /help lists the commands.');
});

test('after five wrong passwords the connection ends', async () => {
  const server = await startServer();
  await gone(await registered(server));
  const eve = await asAnn(server);
  eve.say('1', '2', '3', '4', '5', '6');
  const heard = await eve.heard.toTheEnd();
  expect(heard.split('\n').slice(-3)).toEqual([
    '-- That password is wrong. What is its password? (An empty line: another name.)',
    '-- Too many wrong passwords.',
    '',
  ]);
  expect(heard.match(/That password is wrong/g)).toHaveLength(4);
  await server.logged({ event: 'disconnected', cause: 'refused', text: 'Too many wrong passwords.' });
});

test('wrong passwords are forgotten when one is right', async () => {
  const server = await startServer();
  await gone(await registered(server));
  const bob = await plain(server.port, 'Bob');
  for (let round = 0; round < 2; round++) {
    bob.say(...Array.from({ length: 4 }, () => '/login Ann wrong'), '/login Ann s3cret');
    const heard = await bob.until('-- You are logged in as Ann.\n');
    expect(heard.match(/The name or the password is wrong/g)).toHaveLength(4);
  }
});

test('who guesses at a name must wait, wherever it calls from', async () => {
  const server = await startServer();
  await gone(await registered(server));
  for (const name of ['Eve', 'Mal']) {
    const guesser = await plain(server.port, name);
    guesser.say(...Array.from({ length: 5 }, (_, index) => `/login Ann ${index}`));
    await guesser.heard.toTheEnd();
  }
  const bob = await plain(server.port, 'Bob');
  bob.say('/login Ann s3cret');
  expect(await bob.line()).toBe('-- There were too many wrong passwords. Try again in a minute.');
});

test('one connection registers only a few names', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  for (const name of ['Ann1', 'Ann2', 'Ann3']) {
    ann.say(`/nick ${name}`, '/register s3cret', '/logout');
    await ann.until('-- You are logged out.\n');
  }
  ann.say('/nick Ann4', '/register s3cret');
  await ann.until('-- Too many names have been registered from here. Try again later.\n');
});

test('/login logs in and takes the name, /logout gives it up; others see only the names', async () => {
  const server = await startServer();
  await gone(await registered(server));
  const [bob, eve] = [await plain(server.port, 'Bob'), await plain(server.port, 'Eve')];
  await bob.until('-- Eve joined\n');
  eve.say('/nick ann', '/login Ann wrong', '/login nobody s3cret', '/login Ann');
  expect(await eve.line()).toBe('-- The name "ann" is registered; if it is yours, log in first.');
  expect(await eve.line()).toBe('-- The name or the password is wrong.');
  expect(await eve.line()).toBe('-- The name or the password is wrong.');
  expect(await eve.line()).toBe('-- Like this: /login NAME PASSWORD');
  eve.say('/login ANN s3cret', '/login Ann s3cret', '/register other', '/logout', '/logout');
  expect(await eve.until('You are not logged in.\n')).toBe(
    [
      '-- You are logged in as Ann.',
      '-- Eve is now Ann',
      '-- You are logged in as Ann.',
      '-- You are logged in already, as Ann.',
      '-- Ann is now Guest1',
      '-- You are logged out.',
      '-- You are not logged in.\n',
    ].join('\n'),
  );
  expect(await bob.until('Guest1\n')).toBe('-- Eve is now Ann\n-- Ann is now Guest1\n');
});

test('names are registered and logged in to from plain text and IRC alike', async () => {
  const server = await startServer();
  const cat = await irc(server.port, '猫');
  cat.say('PRIVMSG NickServ :REGISTER 密码');
  await cat.until(/^:NickServ!\S+ NOTICE 猫 :.*\r\n/m);
  cat.say('QUIT');
  await cat.heard.toTheEnd();
  const li = await connect(server.port);
  li.say('猫', '密码');
  await li.until('-- You are 猫 at Chaguan.');
  await server.logged({ event: 'registered', who: '猫', account: '猫' });
});

test('passwords go nowhere', async () => {
  const server = await startServer('--mode', 'echo', '--names', 'ask', '--password', 'open-sesame');
  const ann = await connect(server.port);
  ann.say('open-sesame', 'Ann', '/register s3cret-1', '/login Ann s3cret-2', '/LOGIN Ann s3cret-3');
  ann.say('/password s3cret-2 s3cret-4', '/password s3cret-1 s3cret-4', '/unregister s3cret-1', '/logout', 'done');
  await ann.until('done\n');
  expect(ann.heard.all).not.toMatch(/s3cret|sesame/);
  expect(JSON.stringify(server.log)).not.toMatch(/s3cret|sesame/);
});

test('an address is no name to register, and a password has its limit', async () => {
  const server = await startServer('--names', 'address');
  const ann = await connect(server.port);
  ann.say('/register s3cret', `/register ${'x'.repeat(MOST_PASSWORD_BYTES + 1)}`, '/register');
  expect(await ann.line()).toBe(`-- The name "${ann.address}" cannot be registered; take another one first.`);
  expect(await ann.line()).toBe(`-- The password is too long: at most ${MOST_PASSWORD_BYTES} bytes.`);
  expect(await ann.line()).toBe('-- Like this: /register PASSWORD');
  ann.say('/nick Ann', '/register s3cret');
  await ann.until('-- The name Ann is yours now.');
});

test('the server may have a password of its own', async () => {
  const server = await startServer('--password', 'open sesame');
  const ann = await connect(server.port);
  expect(await ann.line()).toBe('-- Welcome to Chaguan. What is the password of this server?');
  ann.say('Ann', 'open sesame', 'Ann');
  expect(await ann.line()).toBe('-- That password is wrong. What is the password of this server?');
  expect(await ann.line()).toBe('-- What is your name? (An empty line makes you a guest.)');
  expect(await ann.line()).toBe('-- You are Ann at Chaguan. /help lists the commands.');
  const [quick, eve, bob] = [await connect(server.port), await connect(server.port), await connect(server.port)];
  quick.say('open sesame', 'Quick');
  await quick.until('-- You are Quick at Chaguan.');
  eve.say('a', 'b', 'c', 'd', 'e');
  expect((await eve.heard.toTheEnd()).split('\n').at(-2)).toBe('-- Too many wrong passwords.');
  bob.say('q');
  expect(await bob.heard.toTheEnd()).toBe('-- Goodbye!\n');
});

test("the server's password comes first where nobody is asked for a name", async () => {
  const server = await startServer('--names', 'address', '--password', '芝麻开门', '--lang', 'zh-CN');
  const ann = await connect(server.port);
  expect(await ann.line()).toBe('-- 欢迎来到 Chaguan。请输入服务器的密码：');
  ann.say('芝麻', '芝麻开门', '大家好');
  expect(await ann.line()).toBe('-- 密码不对。请输入服务器的密码：');
  await server.logged({ event: 'said', who: ann.address, text: '大家好' });
  expect(server.log.filter(({ event }) => event === 'said')).toHaveLength(1);
});

test('chaguan connect gives the password of the server, and says when it needs one', async () => {
  const server = await startServer('--password', 'open sesame');
  const without = run('connect', `127.0.0.1:${server.port}`, '--name', 'ann');
  await without.output.until('This server has a password: chaguan connect --password WORD\n');
  expect(await without.exited).toBe(1);
  const wrong = run('connect', `127.0.0.1:${server.port}`, '--name', 'ann', '--password', 'x');
  await wrong.output.until('The password of the server is another one.\n');
  expect(await wrong.exited).toBe(1);
  const right = run('connect', `127.0.0.1:${server.port}`, '--name', 'ann', '--password=open sesame');
  right.process.stdin.end('/register s3cret\nhi\n/logout\n');
  await server.logged({ event: 'said', who: 'ann', text: 'hi' });
  expect(await right.exited).toBe(0);
  await server.logged({ event: 'registered', account: 'ann' });
  expect(right.output.all).not.toContain('s3cret');
});

// The one port: the first bytes say who is calling.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';
import { connect, irc, plain } from './client.ts';
import { startServer } from './server.ts';

const REGISTRATION = 'CAP LS 302\r\nNICK Bob\r\nUSER bob 0 * :Bob\r\nCAP END\r\nJOIN #lobby\r\n';

test('IRC is recognised in one piece', async () => {
  const server = await startServer();
  const bob = await connect(server.port);
  bob.send(REGISTRATION);
  expect(await bob.line()).toMatch(/^:\S+ CAP \* LS (?:\* )?:account-notify /);
  await bob.until(/ 001 Bob /);
  expect(await bob.until(/ 366 /)).not.toContain('--');
});

test('IRC is recognised byte by byte', async () => {
  const server = await startServer();
  const bob = await connect(server.port);
  await bob.sendPieces(REGISTRATION, 2);
  await bob.until(/ 366 Bob #lobby /);
  expect(bob.heard.all).not.toContain('-- ');
});

test.each([
  'NICK Bob\nUSER bob 0 * :Bob\n',
  'PASS x\r\nUSER bob 0 * :Bob\r\nNICK Bob\r\n',
  'nick Bob\nuser bob 0 * :B\n',
])('IRC begins with %j', async (beginning) => {
  const server = await startServer();
  const bob = await connect(server.port);
  bob.send(beginning);
  await bob.until(/ 001 Bob /);
});

test.each(['hello', 'nick', 'User', 'CAPTAIN', 'GETTING there', 'pass the salt', ':)'])(
  'a plain-text client may begin with %j',
  async (beginning) => {
    const server = await startServer('--mode', 'echo');
    const client = await connect(server.port);
    client.say(beginning);
    expect(await client.line()).toBe(beginning);
  },
);

test('silence is greeted after half a second, and may still become IRC', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const before = performance.now();
  const bob = await connect(server.port);
  expect(await bob.line()).toBe('-- Welcome to Chaguan. What is your name? (An empty line makes you a guest.)');
  const waited = performance.now() - before;
  expect(waited).toBeGreaterThan(450);
  // A busy machine may be late; the time for giving a name is much longer.
  expect(waited).toBeLessThan(10_000);
  bob.send(REGISTRATION);
  await bob.until(/ 366 Bob #lobby /);
  bob.say('PRIVMSG #lobby :here');
  expect(await ann.until('here\n')).toBe('-- Bob joined\nBob: here\n');
});

test('somebody who was let in under an address by mistake becomes IRC too, and the address is forgotten', async () => {
  const server = await startServer('--names', 'address');
  const ann = await connect(server.port);
  await server.logged({ event: 'joined', address: ann.address });
  const bob = await connect(server.port);
  await server.logged({ event: 'joined', address: bob.address });
  bob.send(REGISTRATION);
  await bob.until(/ 353 Bob = #lobby :.*\r\n/);
  const seen = await ann.until('Bob joined\n');
  expect(seen).toBe(`-- ${bob.address} joined\n-- ${bob.address} left\n-- Bob joined\n`);
  ann.say('/who');
  expect(await ann.line()).toBe(`-- In #lobby: ${ann.address}, Bob`);
});

test('a browser is told how to join', async () => {
  for (const lang of ['en', 'zh-CN']) {
    const server = await startServer('--lang', lang);
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
    const asked = request(
      { host: '127.0.0.1', port: server.port, path: '/a/b?c', headers: { 'accept-language': lang } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode, body }));
      },
    );
    asked.on('error', reject).end();
    const { status, body } = await promise;
    expect(status).toBe(404);
    expect(body).toContain(`nc 127.0.0.1 ${server.port}`);
    expect(body).toContain(lang === 'en' ? 'Come in with' : '进来');
    const byHand = await connect(server.port);
    await byHand.sendPieces('GET /nothing HTTP/1.0\r\n\r\n', 2);
    expect(await byHand.heard.toTheEnd()).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  }
});

test('a request typed by hand is answered too, though its writer was greeted', async () => {
  const server = await startServer();
  const client = await connect(server.port);
  await client.until('What is your name?');
  client.send('GET / HTTP/1.0\r\n\r\n');
  expect(await client.heard.toTheEnd()).toMatch(/\nHTTP\/1\.1 200 OK\r\n/);
});

test('without a certificate TLS is told that there is none, not answered with text', async () => {
  const server = await startServer();
  const { promise, resolve } = Promise.withResolvers<string>();
  const tls = connectTls({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false });
  tls.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  expect(await promise).toMatch(/HANDSHAKE_FAILURE/);
  tls.destroy();
  const cut = await connect(server.port);
  await cut.sendPieces([Buffer.from([22]), Buffer.from([3, 1, 2, 0])], 5);
  expect(await cut.heard.toTheEnd()).toMatch(/^\x15\x03\x03/);
});

test('noise does no harm', async () => {
  const server = await startServer('--commands-per-second', '1000', '--command-burst', '1000');
  const ann = await plain(server.port, 'Ann');
  const bob = await irc(server.port, 'Bob');
  const noisy = Array.from({ length: 60 }, async (_, index) => {
    const client = await connect(server.port);
    const noise = randomBytes(1 + ((index * 97) % 3000));
    const beginnings = ['', 'NICK x\r\n', 'noise\n', 'GET ', '\x16', '@a=b :c '];
    client.send(Buffer.concat([Buffer.from(beginnings[index % beginnings.length] ?? ''), noise]));
    client.finish();
    return client.closed;
  });
  await Promise.all(noisy);
  ann.say('still here?');
  await bob.until('still here?');
  bob.say('PRIVMSG Ann :yes');
  await ann.until('yes');
});

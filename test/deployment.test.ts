// docs/DEPLOYMENT.md is true: its configuration is taken from the page, and real proxies run with it.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:https';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import WebSocket from 'ws';
import { certificateFor, files } from './certificates.ts';
import { connect, irc, TestClient } from './client.ts';
import { INSTALLING, need } from './clients/packages.ts';
import { block, blocks, haproxy, nginx, PROXY_HOST, replaced } from './proxy.ts';
import { BIN, run, SERVE, startServer, type TestServer } from './server.ts';
import { connectSecurely, tlsOptions } from './tls.ts';
import { WebSocketClient } from './websocket.ts';

beforeAll(() => need('haproxy', 'nginx', 'systemd-analyze'), INSTALLING);
// Many programs and connections: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const TLS = await tlsOptions();
const OWN = await certificateFor('localhost', null);

const HAPROXY = block('haproxy', 'send-proxy-v2\n');
const HAPROXY_TLS = block('haproxy', 'send-proxy-v2-ssl');
const NGINX = block('nginx', 'X-Forwarded-For');
const NGINX_STREAM = block('nginx', 'proxy_protocol');

/** Calls the proxy from this address. */
async function from(host: string, port: number, called: string): Promise<TestClient> {
  const socket = createConnection({ port, host: PROXY_HOST, localAddress: host });
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return new TestClient(socket, called);
}

async function secureFrom(host: string, port: number, called: string): Promise<TestClient> {
  // Where `connect` of TLS passes it on to that of TCP, its types do not say so.
  const options = { port, host: PROXY_HOST, localAddress: host, rejectUnauthorized: false };
  const socket: TLSSocket = connectTls(options);
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'secureConnect');
  return new TestClient(socket, called);
}

async function webFrom(
  host: string,
  url: string,
  called: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<WebSocketClient> {
  const socket = new WebSocket(url, ['text.ircv3.net'], { localAddress: host, rejectUnauthorized: false, headers });
  onTestFinished(() => socket.terminate());
  const client = new WebSocketClient(socket, called);
  await once(socket, 'open');
  return client;
}

/** What the log says of where somebody with this name called from, once that is known. */
async function addressOf(server: TestServer, who: string): Promise<unknown> {
  const { address } = await server.logged({ event: 'joined', who });
  return address;
}

/** The address that the log must have, whatever the port: proxies of HTTP do not pass it on. */
function at(host: string): unknown {
  return expect.stringMatching(new RegExp(`^${RegExp.escape(host)}:\\d+$`));
}

const asking = (name: string) => [`NICK ${name}`, `USER ${name} 0 * :${name}`, 'JOIN #lobby'] as const;

/** Whether IRC's WHOIS (asked by somebody who is there) calls the connection secure. */
async function isSecure(asker: TestClient, name: string): Promise<boolean> {
  asker.say(`WHOIS ${name}`);
  return / 671 /.test(await asker.until(/ 318 .*\r\n/));
}

test('both pages have the same configuration', () => {
  for (const language of ['haproxy', 'nginx', 'json', 'ini', 'sh']) {
    expect(blocks(language).length, language).toBeGreaterThan(0);
    expect(blocks(language, 'docs/DEPLOYMENT.zh-CN.md'), language).toEqual(blocks(language));
  }
});

test('through HAProxy come plain text, IRC, HTTP, WebSocket and TLS, each from where it is', async () => {
  const server = await startServer('--proxies', '127.0.0.1', ...TLS);
  const port = await haproxy(server.port, HAPROXY);
  const ann = await from('127.0.0.2', port, 'Ann');
  ann.say('Ann');
  expect(await addressOf(server, 'Ann')).toBe(ann.address);
  const bob = await from('127.0.0.3', port, 'Bob');
  bob.say(...asking('Bob'));
  expect(await addressOf(server, 'Bob')).toBe(bob.address);
  await ann.until('Bob joined\n');
  const page = await from('127.0.0.4', port, 'a browser');
  page.send('GET / HTTP/1.0\r\n\r\n');
  expect(await page.heard.toTheEnd()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  await server.logged({ event: 'connected', address: page.address });
  const web = await webFrom('127.0.0.5', `ws://${PROXY_HOST}:${port}/`, 'Web');
  web.say(...asking('Web'));
  expect(await addressOf(server, 'Web')).toEqual(at('127.0.0.5'));
  const tea = await secureFrom('127.0.0.6', port, 'Tea');
  tea.say('Tea', '你们好');
  expect(await addressOf(server, 'Tea')).toBe(tea.address);
  for (const other of [ann, web]) await other.until('你们好\n');
  await bob.until('你们好\r\n');
  expect(await isSecure(bob, 'Tea')).toBe(true);
  expect(await isSecure(bob, 'Ann')).toBe(false);
  // Somebody who has sent everything still hears the answer.
  const done = await from('127.0.0.7', port, 'Don');
  done.say('Don', 'that is all');
  done.finish();
  expect(await done.heard.toTheEnd()).toContain('You are Don');
});

test('HAProxy says that TLS ended there', async () => {
  const server = await startServer('--proxies', '127.0.0.1');
  const port = await haproxy(server.port, HAPROXY_TLS, `${OWN.cert}\n${OWN.key}`);
  const ann = await secureFrom('127.0.0.2', port, 'Ann');
  ann.say('Ann');
  expect(await addressOf(server, 'Ann')).toBe(ann.address);
  const bob = await secureFrom('127.0.0.3', port, 'Bob');
  bob.say(...asking('Bob'));
  await bob.until(/ 366 .*\r\n/);
  expect(await isSecure(bob, 'Ann')).toBe(true);
  expect(await isSecure(bob, 'Bob')).toBe(true);
});

test('through nginx come the page and WebSocket, from where they are and secure, whatever they say themselves', async () => {
  const server = await startServer('--proxies', '127.0.0.1');
  const port = await nginx(server.port, NGINX, OWN);
  const options = { port, host: PROXY_HOST, localAddress: '127.0.0.2', rejectUnauthorized: false };
  const asked = request(options).end();
  const [response] = await once(asked, 'response');
  expect(response.statusCode).toBe(200);
  expect(await text(response)).toContain('/join #lobby');
  const url = `wss://${PROXY_HOST}:${port}/`;
  // From the very page that nginx serves.
  const headers = { 'X-Forwarded-For': '192.0.2.1', Origin: `https://${PROXY_HOST}:${port}` };
  const web = await webFrom('127.0.0.3', url, 'Web', headers);
  web.say(...asking('Web'));
  expect(await addressOf(server, 'Web')).toEqual(at('127.0.0.3'));
  web.say('WHOIS Web');
  expect(await web.until(/ 318 .*\n/)).toMatch(/ 671 Web Web :/);
  const strange = new WebSocket(url, ['text.ircv3.net'], {
    rejectUnauthorized: false,
    origin: 'https://elsewhere.example',
  });
  strange.on('error', () => {});
  const [, refused] = await once(strange, 'unexpected-response');
  expect(refused.statusCode).toBe(403);
});

test("through nginx's stream come plain text, IRC and TLS, from where they are", async () => {
  const server = await startServer('--proxies', '127.0.0.1', ...TLS);
  const port = await nginx(server.port, NGINX_STREAM);
  const ann = await from('127.0.0.2', port, 'Ann');
  ann.say('Ann');
  expect(await addressOf(server, 'Ann')).toBe(ann.address);
  const bob = await secureFrom('127.0.0.3', port, 'Bob');
  bob.say(...asking('Bob'));
  expect(await addressOf(server, 'Bob')).toBe(bob.address);
  await bob.until(/ 366 .*\r\n/);
  expect(await isSecure(bob, 'Bob')).toBe(true);
  expect(await isSecure(bob, 'Ann')).toBe(false);
  const done = await from('127.0.0.4', port, 'Don');
  done.say('Don', 'that is all');
  done.finish();
  expect(await done.heard.toTheEnd()).toContain('You are Don');
});

test('a proxy that is not among them is not believed', async () => {
  const server = await startServer('--proxies', '127.0.0.9');
  const [tcp, stream, web] = await Promise.all([
    haproxy(server.port, HAPROXY),
    nginx(server.port, NGINX_STREAM),
    nginx(server.port, NGINX, OWN),
  ]);
  for (const port of [tcp, stream]) {
    const ann = await from('127.0.0.2', port, 'Ann');
    ann.say('Ann');
    expect(await ann.heard.toTheEnd()).toBe(
      'A PROXY header is only believed from the proxies of this server, and your address is none.\r\n',
    );
  }
  const asked = request({ port: web, host: PROXY_HOST, rejectUnauthorized: false }).end();
  const [response] = await once(asked, 'response');
  expect(response.statusCode).toBe(400);
  await server.logged({ event: 'web-refused', cause: 'forwarded-by-stranger' });
  const addresses = server.log.flatMap(({ event, address }) => (event === 'connected' ? [address] : []));
  for (const address of addresses) expect(address).toEqual(at('127.0.0.1'));
});

test('the config file of the page opens all its entrances', async () => {
  const paths = files({ 'fullchain.pem': OWN.cert, 'privkey.pem': OWN.key });
  const folder = dirname(paths['privkey.pem']);
  const placed = replaced(block('json', '"listen"'), {
    '*:12000': '*:0',
    '*:6697': '*:0',
    '127.0.0.1:12001': '127.0.0.1:0',
    'unix:/run/chaguan/socket': `unix:${folder}/socket`,
    '/etc/chaguan': folder,
    '/var/lib/chaguan': join(folder, 'data'),
  });
  const { config } = files({ config: placed });
  const { process, output, exited } = run(...SERVE, '--log', 'json', '--config', config);
  const { addresses } = JSON.parse(await output.line()) as { readonly addresses: readonly string[] };
  const [open = 0, secure = 0, proxied = 0] = addresses.map((address) => Number(/:(\d+)$/.exec(address)?.[1]));
  expect(addresses.at(-1)).toBe(`unix:${folder}/socket`);

  const ann = await irc(open, 'Ann');
  const plain = await connect(secure, 'without TLS');
  plain.say('Bob');
  expect(await plain.heard.toTheEnd()).toMatch(/TLS only/);
  const bob = await connectSecurely(secure, null, 'Bob');
  bob.say('Bob');
  await ann.until(/:Bob!\S+ JOIN .*\r\n/);
  const wary = await connect(proxied, 'without a header');
  wary.say('Cat');
  expect(await wary.heard.toTheEnd()).toBe('');
  const calls = [createConnection({ port: proxied, host: '127.0.0.1' }), createConnection(`${folder}/socket`)];
  for (const [index, socket] of calls.entries()) {
    onTestFinished(() => {
      socket.destroy();
    });
    const client = new TestClient(socket, `through entrance ${index}`);
    client.say(`PROXY TCP4 192.0.2.${index} 192.0.2.9 7 12000\r\nCat${index}`);
    await ann.until(new RegExp(`:Cat${index}!\\S+ JOIN .*\r\n`));
    await output.until(`"192.0.2.${index}:7"`);
  }
  process.kill('SIGHUP');
  await output.until('"event":"certificate"');
  process.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('systemd understands the unit of the page', () => {
  const unit = replaced(block('ini', '[Service]'), {
    '/opt/chaguan/node_modules/.bin/node': process.execPath,
    '/opt/chaguan/bin/chaguan.ts': BIN,
  });
  const paths = files({ 'chaguan.service': unit });
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', paths['chaguan.service']], { encoding: 'utf8' });
  expect(stderr).not.toContain('chaguan.service');
  expect(status).toBe(0);
});

// People who come and go at any stage: everybody is counted once, nobody stays, and the server can always stop.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readOptions } from '../src/options/read.ts';
import { startServer } from '../src/server.ts';
import type { Happening } from '../src/session/happening.ts';
import { connect, irc, plain, TestClient } from './client.ts';
import { startServer as startProcess } from './server.ts';
import { connectSecurely, tlsOptions } from './tls.ts';

// Many programs and connections: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const TLS = await tlsOptions();
const HELLO = await clientHello();

/** What a TLS client says first. */
async function clientHello(): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const client = connectTls({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, host: '127.0.0.1' });
  client.on('error', () => {});
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [hello] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  server.close();
  return hello;
}

/** A server in this process, whose resources can be looked at. */
async function house(...options: readonly string[]) {
  const settings = readOptions(['--data', 'memory', '--host', '127.0.0.1', '--port', '0', ...options], { LC_ALL: 'C' });
  if (settings === 'help') throw new Error('no help was asked for');
  const seen: Happening[] = [];
  let wake = (): void => {};
  const server = await startServer(settings, (happening) => {
    seen.push(happening);
    wake();
  });
  onTestFinished(() => server.close());
  const [entrance] = server.entrances;
  const port = entrance?.address.kind === 'tcp' ? entrance.address.port : 0;
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
  };
  const count = (...kinds: readonly Happening['kind'][]): number =>
    seen.filter(({ kind }) => kinds.includes(kind)).length;
  const everybodyGone = async (): Promise<void> => {
    // All who have called before this one have been accepted before it.
    const last = await connect(port, 'the last');
    await until(() => seen.some((one) => 'peer' in one && one.peer.port === last.socket.localPort));
    last.socket.destroy();
    await last.closed;
    await until(() => count('connected', 'turned-away') === count('disconnected'));
  };
  return { server, port, seen, count, everybodyGone };
}

/** Somebody who comes, says this, and goes like that. */
async function passBy(port: number, words: Uint8Array, how: 'ends' | 'resets' | 'vanishes'): Promise<void> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  await once(socket, 'connect');
  const gone = once(socket, 'close');
  if (words.length > 0) socket.write(words);
  socket.resume();
  if (how === 'ends') socket.end();
  else if (how === 'resets') socket.resetAndDestroy();
  else socket.destroy();
  await gone;
}

const BEGINNINGS: readonly (() => Uint8Array)[] = [
  () => Buffer.alloc(0),
  () => Buffer.from([0x16]),
  () => HELLO.subarray(0, 100),
  () => HELLO,
  () => Buffer.concat([HELLO, randomBytes(50)]),
  () => Buffer.concat([Buffer.from([0x16, 3, 1, 0, 200]), randomBytes(200)]),
  () => randomBytes(200),
  () => Buffer.from('GET /page'),
  () => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n'),
  () => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
  () =>
    Buffer.from(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    ),
  () => Buffer.from('PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n'),
  () => Buffer.from('SSH-2.0-x\r\n'),
  () => Buffer.from('NICK x'),
  () => Buffer.from('NICK x\r\nUSER x 0 * :x\r\n'),
  () => Buffer.from('Ann\n'),
];
const ENDINGS = ['ends', 'resets', 'vanishes'] as const;

/** All who can be in are let in, and nobody more. */
async function expectRoomFor(places: number, port: number): Promise<void> {
  for (let place = 0; place < places; place++) await irc(port, `in${place}`);
  const late = await connect(port, 'one too many');
  late.say('Late');
  expect(await late.heard.toTheEnd()).toContain('full');
}

test.each(ENDINGS)('whoever comes, says the beginning of anything and then %s is counted once', async (ending) => {
  const { port, everybodyGone } = await house('--max-clients', '3', '--names', 'ask', ...TLS);
  for (const beginning of BEGINNINGS) {
    await passBy(port, beginning(), ending);
    await everybodyGone();
  }
  await expectRoomFor(3, port);
});

test('whoever breaks off in the first bytes is not given back twice', async () => {
  const { port, seen, everybodyGone } = await house(
    '--max-clients',
    '3',
    '--names',
    'ask',
    '--handshake-seconds',
    '3',
    ...TLS,
  );
  for (const words of ['\x16', HELLO.subarray(0, 100), 'GET /page', 'NICK x']) {
    const broken = await connect(port, 'somebody');
    broken.send(words);
    // By the time that she is out again, it has been read.
    const ann = await plain(port, 'Ann');
    ann.say('/quit');
    await ann.closed;
    broken.socket.resetAndDestroy();
  }
  // When somebody who says nothing is sent away, a handshake that had begun before would have timed out too.
  const silent = await connect(port, 'silence');
  await silent.closed;
  await everybodyGone();
  const gone = seen.flatMap((one) => (one.kind === 'disconnected' ? [one.peer.port] : []));
  expect(gone).toEqual([...new Set(gone)]);
  await expectRoomFor(3, port);
});

test('after a thousand who came and went all at once, nothing of them is left', async () => {
  const { port, seen, count, everybodyGone } = await house('--max-clients', '40', '--names', 'ask', ...TLS);
  const round = async (people: number): Promise<void> => {
    const all = Array.from({ length: people }, (_, index) => {
      const beginning = BEGINNINGS[index % BEGINNINGS.length] ?? (() => Buffer.alloc(0));
      return passBy(port, beginning(), ENDINGS[Math.floor(index / 5) % ENDINGS.length] ?? 'ends');
    });
    await Promise.all(all);
    await everybodyGone();
  };
  const resources = (): readonly string[] =>
    process.getActiveResourcesInfo().filter((name) => /Wrap|Stream/.test(name));
  const before = resources();
  for (let time = 0; time < 20; time++) await round(50);
  await expect.poll(resources).toEqual(before);
  expect(count('failed')).toBe(0);
  expect(seen.filter((one) => 'peer' in one && one.peer.host !== '127.0.0.1')).toEqual([]);
  await expectRoomFor(40, port);
});

async function reader(port: number | string, called: string): Promise<TestClient> {
  const socket =
    typeof port === 'number'
      ? connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, allowHalfOpen: true } as object)
      : createConnection({ path: port, allowHalfOpen: true });
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, typeof port === 'number' ? 'secureConnect' : 'connect');
  return new TestClient(socket, called);
}

test('somebody in TLS or on a Unix socket who does not hang up after the farewell is cut off too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaguan-visits-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'socket');
  const server = await startProcess('--listen', '127.0.0.1:0', '--listen', `unix:${path}`, ...TLS);
  for (const way of [server.port, path]) {
    const ann = await reader(way, 'Ann');
    ann.say('Ann', '/quit');
    await server.logged({ event: 'disconnected', who: 'Ann', cause: 'left' });
    // Its own side is still open.
    ann.finish();
    await ann.closed;
  }
  // And the server can stop (as it must after each test), though these stay.
  for (const way of [server.port, path]) {
    const bob = await reader(way, 'Bob');
    bob.say(`Bob${typeof way}`);
    await bob.until('In #lobby');
  }
});

test('a server that stops waits for nobody, whatever they are at', async () => {
  const { server, port, count } = await house('--proxies', '127.0.0.2', ...TLS);
  const tcp = { port, host: '127.0.0.1' };
  const calls = [
    createConnection(tcp),
    createConnection(tcp),
    createConnection(tcp),
    // A proxy that has not said for whom it speaks.
    createConnection({ ...tcp, localAddress: '127.0.0.2' }),
  ];
  for (const socket of calls) socket.on('error', () => {}).resume();
  await Promise.all(calls.map((socket) => once(socket, 'connect')));
  calls[0]?.write(HELLO.subarray(0, 5));
  calls[1]?.write(HELLO);
  calls[2]?.write('GET / HTTP/1.1\r\n');
  // Whoever is in came after all of those.
  const ann = await plain(port, 'Ann');
  expect(count('connected')).toBe(4);
  const gone = calls.map((socket) => once(socket, 'close'));
  const before = performance.now();
  await server.close();
  expect(performance.now() - before).toBeLessThan(4000);
  await Promise.all([...gone, ann.closed]);
  expect(count('failed')).toBe(0);
});

test('there is no TLS in TLS', async () => {
  const server = await startProcess(...TLS);
  const eve = await connectSecurely(server.port, null, 'Eve');
  eve.socket.setEncoding('latin1');
  eve.send(HELLO);
  expect(await eve.heard.toTheEnd()).toMatch(/^\x15\x03\x03/);
});

// Every kind of client in every wrapping, its first bytes cut at every position.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import WebSocket, { createWebSocketStream } from 'ws';
import { CutStream } from './cut.ts';
import { startServer, type TestServer } from './server.ts';
import { tlsOptions } from './tls.ts';

const TLS = await tlsOptions();
const FOLDER = mkdtempSync(join(tmpdir(), 'chaguan-ways-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Connections at once: whoever says nothing for half a second is greeted, and hellos take their time on a busy machine. */
const AT_ONCE = 12;

/** What somebody begins with, and what it is answered with if that is understood. `gap`: ms between its two pieces. */
interface Beginning {
  readonly bytes: (name: string) => string;
  readonly answer: RegExp;
  readonly gap: number;
}

const BEGINNINGS = {
  // Without a newline a piece that nothing follows is a message: the pause is shorter than that.
  'plain text': { bytes: (name) => `${name}\n`, answer: /-- In #lobby/, gap: 5 },
  IRC: { bytes: (name) => `NICK ${name}\r\nUSER u 0 * :U\r\nJOIN #lobby\r\n`, answer: / 366 \S+ #lobby /, gap: 100 },
  HTTP: {
    bytes: () => 'GET /x HTTP/1.1\r\nHost: tea\r\n\r\n',
    answer: /^HTTP\/1\.1 404 .*is a chat server/s,
    gap: 150,
  },
} satisfies Record<string, Beginning>;

/** Where a server is reached. */
interface Places {
  readonly port: number;
  readonly port6: number;
  readonly path: string;
}

/** A way to carry bytes: what goes before them in the same stream, and what is put around the cut stream. */
interface Wrapping {
  readonly place: (places: Places) => NetConnectOpts;
  readonly before?: Uint8Array;
  readonly around?: (stream: Duplex) => Duplex;
  /** How many first bytes are worth cutting, besides those of the beginning. */
  readonly extra: number;
}

const TCP = ({ port }: Places) => ({ port, host: '127.0.0.1' });
const PROXY_1 = Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 51234 12000\r\n');
const PROXY_2 = Buffer.from(
  '0d0a0d0a000d0a515549540a 21 11 000c c0000207 c6336401 c822 2ee0'.replaceAll(' ', ''),
  'hex',
);
// From a proxy's address, to where it is known as one.
const PROXIED = ({ port }: Places) => ({ port, host: '127.0.0.1', localAddress: '127.0.0.9' });
/** A ClientHello of Node without its newest key share. */
const HELLO = 400;

const overTls = (stream: Duplex): Duplex =>
  connectTls({ socket: stream, rejectUnauthorized: false, ecdhCurve: 'P-256' });

const WRAPPINGS = {
  TCP: { place: TCP, extra: 0 },
  IPv6: { place: ({ port6 }) => ({ port: port6, host: '::1' }), extra: 0 },
  'a Unix socket': { place: ({ path }) => ({ path }), extra: 0 },
  TLS: { place: TCP, around: overTls, extra: HELLO },
  'PROXY 1': { place: PROXIED, before: PROXY_1, extra: PROXY_1.length },
  'PROXY 2': { place: PROXIED, before: PROXY_2, extra: PROXY_2.length },
  'TLS behind PROXY 2': { place: PROXIED, before: PROXY_2, around: overTls, extra: PROXY_2.length + HELLO },
} satisfies Record<string, Wrapping>;

async function house(): Promise<Places & { readonly server: TestServer }> {
  const path = join(FOLDER, `${Math.random()}.sock`);
  const listen = ['127.0.0.1:0', '[::1]:0', `unix:${path}`].flatMap((address) => ['--listen', address]);
  const room = ['--max-clients', '5000', '--max-clients-per-address', '5000', '--commands-per-second', '1000'];
  const server = await startServer(...listen, ...TLS, '--proxies', '127.0.0.9', ...room);
  const { addresses } = await server.logged({ event: 'listening' });
  const [port, port6] = (addresses as string[]).map((address) => Number(/\d+$/.exec(address)?.[0]));
  return { server, port: port ?? 0, port6: port6 ?? 0, path };
}

/** Sends `text` through a wrapping, cut after so many bytes of all that goes over the wire; the answer must come. */
async function comesIn(wrapping: Wrapping, places: Places, beginning: Beginning, name: string, cut: number) {
  const socket: Socket = connect(wrapping.place(places));
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const cutStream = new CutStream(socket, cut, beginning.gap);
  if (wrapping.before !== undefined) cutStream.write(wrapping.before);
  const stream = wrapping.around?.(cutStream) ?? cutStream;
  const answered = Promise.withResolvers<void>();
  let heard = '';
  stream.on('data', (chunk) => {
    heard += chunk;
    if (beginning.answer.test(heard)) answered.resolve();
  });
  const fail = (why: unknown): void =>
    answered.reject(new Error(`cut at ${cut}: ${why}, heard ${JSON.stringify(heard)}`));
  stream.on('error', fail).on('close', () => fail('closed'));
  stream.write(beginning.bytes(name));
  await answered.promise.finally(() => stream.destroy());
  expect(heard).not.toMatch(/What is your name/);
}

for (const [carried, wrapping] of Object.entries(WRAPPINGS) as [string, Wrapping][]) {
  for (const [spoken, beginning] of Object.entries(BEGINNINGS)) {
    test(`${spoken} over ${carried}, cut anywhere`, { timeout: 60_000 }, async () => {
      const places = await house();
      const length = wrapping.extra + beginning.bytes('x000').length;
      // A long hello is cut everywhere once; then it is known that it is TLS.
      const step = wrapping.extra > HELLO / 2 && spoken !== 'IRC' ? 16 : 1;
      const cuts = Array.from({ length: Math.ceil((length - 1) / step) }, (_, at) => 1 + at * step);
      for (let from = 0; from < cuts.length; from += AT_ONCE) {
        const some = cuts.slice(from, from + AT_ONCE);
        await Promise.all(
          some.map((cut) => comesIn(wrapping, places, beginning, `x${String(cut).padStart(3, '0')}`, cut)),
        );
      }
      if (wrapping.before !== undefined && spoken !== 'HTTP') {
        expect(await places.server.logged({ event: 'entered' })).toMatchObject({ address: '192.0.2.7:51234' });
      }
    });
  }
}

test.each(['ws', 'wss'])('IRC over %s, cut anywhere', { timeout: 60_000 }, async (scheme) => {
  const places = await house();
  const comes = async (cut: number): Promise<void> => {
    const socket = connect(TCP(places));
    await once(socket, 'connect');
    socket.setNoDelay(true);
    const cutStream = new CutStream(socket, cut, 100);
    const inside = scheme === 'wss' ? overTls(cutStream) : cutStream;
    // The client of `ws` sets what only sockets have.
    Object.assign(inside, { setTimeout: () => inside, setNoDelay: () => inside });
    const client = new WebSocket(`ws://127.0.0.1:${places.port}/`, ['text.ircv3.net'], {
      createConnection: () => inside as Socket,
    });
    const lines = createWebSocketStream(client, { encoding: 'utf8', decodeStrings: false });
    const joined = Promise.withResolvers<void>();
    lines.on('error', joined.reject);
    lines.on('data', (line: string) => {
      if (/ 366 /.test(line)) joined.resolve();
    });
    for (const line of [`NICK x${cut}`, 'USER u 0 * :U', 'JOIN #lobby']) lines.write(line);
    await joined.promise.finally(() => client.terminate());
  };
  const cuts = Array.from({ length: 60 }, (_, at) => 1 + at * (scheme === 'wss' ? 11 : 4));
  for (let from = 0; from < cuts.length; from += AT_ONCE)
    await Promise.all(cuts.slice(from, from + AT_ONCE).map(comes));
});

test('whoever comes as something else is sent away in time, and counted', { timeout: 30_000 }, async () => {
  const server = await startServer('--handshake-seconds', '2', ...TLS);
  const comeAs = async (bytes: string | Buffer): Promise<string> => {
    const socket = connect(server.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.write(bytes);
    const start = performance.now();
    await once(socket, 'close');
    expect(performance.now() - start).toBeLessThan(12_000);
    return heard;
  };
  const random = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 151 + 7) % 256));
  const [ssh, http2, tls, cutTls, nothing, noise, proxy] = await Promise.all([
    comeAs('SSH-2.0-OpenSSH_9.2p1 Debian\r\n'),
    comeAs('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    comeAs(Buffer.concat([Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196]), random])),
    comeAs(Buffer.from([22, 3, 1])),
    comeAs(''),
    comeAs(random),
    comeAs(PROXY_2),
  ]);
  expect(ssh).toBe('This is Chaguan, a chat server. There is no SSH here.\r\n');
  expect(http2).toMatch(/^HTTP\/1\.1 505 /);
  expect(tls).toMatch(/^\x15\x03/);
  expect(cutTls).toBe('');
  expect(nothing).toContain('-- Goodbye');
  expect(noise).toContain('--');
  expect(proxy).toContain('PROXY header');
  // A port scanner.
  for (let scan = 0; scan < 100; scan++) {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.resetAndDestroy();
  }
  server.signal('SIGTERM');
  const { came } = await server.logged({ event: 'closing' });
  expect(came).toMatchObject({ tls: 2, http: 1, refused: 4 });
  expect(await server.exited).toBe(0);
});

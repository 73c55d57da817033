// HTTP and WebSocket on a port of their own: who opens a WebSocket hears back all it says.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';
import { WEB_LIMITS, type WebLimits } from '../limits.ts';
import { type Connection, type Secured, type Stream, StreamConnection } from './connection.ts';
import { detect } from './detect.ts';
import { createWeb, type WebSetup } from './http.ts';
import { originsIn } from './origins.ts';
import { joinPage } from './page.ts';
import { proxiesIn } from './proxies.ts';
import type { Route } from './router.ts';

interface House {
  readonly port: number;
  /** All WebSockets so far. */
  readonly connections: readonly Connection[];
  /** What became of visits, in order: `upgraded`, `closed`, what was refused. */
  readonly happened: readonly string[];
  /** How WebSockets ended. */
  readonly ends: readonly string[];
  readonly mistakes: readonly unknown[];
  /** Waits until so much has happened. */
  happenings(count: number): Promise<readonly string[]>;
  ended(count: number): Promise<readonly string[]>;
  closeWeb(): void;
}

interface HouseSetup {
  readonly routes?: readonly Route[];
  readonly origins?: readonly string[];
  readonly proxies?: readonly string[];
  readonly limits?: Partial<WebLimits>;
  readonly tls?: boolean;
  /** Instead of sending everything back. */
  readonly upgraded?: (connection: Connection) => void;
}

/** What `originsIn` and `proxiesIn` have read. */
export function good<T extends object>(read: T | { readonly wrong: string }): T {
  if ('wrong' in read) throw new Error(`wrong: ${read.wrong}`);
  return read;
}

/** A list that can be waited for. */
export class Growing {
  readonly all: string[] = [];
  #grown = Promise.withResolvers<void>();

  add(text: string): void {
    this.all.push(text);
    this.#grown.resolve();
    this.#grown = Promise.withResolvers<void>();
  }

  async reach(count: number): Promise<readonly string[]> {
    while (this.all.length < count) await this.#grown.promise;
    return this.all;
  }

  async until(last: string): Promise<readonly string[]> {
    while (!this.all.includes(last)) await this.#grown.promise;
    return this.all;
  }
}

/** Writes bytes that were queued as one. */
export function writeWhole(connection: Connection, bytes: Uint8Array): void {
  connection.write(bytes, { apart: () => [bytes] });
}

const echo = (connection: Connection, ends: Growing): void => {
  connection.open({
    data: (chunk) => writeWhole(connection, chunk),
    end: () => {},
    closed: (how) => ends.add(how),
  });
};

/** Opens a house on a free port of 127.0.0.1, closed when the test is over. */
export async function openHouse(setup: HouseSetup = {}): Promise<House> {
  const { routes = [], origins = [], proxies = [], limits = {}, tls = false, upgraded } = setup;
  const connections: Connection[] = [];
  const happened = new Growing();
  const ends = new Growing();
  const mistakes: unknown[] = [];
  const webSetup: WebSetup = {
    routes,
    fallback: (request) =>
      joinPage(request, (lang) => [`nc <here> & "there" ${lang}`], request.path === '/' ? 200 : 404),
    origins: good(originsIn(origins)),
    lang: 'en',
    limits: { ...WEB_LIMITS, ...limits },
    failed: (_doing, error) => mistakes.push(error),
  };
  const web = createWeb(webSetup);

  /** As the server does it: read until it is known who calls, then let go. */
  function receive(stream: Stream, secured: Secured | null): void {
    const peer = { host: '127.0.0.1', port: stream.remotePort ?? 0 };
    const connection = new StreamConnection(stream, peer, secured);
    const pieces: Uint8Array[] = [];
    connection.open({
      data: (chunk) => {
        pieces.push(chunk);
        const { kind } = detect(Buffer.concat(pieces));
        if (kind === 'undecided') return;
        if (kind !== 'http') return connection.overflow();
        web.serve(
          { stream: connection.release(pieces), peer, secured, proxies: good(proxiesIn(proxies)), refused: null },
          {
            upgraded: (webSocket) => {
              connections.push(webSocket);
              if (upgraded === undefined) echo(webSocket, ends);
              else upgraded(webSocket);
              happened.add('upgraded');
            },
            closed: () => happened.add('closed'),
            refused: (mistake) => happened.add(mistake),
          },
        );
      },
      end: () => {},
      closed: () => {},
    });
  }

  const streams = new Set<Socket>();
  const server = tls
    ? await tlsServer(receive)
    : createServer({ allowHalfOpen: true }, (socket) => receive(socket, null));
  server.on('connection', (socket: Socket) => streams.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const stream of streams) stream.destroy();
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    happened: happened.all,
    ends: ends.all,
    mistakes,
    happenings: (count) => happened.reach(count),
    ended: (count) => ends.reach(count),
    closeWeb: () => web.close(),
  };
}

async function tlsServer(receive: (stream: TLSSocket, secured: Secured) => void): Promise<Server> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  return createTlsServer({ key, cert, allowHalfOpen: true }, (socket) =>
    receive(socket, { version: socket.getProtocol() ?? '', cipher: socket.getCipher().name, fingerprint: null }),
  );
}

/** A raw connection, destroyed when the test is over. */
export async function call(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {});
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
}

/** Sends pieces one after the other, says it is done if asked to, and gives all that comes until the other side ends. */
export async function exchange(
  port: number,
  pieces: readonly string[],
  then: 'wait' | 'finish' = 'wait',
): Promise<string> {
  const socket = await call(port);
  const answer = Promise.withResolvers<string>();
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
  });
  socket.on('close', () => answer.resolve(heard));
  for (const piece of pieces) {
    socket.write(piece, 'latin1');
    // So that it comes as a piece: one turn of the loop for each side.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  if (then === 'finish') socket.end();
  return answer.promise;
}

// Clients over real sockets.
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { Heard } from './heard.ts';
import type { TestServer } from './server.ts';

export class TestClient {
  readonly socket: Socket;
  readonly heard: Heard;
  /** As the server sees it. */
  readonly address: string;
  /** When nothing comes any more: `ended`, or the error's code. */
  readonly closed: Promise<string>;

  constructor(socket: Socket, called: string) {
    this.socket = socket;
    this.heard = new Heard(called);
    this.address = `${socket.localAddress}:${socket.localPort}`;
    const { promise, resolve } = Promise.withResolvers<string>();
    this.closed = promise;
    let how = 'ended';
    socket.setEncoding('utf8');
    socket.setNoDelay(true);
    socket.on('data', (text: string) => this.heard.add(text));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      how = error.code ?? error.message;
    });
    socket.on('close', () => {
      this.heard.end(`the connection closed (${how})`);
      resolve(how);
    });
  }

  /** Sends exactly this, as one piece. */
  send(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** Sends pieces with `gap` ms between them, so that they come one by one. */
  async sendPieces(pieces: Iterable<string | Uint8Array>, gap: number): Promise<void> {
    for (const piece of pieces) {
      this.send(piece);
      await wait(gap);
    }
  }

  /** Sends lines, each with a newline. */
  say(...lines: string[]): void {
    this.send(lines.map((line) => `${line}\n`).join(''));
  }

  until(wanted: string | RegExp, within?: number): Promise<string> {
    return this.heard.until(wanted, within);
  }

  line(): Promise<string> {
    return this.heard.line();
  }

  /** Sends nothing more, still reads. */
  finish(): void {
    this.socket.end();
  }
}

/** A connection that says nothing of its own; destroyed when the test is over. */
export async function connect(port: number, called = 'client'): Promise<TestClient> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return new TestClient(socket, called);
}

/** Somebody with plain text who has given a name and is in the lobby, with everything about arriving read. */
export async function plain(port: number, name: string, newline = '\n'): Promise<TestClient> {
  const client = await connect(port, name);
  client.send(name + newline);
  await client.until(/In #lobby: .*\r?\n/);
  return client;
}

/** Somebody with IRC who is in the lobby, with everything about arriving read. Capabilities as in CAP REQ. */
export async function irc(port: number, name: string, caps = ''): Promise<TestClient> {
  const client = await connect(port, name);
  const asking = caps === '' ? [] : [`CAP REQ :${caps}`, 'CAP END'];
  client.say(`NICK ${name}`, ...asking.slice(0, 1), `USER ${name} 0 * :${name}`, ...asking.slice(1), 'JOIN #lobby');
  await client.until(/ 366 \S+ #lobby .*\r\n/);
  return client;
}

/** Somebody with plain text on a server that asks nobody for a name, in the lobby under an address. */
export async function unasked(server: TestServer): Promise<TestClient> {
  const client = await connect(server.port);
  // Any line will do; otherwise it would be waited for a while whether this is an IRC client.
  client.send('\n');
  await server.logged({ event: 'joined', address: client.address });
  return client;
}

/** All that came to an IRC client until these lines were answered. */
export async function ask(client: TestClient, ...lines: string[]): Promise<string> {
  client.say(...lines, 'PING done');
  return client.until(/PONG \S+ :?done\r\n/);
}

/** An IRC client that has proved to own this account, whose password is `s3cret`, and what it was told on coming in. Capabilities as in CAP REQ. */
export async function loggedIn(
  port: number,
  account: string,
  ...caps: string[]
): Promise<{ client: TestClient; heard: string }> {
  const client = await connect(port, account);
  const proof = Buffer.from(`\0${account}\0s3cret`).toString('base64');
  client.say(
    `CAP REQ :${['sasl', ...caps].join(' ')}`,
    `NICK ${account}`,
    'USER u 0 * :U',
    'AUTHENTICATE PLAIN',
    `AUTHENTICATE ${proof}`,
  );
  await client.until(/ 903 .*\r\n/);
  client.say('CAP END');
  const heard = await ask(client);
  return { client, heard };
}

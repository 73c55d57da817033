// IRC over WebSocket, through the client of `ws`.
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { Heard } from './heard.ts';

export class WebSocketClient {
  readonly socket: WebSocket;
  /** Each message as a line. */
  readonly heard: Heard;
  /** `text` and `binary`: the kinds of messages that have come. */
  readonly kinds = new Set<string>();
  /** The code of the close frame; 1006: there was none. */
  readonly closed: Promise<number>;

  constructor(socket: WebSocket, called: string) {
    this.socket = socket;
    this.heard = new Heard(called);
    const { promise, resolve } = Promise.withResolvers<number>();
    this.closed = promise;
    socket.on('message', (data, isBinary) => {
      this.kinds.add(isBinary ? 'binary' : 'text');
      this.heard.add(`${data}\n`);
    });
    socket.on('close', (code) => {
      this.heard.end(`the WebSocket closed (${code})`);
      resolve(code);
    });
  }

  /** Sends each as a message. */
  say(...lines: (string | Uint8Array)[]): void {
    for (const line of lines) this.socket.send(line);
  }

  until(wanted: string | RegExp): Promise<string> {
    return this.heard.until(wanted);
  }
}

/** Opens a WebSocket; terminated when the test is over. */
export async function webSocket(
  port: number,
  called: string,
  protocols: readonly string[] = ['text.ircv3.net'],
  headers: Readonly<Record<string, string>> = {},
): Promise<WebSocketClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, [...protocols], { headers });
  onTestFinished(() => socket.terminate());
  const client = new WebSocketClient(socket, called);
  await once(socket, 'open');
  return client;
}

/** Somebody who is in the lobby, with everything about arriving read. */
export async function webIrc(...args: Parameters<typeof webSocket>): Promise<WebSocketClient> {
  const client = await webSocket(...args);
  const [, name] = args;
  client.say(`NICK ${name}`, `USER ${name} 0 * :${name}`, 'JOIN #lobby');
  await client.until(/ 366 \S+ #lobby .*\n/);
  return client;
}

// Guests over real UDP sockets.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { Heard } from './heard.ts';
import type { TestServer } from './server.ts';

export class UdpGuest {
  readonly heard: Heard;
  /** As the server sees it. */
  readonly address: string;
  /** What came in one piece. */
  readonly datagrams: string[] = [];
  readonly #socket: Socket;

  constructor(socket: Socket, called: string) {
    this.#socket = socket;
    this.heard = new Heard(called);
    const { address, port } = socket.address();
    this.address = `${address}:${port}`;
    socket.on('message', (bytes) => {
      this.datagrams.push(bytes.toString());
      this.heard.add(bytes.toString());
    });
  }

  send(datagram: string | Uint8Array): void {
    this.#socket.send(datagram);
  }

  /** Says something for the first time, and sends back the code that it is asked for. */
  async call(first: string): Promise<void> {
    this.send(first);
    this.send(await this.heard.until(/^\w{4}\n?$/));
  }

  until(wanted: string | RegExp): Promise<string> {
    return this.heard.until(wanted);
  }
}

/** Where a server that was started with `--udp` hears datagrams. */
export async function udpPort(server: TestServer): Promise<number> {
  const { addresses } = await server.logged({ event: 'listening' });
  const udp = (addresses as readonly string[]).find((address) => address.startsWith('udp:'));
  return Number(/\d+$/.exec(udp ?? '')?.[0]);
}

/** A socket whose address the server does not know yet; closed when the test is over. */
export async function stranger(server: TestServer, called = 'guest'): Promise<UdpGuest> {
  const socket = createSocket('udp4');
  onTestFinished(() => {
    socket.close();
  });
  // The server may be gone before: the system says so.
  socket.on('error', () => {});
  socket.connect(await udpPort(server), '127.0.0.1');
  await once(socket, 'connect');
  return new UdpGuest(socket, called);
}

/** Somebody who has given a name and is in the lobby, with everything about arriving read. */
export async function udpGuest(server: TestServer, name: string): Promise<UdpGuest> {
  const guest = await stranger(server, name);
  await guest.call(`${name} \n`);
  await guest.until(/In #lobby: .*\n/);
  return guest;
}

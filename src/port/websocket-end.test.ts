// How a WebSocket ends, and waits.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { frame, OPCODE, rawWebSocket } from './raw-websocket.fixture.ts';
import { call, openHouse, writeWhole } from './web.fixture.ts';
import { open } from './websocket-client.fixture.ts';

describe('the end', () => {
  it('by the client is answered', async () => {
    const house = await openHouse();
    const client = await open(house.port);
    client.close(1001);
    const [code] = await once(client, 'close');
    expect(code).toBe(1001);
    expect(await house.ended(1)).toEqual(['ended']);
  });

  it('by a client that just goes, or breaks', async () => {
    const house = await openHouse();
    const gone = await rawWebSocket(house.port);
    await house.happenings(1);
    gone.socket.end();
    expect(await house.ended(1)).toEqual(['ended']);
    const broken = await rawWebSocket(house.port);
    await house.happenings(2);
    broken.socket.resetAndDestroy();
    expect(await house.ended(2)).toEqual(['ended', 'reset']);
  });

  it('by us comes after all that was written, with nothing after it', async () => {
    const house = await openHouse();
    const client = await open(house.port);
    await house.happenings(1);
    const [connection = expect.unreachable()] = house.connections;
    writeWhole(connection, Buffer.from('last words\r\n'));
    connection.end(10_000);
    writeWhole(connection, Buffer.from('too late\r\n'));
    const heard: string[] = [];
    client.on('message', (data) => heard.push(String(data)));
    const [code] = await once(client, 'close');
    expect([code, heard]).toEqual([1000, ['last words']]);
    expect(await house.ended(1)).toEqual(['ended']);
    connection?.end(0);
  });

  it('does not wait for who does not answer', async () => {
    const house = await openHouse();
    const raw = await rawWebSocket(house.port);
    await house.happenings(1);
    house.connections[0]?.end(50);
    expect(await raw.hear(2)).toEqual(['close 1000', 'end']);
    expect(await house.ended(1)).toEqual(['ended']);
  });

  it('comes for who does not read', async () => {
    const house = await openHouse();
    const raw = await rawWebSocket(house.port);
    await house.happenings(1);
    raw.socket.pause();
    const [connection] = house.connections;
    const lines = Buffer.from(`${'x'.repeat(100_000)}\r\n`);
    for (let count = 0; count < 1000 && connection?.unsent === 0; count++) {
      writeWhole(connection, lines);
      await new Promise(setImmediate);
    }
    expect(connection?.unsent).toBeGreaterThan(0);
    connection?.overflow();
    expect(await house.ended(1)).toEqual(['too-slow']);
  });
});

it('a connection that pauses is read when it goes on', async () => {
  const { promise, resolve } = Promise.withResolvers<Connection>();
  const { port } = await openHouse({ upgraded: resolve });
  const raw = await rawWebSocket(port);
  raw.send(frame(OPCODE.TEXT, 'early'));
  const connection = await promise;
  const happened: string[] = [];
  const heard = Promise.withResolvers<void>();
  connection.pause();
  connection.open({
    data: (chunk) => {
      happened.push(String(Buffer.from(chunk)));
      if (happened.length === 1) {
        connection.pause();
        raw.send(frame(OPCODE.TEXT, 'late'));
        // Long enough for another connection to come and go: nothing has been read of this one.
        void elsewhere().then(() => {
          happened.push('resumed');
          connection.resume();
        });
      } else heard.resolve();
    },
    end: () => {},
    closed: () => {},
  });
  await heard.promise;
  expect(happened).toEqual(['early\r\n', 'resumed', 'late\r\n']);
});

/** One whole connection to somewhere else. */
async function elsewhere(): Promise<void> {
  const server = createServer((socket) => socket.end('x')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const socket = await call(typeof address === 'object' && address !== null ? address.port : 0);
  socket.resume();
  await once(socket, 'close');
  server.close();
}

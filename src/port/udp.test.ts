import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { peerName } from '../chat/command.ts';
import type { Connection, ConnectionEnd } from './connection.ts';
import { Outboxes } from './outbox.ts';
import { listenUdp, type UdpListener, type UdpSocketLimits } from './udp.ts';

const LIMITS: UdpSocketLimits = {
  asked: 10,
  askedPerHost: 10,
  confirmed: 10,
  silenceMs: 60_000,
  queueBytes: 100_000,
};

/** A connection that was accepted, and what came. */
class Accepted {
  readonly connection: Connection;
  readonly texts: string[] = [];
  readonly closed: Promise<ConnectionEnd>;
  #wake = (): void => {};

  constructor(connection: Connection) {
    this.connection = connection;
    const { promise, resolve } = Promise.withResolvers<ConnectionEnd>();
    this.closed = promise;
    connection.open({
      data: (chunk) => {
        this.texts.push(Buffer.from(chunk).toString());
        this.#wake();
      },
      end: () => {},
      closed: resolve,
    });
  }

  async heard(count: number): Promise<readonly string[]> {
    while (this.texts.length < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    return this.texts;
  }

  /** Writes these in one tick. */
  write(...texts: string[]): void {
    const outbox = new Outboxes({ clock: () => 0, soon: setImmediate, whenDurable: (flush) => flush() }).open(
      this.connection,
      1_000_000,
    );
    for (const text of texts) outbox.push(Buffer.from(text));
  }
}

async function listening(limits: Partial<UdpSocketLimits> = {}, host: string | null = '127.0.0.1') {
  const accepted: Accepted[] = [];
  let wake = (): void => {};
  const accept = (connection: Connection): void => {
    accepted.push(new Accepted(connection));
    wake();
  };
  const listener = await listenUdp({ kind: 'udp', host, port: 0 }, { ...LIMITS, ...limits }, accept, (error) => {
    throw error;
  });
  onTestFinished(() => {
    for (const { connection } of accepted) connection.end(0);
    listener.close();
  });
  return {
    listener,
    accepted,
    next: async (): Promise<Accepted> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
      return accepted.at(-1) ?? expect.unreachable();
    },
  };
}

/** Somebody with a socket; `receive` gives one datagram after the other. */
async function caller({ address: { port } }: UdpListener, host = '127.0.0.1') {
  const socket: Socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  onTestFinished(() => {
    socket.close();
  });
  socket.connect(port, host);
  await once(socket, 'connect');
  const { port: own } = socket.address();
  const came: string[] = [];
  socket.on('message', (bytes) => {
    came.push(bytes.toString());
    socket.emit('came');
  });
  return {
    own,
    socket,
    send: (text: string | Uint8Array) => socket.send(text),
    receive: async (): Promise<string> => {
      while (came.length === 0) await once(socket, 'came');
      return came.shift() ?? '';
    },
  };
}

/** Somebody whose address has been confirmed. */
async function inside(house: Awaited<ReturnType<typeof listening>>, first = 'hello', host = '127.0.0.1') {
  const person = await caller(house.listener, host);
  const next = house.next();
  person.send(first);
  person.send(await person.receive());
  return { person, accepted: await next };
}

describe('an address', () => {
  it('is accepted when the code has come back, and what was said first comes first', async () => {
    const house = await listening();
    const { person, accepted } = await inside(house, '小红\n');
    person.send('one\ntwo');
    expect(await accepted.heard(2)).toEqual(['小红\n', 'one\ntwo']);
    expect(accepted.connection.peer).toEqual({ host: '127.0.0.1', port: person.own });
    expect(accepted.connection).toMatchObject({ carries: 'datagrams', secured: null, unsent: 0 });
  });

  it('is IPv4 as IPv4 and IPv6 as IPv6 where everybody listens', async () => {
    const house = await listening({}, null);
    for (const host of ['127.0.0.1', '::1']) {
      const { person, accepted } = await inside(house, 'hello', host);
      expect(peerName(accepted.connection.peer)).toBe(host === '::1' ? `[::1]:${person.own}` : `${host}:${person.own}`);
    }
  });

  it('that is silent for too long is forgotten', async () => {
    const house = await listening({ silenceMs: 1 });
    const { person, accepted } = await inside(house);
    expect(await accepted.closed).toBe('timed-out');
    person.send('hello?');
    expect(await person.receive()).toMatch(/^\w{4}\n$/);
  });
});

describe('what is sent', () => {
  it('is a datagram for each thing that happened, in one tick too', async () => {
    const { person, accepted } = await inside(await listening());
    accepted.write('one\n', 'two', 'three\nfour\n');
    for (const text of ['one\n', 'two', 'three\nfour\n']) expect(await person.receive()).toBe(text);
  });

  it('is cut where it is too long for one', async () => {
    const { person, accepted } = await inside(await listening());
    accepted.write(`${'好'.repeat(500)}\n`);
    expect(await person.receive()).toBe('好'.repeat(400));
    expect(await person.receive()).toBe(`${'好'.repeat(100)}\n`);
  });

  it('is lost, and counted, when more waits than may', async () => {
    const house = await listening({ queueBytes: 50 });
    const { person, accepted } = await inside(house);
    accepted.write('x'.repeat(30), 'y'.repeat(30), 'z'.repeat(10));
    expect(await person.receive()).toBe('x'.repeat(30));
    expect(await person.receive()).toBe('z'.repeat(10));
    expect(house.listener.dropped).toBe(1);
  });
});

describe('what comes', () => {
  it('is lost, and counted, while nobody reads', async () => {
    const house = await listening();
    const { person, accepted } = await inside(house);
    await accepted.heard(1);
    accepted.connection.pause();
    // What another says after it has come after it: then it is known that it has been dropped.
    person.send('lost');
    await inside(house);
    accepted.connection.resume();
    person.send('heard');
    expect(await accepted.heard(2)).toEqual(['hello', 'heard']);
    expect(house.listener.dropped).toBe(1);
  });

  it('may be empty, as long as a datagram can be, or no text', async () => {
    const { person, accepted } = await inside(await listening());
    person.send('');
    person.send(Buffer.alloc(65_507, 'x'));
    person.send(new Uint8Array([0xff, 0xfe, 0x00]));
    const texts = await accepted.heard(3);
    expect(texts.map(({ length }) => length)).toEqual([5, 65_507, 3]);
  });

  it('from nobody confirmed is no message', async () => {
    const house = await listening();
    const stranger = await caller(house.listener);
    stranger.send(Buffer.alloc(65_507));
    stranger.send('');
    stranger.send('ab');
    stranger.send('cd');
    expect(await stranger.receive()).toMatch(/^\w{4}$/);
    expect(house.accepted).toEqual([]);
  });
});

it('says nothing to its own port, from where the code would come back', async () => {
  const { listener, accepted } = await listening();
  const twin = createSocket('udp4');
  onTestFinished(() => {
    twin.close();
  });
  let answers = 0;
  twin.on('message', () => answers++);
  twin.bind(listener.address.port, '127.0.0.2');
  await once(twin, 'listening');
  twin.send('hello', listener.address.port, '127.0.0.1');
  const stranger = await caller(listener);
  stranger.send('hello');
  await stranger.receive();
  expect(answers).toBe(0);
  expect(accepted).toEqual([]);
});

describe('the end', () => {
  it('of a connection comes after the farewell, and makes its address unknown again', async () => {
    const { person, accepted } = await inside(await listening());
    accepted.write('goodbye\n');
    expect(await person.receive()).toBe('goodbye\n');
    accepted.connection.end(1000);
    person.send('hello?');
    expect(await accepted.closed).toBe('ended');
    expect(await person.receive()).toMatch(/^\w{4}\n$/);
    expect(accepted.texts).toEqual(['hello']);
  });

  it('of the listener lets nobody in, and frees the port when all have left', async () => {
    const house = await listening();
    const { person, accepted } = await inside(house);
    const { port } = house.listener.address;
    house.listener.close();
    person.send('still here');
    await accepted.heard(2);
    await expect(
      listenUdp(
        { kind: 'udp', host: '127.0.0.1', port },
        LIMITS,
        () => {},
        () => {},
      ),
    ).rejects.toThrow('EADDRINUSE');
    accepted.write('closing\n');
    expect(await person.receive()).toBe('closing\n');
    accepted.connection.end(0);
    await accepted.closed;
    const again = await listenUdp(
      { kind: 'udp', host: '127.0.0.1', port },
      LIMITS,
      () => {},
      () => {},
    );
    again.close();
  });
});

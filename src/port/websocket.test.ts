import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type WebSocket from 'ws';
import type { Connection } from './connection.ts';
import { closing, frame, handshake, OPCODE, RawWebSocket, rawWebSocket } from './raw-websocket.fixture.ts';
import { call, exchange, openHouse, writeWhole } from './web.fixture.ts';
import { open } from './websocket-client.fixture.ts';

const { CONTINUATION, TEXT, BINARY, CLOSE, PING } = OPCODE;

/** The next message. */
async function next(client: WebSocket): Promise<string> {
  const [data, isBinary] = await once(client, 'message');
  return `${isBinary ? 'binary' : 'text'} ${data}`;
}

/** What is read of a WebSocket, and how it ended. */
function listen(connection: Connection): { readonly chunks: string[]; readonly closed: Promise<string> } {
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  const chunks: string[] = [];
  connection.open({
    data: (chunk) => chunks.push(Buffer.from(chunk).toString('latin1')),
    end: () => {},
    closed: resolve,
  });
  return { chunks, closed };
}

describe('a handshake', () => {
  it.each([
    ['text.ircv3.net', 'text.ircv3.net'],
    ['binary.ircv3.net', 'binary.ircv3.net'],
    ['text.ircv3.net, binary.ircv3.net', 'text.ircv3.net'],
    ['binary.ircv3.net, text.ircv3.net', 'binary.ircv3.net'],
    ['irc, binary.ircv3.net', 'binary.ircv3.net'],
    ['irc', undefined],
  ])('that offers %s agrees on %s', async (offered, agreed) => {
    const { port } = await openHouse();
    const raw = await rawWebSocket(port, `Sec-WebSocket-Protocol: ${offered}\r\n`);
    raw.send(frame(PING, 'x'));
    await raw.hear(1);
    expect(raw.head).toMatch(/^HTTP\/1\.1 101 /);
    expect(/\r\nSec-WebSocket-Protocol: (.*)\r\n/.exec(raw.head)?.[1]).toBe(agreed);
    expect(raw.head).not.toMatch(/Sec-WebSocket-Extensions/i);
  });

  it('compresses nothing, though real clients offer to', async () => {
    const { port } = await openHouse();
    expect((await open(port)).extensions).toBe('');
  });

  it('is understood wherever it is cut, with what follows it', async () => {
    const house = await openHouse();
    const bytes = Buffer.concat([
      Buffer.from(handshake('Sec-WebSocket-Protocol: text.ircv3.net\r\n')),
      frame(TEXT, 'tea'),
    ]);
    const cuts = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
    const heard = cuts.map(async (cut) => {
      const raw = new RawWebSocket(await call(house.port));
      raw.send(bytes.subarray(0, cut));
      await new Promise((resolve) => setTimeout(resolve, 1));
      raw.send(bytes.subarray(cut));
      await raw.hear(1);
      raw.send(frame(CLOSE, closing(1000)));
      return raw.hear(3);
    });
    for (const each of await Promise.all(heard)) expect(each).toEqual(['text tea', 'close 1000', 'end']);
    expect(await house.ended(cuts.length)).toEqual(cuts.map(() => 'ended'));
    expect(house.happened).toEqual(cuts.map(() => 'upgraded'));
  });

  it.each([
    ['no key', handshake().replace(/Sec-WebSocket-Key.*\r\n/, ''), 400],
    ['a bad key', handshake().replace('dGhl', ''), 400],
    ['an old version', handshake('', undefined, '8'), 426],
    ['no version', handshake().replace(/Sec-WebSocket-Version.*\r\n/, ''), 426],
    ['another method', handshake('Content-Length: 0\r\n', 'POST / HTTP/1.1'), 400],
    ['a body', handshake('Content-Length: 3\r\n'), 400],
    ['HTTP/1.0', handshake('', 'GET / HTTP/1.0'), 400],
    ['bad subprotocols', handshake('Sec-WebSocket-Protocol: a,,b\r\n'), 400],
    ['a foreign page', handshake('Origin: http://evil.example\r\n'), 403],
    ['no page at all', handshake('Origin: null\r\n'), 403],
    ['somebody else before it', handshake('X-Forwarded-For: 192.0.2.1\r\n'), 400],
  ])('with %s is refused in a sentence', async (_, request, status) => {
    const house = await openHouse();
    const heard = await exchange(house.port, [request]);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*\\r\\n\\r\\n[^\\n]+\\.\\n$`));
    expect(heard).toContain("Content-Security-Policy: default-src 'none'");
    expect(heard.includes('Sec-WebSocket-Version: 13\r\n')).toBe(status === 426);
    expect((await house.happenings(2)).slice(1)).toEqual(['closed']);
  });

  it.each([
    [[], 'http://tea.example', 101],
    [[], 'https://tea.example', 101],
    [['https://a.example'], 'https://a.example', 101],
    [['https://a.example'], 'http://tea.example', 101],
    [['https://a.example'], 'https://b.example', 403],
    [['*'], 'null', 101],
  ])('to a house for pages of %j, from one of %s, is answered with %i', async (origins, origin, status) => {
    const { port } = await openHouse({ origins });
    const raw = await rawWebSocket(port, `Origin: ${origin}\r\n`);
    if (status === 101) raw.send(frame(CLOSE, ''));
    await once(raw.socket, 'close');
    expect(raw.head).toContain(`HTTP/1.1 ${status} `);
  });

  it('through a proxy brings who calls', async () => {
    const house = await openHouse({ proxies: ['127.0.0.1'] });
    await rawWebSocket(house.port, 'X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n');
    await house.happenings(1);
    const [connection] = house.connections;
    expect(connection?.peer.host).toBe('192.0.2.1');
    expect(connection?.secured).toMatchObject({ fingerprint: null });
  });

  it('leaves no time-out of HTTP behind', async () => {
    const house = await openHouse({ limits: { requestMs: 150 } });
    const client = await open(house.port);
    // Its time has passed when that of somebody who came later has.
    const later = await call(house.port);
    later.write('GET / HTTP/1.1\r\nHost: x');
    await once(later, 'close');
    house.closeWeb();
    client.send('still here');
    expect(await next(client)).toBe('text still here');
  });
});

describe('a line', () => {
  it.each([
    [['text.ircv3.net'], 'text 茶 é'],
    [['binary.ircv3.net'], 'binary 茶 é'],
    [[], 'text 茶 é'],
  ])('comes and goes as a message, agreed on %j, through TCP and TLS', async (protocols, expected) => {
    for (const scheme of ['ws', 'wss']) {
      const { port } = await openHouse({ tls: scheme === 'wss' });
      const client = await open(port, protocols, scheme);
      for (const sent of ['茶 é', Buffer.from('茶 é')]) {
        client.send(sent);
        expect(await next(client)).toBe(expected);
      }
    }
  });

  it('is one line, whatever is in the message', async () => {
    const { promise, resolve } = Promise.withResolvers<Connection>();
    const { port } = await openHouse({ upgraded: resolve });
    const raw = await rawWebSocket(port);
    const { chunks, closed } = listen(await promise);
    const messages = ['a', 'b\r\n', 'c\n', '', '\r\n', 'PRIVMSG #tea :d\nQUIT', 'e\r\n\r\nf\r', '\n g'];
    raw.send(...messages.map((message) => frame(TEXT, message)), frame(BINARY, Buffer.from([0xff, 10, 0x68])));
    raw.send(frame(CLOSE, ''));
    await closed;
    const lines = ['a', 'b', 'c', '', '', 'PRIVMSG #tea :d QUIT', 'e f', ' g', '\xff h'];
    expect(chunks.join('')).toBe(lines.map((line) => `${line}\r\n`).join(''));
  });

  it('may come in thousands, and they are handed over together', async () => {
    const { promise, resolve } = Promise.withResolvers<Connection>();
    const { port } = await openHouse({ upgraded: resolve });
    const raw = await rawWebSocket(port);
    const { chunks, closed } = listen(await promise);
    const lines = Array.from({ length: 5000 }, (_, index) => `${index}`);
    raw.send(Buffer.concat([...lines.map((line) => frame(TEXT, line)), frame(CLOSE, '')]));
    await closed;
    expect(chunks.join('')).toBe(lines.map((line) => `${line}\r\n`).join(''));
    expect(chunks.length).toBeLessThan(100);
  });

  it('may come in pieces, with pings between them, cut anywhere', async () => {
    const { port } = await openHouse();
    const raw = await rawWebSocket(port);
    const tea = Buffer.from('茶馆');
    const bytes = Buffer.concat([
      frame(TEXT, tea.subarray(0, 1), { end: 'more' }),
      frame(PING, '1'),
      frame(CONTINUATION, tea.subarray(1, 4), { end: 'more' }),
      frame(CONTINUATION, '', { end: 'more' }),
      frame(PING, '2'),
      frame(CONTINUATION, tea.subarray(4)),
    ]);
    raw.socket.setNoDelay(true);
    for (const byte of bytes) {
      raw.send(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    expect(await raw.hear(3)).toEqual(['pong 1', 'pong 2', 'text 茶馆']);
  });

  it('goes to everybody in the same bytes, and between it control frames stay whole', async () => {
    const house = await openHouse();
    const kinds = ['', 'text.ircv3.net', 'binary.ircv3.net'];
    const raws = await Promise.all(
      Array.from({ length: 12 }, (_, index) => {
        const kind = kinds[index % 3];
        return rawWebSocket(house.port, kind === '' ? '' : `Sec-WebSocket-Protocol: ${kind}\r\n`);
      }),
    );
    await house.happenings(raws.length);
    const rounds = 200;
    for (let round = 0; round < rounds; round++) {
      for (const raw of raws) raw.send(frame(PING, `${round}`));
      const lines = Buffer.from(`${round}\r\n${'x'.repeat(round * 10)}\r\n`);
      for (const connection of house.connections) writeWhole(connection, lines);
      if (round % 10 === 0) await new Promise(setImmediate);
    }
    for (const connection of house.connections) connection.end(5000);
    for (const [index, raw] of raws.entries()) {
      // One line of round 0 is empty, and nothing. Pongs may be late: after a close frame none is sent.
      const heard = await raw.until('close 1000');
      const kind = index % 3 === 2 ? 'binary' : 'text';
      const said = heard.filter((one) => one.startsWith(kind));
      const expected = Array.from({ length: rounds }, (_, round) => [`${round}`, 'x'.repeat(round * 10)]).flat();
      expect(said).toEqual(expected.filter((line) => line !== '').map((line) => `${kind} ${line}`));
      const pongs = heard.filter((one) => one.startsWith('pong'));
      expect(pongs).toEqual(pongs.map((_, round) => `pong ${round}`));
    }
  });
});

describe('what is not as it should be', () => {
  const overlong = Buffer.from([0xc0, 0xaf]);
  it.each<[string, number, readonly Buffer[]]>([
    ['a frame without mask', 1002, [frame(TEXT, 'a', { mask: null })]],
    ['text that is not UTF-8', 1007, [frame(TEXT, overlong)]],
    ['text that is cut within a character', 1007, [frame(TEXT, Buffer.from('茶').subarray(0, 2))]],
    ['a message longer than any line', 1009, [frame(TEXT, 'a', { length: 8704 })]],
    ['one in pieces', 1009, [frame(TEXT, 'a'.repeat(5000), { end: 'more' }), frame(CONTINUATION, 'a'.repeat(5000))]],
    [
      'pieces without end',
      1008,
      Array.from({ length: 300 }, (_, n) => frame(n ? CONTINUATION : TEXT, '', { end: 'more' })),
    ],
    ['compression', 1002, [frame(TEXT, 'a', { reserved: 0x40 })]],
    ['an unknown kind', 1002, [frame(3, 'a')]],
    ['a continuation of nothing', 1002, [frame(CONTINUATION, 'a')]],
    ['a message in another', 1002, [frame(TEXT, 'a', { end: 'more' }), frame(TEXT, 'b')]],
    ['a ping in pieces', 1002, [frame(PING, 'a', { end: 'more' })]],
    ['a long ping', 1002, [frame(PING, 'a'.repeat(126))]],
    ['a close code that there is not', 1002, [frame(CLOSE, closing(1005))]],
  ])('%s ends the connection with %i', async (_, code, frames) => {
    const house = await openHouse();
    const raw = await rawWebSocket(house.port);
    raw.send(frame(TEXT, 'before'));
    await raw.hear(1);
    raw.send(...frames);
    expect(await raw.hear(2)).toEqual(['text before', `close ${code}`]);
    raw.send(frame(TEXT, 'after'), frame(CLOSE, closing(code)));
    expect(await raw.hear(3)).toEqual(['text before', `close ${code}`, 'end']);
    expect(await house.ended(1)).toEqual(['reset']);
  });

  it('a message as long as the longest line is heard', async () => {
    const { port } = await openHouse();
    const raw = await rawWebSocket(port);
    raw.send(frame(TEXT, 'a'.repeat(8703)));
    expect(await raw.hear(1)).toEqual([`text ${'a'.repeat(8703)}`]);
  });
});

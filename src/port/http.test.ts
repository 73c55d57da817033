import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { call, exchange, openHouse } from './web.fixture.ts';

const LAST = 'Connection: close\r\n';

/** The status of each answer in what came. */
const statuses = (heard: string): number[] =>
  [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, code]) => Number(code));

describe('a request', () => {
  it('is understood wherever it is cut', async () => {
    const house = await openHouse();
    const request = `GET /a HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`;
    const cuts = Array.from({ length: request.length - 1 }, (_, index) => index + 1);
    const answers = await Promise.all(
      cuts.map((cut) => exchange(house.port, [request.slice(0, cut), request.slice(cut)])),
    );
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 404 Not Found\r\n[\s\S]*nc <here>/);
    expect(await house.happenings(cuts.length)).toEqual(cuts.map(() => 'closed'));
  });

  it('is understood byte by byte, and the next one too', async () => {
    const { port } = await openHouse();
    const request = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n';
    expect(
      statuses(await exchange(port, [...request, ...request, `GET / HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`])),
    ).toEqual([404, 404, 200]);
  });

  it('may come with others in one piece', async () => {
    const { port } = await openHouse();
    const heard = await exchange(port, [
      `HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET /no HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`,
    ]);
    expect(statuses(heard)).toEqual([200, 404, 200]);
    expect(heard.match(/nc <here>/g)).toHaveLength(2);
  });

  it('that is no HTTP after others that are ends the connection, and garbles nothing', async () => {
    const { port } = await openHouse();
    const good = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
    const together = await exchange(port, [`${good}${good}garbage\r\n\r\n`]);
    expect([
      [200, 400],
      [200, 200, 400],
    ]).toContainEqual(statuses(together));
    expect(statuses(await exchange(port, [good, 'garbage\r\n\r\n']))).toEqual([200, 400]);
    expect(statuses(await exchange(port, ['GET / HTTP/1.1\r\nHo'], 'finish'))).toEqual([400]);
  });

  it('is answered although its sender says nothing more', async () => {
    const { port } = await openHouse();
    expect(await exchange(port, ['GET / HTTP/1.0\r\n\r\n'], 'finish')).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*nc <here>/,
    );
  });

  it.each([
    ['GET http://x/ HTTP/1.1\r\nHost: y\r\n', 200],
    ['GET http://x HTTP/1.1\r\nHost: y\r\n', 200],
    ['GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n', 404],
    ['GET /%00%2e%2e HTTP/1.1\r\nHost: x\r\n', 404],
    ['GET x HTTP/1.1\r\nHost: x\r\n', 400],
    ['GET * HTTP/1.1\r\nHost: x\r\n', 400],
    ['OPTIONS * HTTP/1.1\r\nHost: x\r\n', 200],
    ['GET / HTTP/1.1\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n', 400],
    ['GET / HTTP/1.1\r\nno colon\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n', 400],
    ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n', 405],
    ['DELETE /no HTTP/1.1\r\nHost: x\r\n', 405],
    ['CONNECT x:80 HTTP/1.1\r\nHost: x\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n', 417],
    ['GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n', 200],
    ['GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n', 200],
    ['GET / HTTP/2.0\r\nHost: x\r\n', 505],
    ['GET / HTTP/1.7\r\nHost: x\r\n', 505],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n', 505],
  ])('%j is answered with %i', (head, status) => isAnswered(head, status));

  it.each([
    [400, 404],
    [600, 404],
    [5000, 414],
    [20_000, 431],
  ])('with a path of %i characters is answered with %i', (length, status) =>
    isAnswered(`GET /${'a'.repeat(length)} HTTP/1.1\r\nHost: x\r\n`, status),
  );

  it('with very long headers is answered with 431', () =>
    isAnswered(`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n`, 431));

  async function isAnswered(head: string, status: number): Promise<void> {
    const house = await openHouse();
    // If it is kept open, the next one ends it.
    const heard = await exchange(house.port, [`${head}\r\n`, `GET / HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`]);
    expect(statuses(heard)[0]).toBe(status);
    for (const answer of heard.split(/(?=HTTP\/1\.1 )/)) {
      expect(answer).toMatch(/\r\nContent-Security-Policy: default-src 'none'[^\r]*; frame-ancestors 'none'; /);
      expect(answer).toContain('\r\nX-Content-Type-Options: nosniff\r\n');
      expect(answer).toContain('\r\nReferrer-Policy: no-referrer\r\n');
      expect(answer).not.toMatch(/\r\n(?:Server|X-Powered-By):/i);
    }
    expect(house.mistakes).toEqual([]);
  }

  it('may bring what nobody wants, up to a limit', async () => {
    const { port } = await openHouse({ limits: { bodyBytes: 1000 } });
    const ask = (length: number, body: string) =>
      exchange(port, [`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n${LAST}\r\n`, body]);
    expect(statuses(await ask(900, 'a'.repeat(900)))).toEqual([405]);
    expect(statuses(await ask(5000, 'a'.repeat(1001)))).toEqual([413]);
    const kept = await exchange(port, [
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab',
      `cdeGET / HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`,
    ]);
    expect(statuses(kept)).toEqual([405, 200]);
  });

  it('must be there, and its answer taken, within a time', async () => {
    const house = await openHouse({ limits: { requestMs: 200 } });
    const slow = await call(house.port);
    slow.write('GET / HTTP/1.1\r\nHost: x\r\nA:');
    const dripping = setInterval(() => slow.write('a'), 20);
    const body = await call(house.port);
    body.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n');
    const idle = await call(house.port);
    idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await house.happenings(3)).toEqual(['closed', 'closed', 'closed']);
    clearInterval(dripping);
  });

  it('is one of so many on a connection', async () => {
    const { port } = await openHouse({ limits: { requests: 3 } });
    const heard = await exchange(port, ['GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(3)]);
    expect(statuses(heard)).toEqual([200, 200, 200]);
    expect(heard.match(/Connection: close/g)).toHaveLength(1);
  });

  it('that makes us stumble is answered, and the mistake noted', async () => {
    const mistake = new Error('ours');
    const house = await openHouse({
      routes: [
        {
          path: '/bad',
          handle: () => {
            throw mistake;
          },
        },
      ],
    });
    expect(statuses(await exchange(house.port, ['GET /bad HTTP/1.1\r\nHost: x\r\n\r\n']))).toEqual([500]);
    expect(house.mistakes).toEqual([mistake]);
    expect(statuses(await exchange(house.port, ['GET / HTTP/1.0\r\n\r\n']))).toEqual([200]);
  });

  it('comes through TLS as well', async () => {
    const { port } = await openHouse({ tls: true });
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
    });
    socket.write('GET ');
    socket.write(`/ HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`);
    await once(socket, 'close');
    expect(statuses(heard)).toEqual([200]);
  });

  it('is over when the house closes', async () => {
    const house = await openHouse();
    const idle = await call(house.port);
    idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(idle, 'data');
    house.closeWeb();
    await once(idle, 'close');
    expect(await house.happenings(1)).toEqual(['closed']);
  });
});

describe('routes', () => {
  it('answer with their own policy and headers, to what they allow', async () => {
    const { port } = await openHouse({
      routes: [
        {
          path: '/page',
          handle: ({ query, peer, secured }) => ({
            status: 200,
            type: 'text/plain',
            body: `${query.get('a')} ${peer.host} ${secured}`,
            policy: "default-src 'self'",
            headers: { 'Cache-Control': 'no-cache' },
          }),
        },
      ],
    });
    const heard = await exchange(port, [`GET /page?a=%E8%8C%B6 HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`]);
    expect(Buffer.from(heard, 'latin1').toString()).toContain('\r\n\r\n茶 127.0.0.1 null');
    expect(heard).toContain("Content-Security-Policy: default-src 'self'; frame-ancestors 'none'");
    expect(heard).toContain('Cache-Control: no-cache\r\n');
    const post = await exchange(port, [`POST /page HTTP/1.1\r\nHost: x\r\n${LAST}\r\n`]);
    expect(post).toMatch(/^HTTP\/1\.1 405 [\s\S]*\r\nAllow: GET, HEAD, OPTIONS\r\n/);
  });
});

describe('the page that says how to join', () => {
  const ask = (port: number, headers: string) =>
    exchange(port, [`GET /tea HTTP/1.1\r\nHost: x\r\n${headers}${LAST}\r\n`]);

  it('is HTML for browsers, with everything escaped', async () => {
    const { port } = await openHouse();
    const heard = await ask(port, 'Accept: text/html,*/*;q=0.8\r\n');
    expect(heard).toContain('Content-Type: text/html; charset=utf-8\r\n');
    expect(heard).toContain('nc &#60;here&#62; &#38; &#34;there&#34; en');
    expect(heard).toMatch(/Content-Security-Policy: default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]+='; /);
  });

  it.each([
    ['zh-TW,zh;q=0.9,en;q=0.8', '这个地址没有网页'],
    ['fr, en;q=0.5, zh;q=0.9', '这个地址没有网页'],
    ['zh;q=0, en;q=0.1', 'There is no page'],
    ['*', 'There is no page'],
    ['de', 'There is no page'],
    [';;q=,zh-cn;q=x', 'There is no page'],
  ])('is in the language of %j', async (languages, sentence) => {
    const { port } = await openHouse();
    const heard = Buffer.from(await ask(port, `Accept-Language: ${languages}\r\n`), 'latin1').toString();
    expect(heard).toContain('Content-Type: text/plain; charset=utf-8\r\n');
    expect(heard).toContain(sentence);
  });
});

describe('a proxy', () => {
  const route = {
    path: '/who',
    handle: ({ peer, secured }: { peer: { host: string }; secured: object | null }) => ({
      status: 200,
      type: 'text/plain',
      body: `${peer.host} ${secured === null ? 'open' : 'secured'}`,
    }),
  };
  const ask = (port: number, headers: string) =>
    exchange(port, [`GET /who HTTP/1.1\r\nHost: x\r\n${LAST}${headers}\r\n`]);

  it('is believed when it is one of ours', async () => {
    const { port } = await openHouse({ routes: [route], proxies: ['127.0.0.0/8'] });
    expect(await ask(port, 'X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n')).toContain(
      '192.0.2.1 secured',
    );
    expect(await ask(port, '')).toContain('127.0.0.1 open');
    expect(statuses(await ask(port, 'X-Forwarded-For: nobody\r\n'))).toEqual([400]);
  });

  it('is refused otherwise, and the operator told', async () => {
    const house = await openHouse({ routes: [route] });
    expect(statuses(await ask(house.port, 'X-Forwarded-For: 192.0.2.1\r\n'))).toEqual([400]);
    expect(await house.happenings(2)).toEqual(['forwarded-by-stranger', 'closed']);
  });
});

// A real browser and curl, at HTTP and WebSocket on a port of their own.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import type { Route } from '../../src/port/router.ts';
import { openHouse } from '../../src/port/web.fixture.ts';
import { BROWSING, browse } from './browser.ts';
import { INSTALLING, need } from './packages.ts';

beforeAll(() => need('chromium', 'curl'), INSTALLING);

/** Runs in the browser: says something on each WebSocket, and reports what came back. */
const SCRIPT = `
  const others = new URLSearchParams(location.search).get('others');
  const ask = (host, protocols) => new Promise((resolve) => {
    const socket = new WebSocket('ws://' + host, protocols);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => socket.send('茶馆 🍵');
    socket.onerror = () => resolve('refused');
    socket.onmessage = ({ data }) => {
      const kind = typeof data === 'string' ? 'text' : 'binary';
      const text = kind === 'text' ? data : new TextDecoder().decode(data);
      socket.onclose = ({ code, wasClean }) => resolve([socket.protocol, kind, text, code, wasClean].join(' '));
      socket.close(1000);
    };
  });
  const all = [
    ask(location.host, ['text.ircv3.net', 'binary.ircv3.net']),
    ask(location.host, ['binary.ircv3.net']),
    ask(location.host, []),
    ask(others, ['text.ircv3.net']),
  ];
  Promise.all(all).then((heard) => fetch('/report?' + new URLSearchParams({ heard: JSON.stringify(heard) })));
`;

test('a page in a browser speaks through WebSocket with its own server, and with no other', {
  timeout: BROWSING,
}, async () => {
  const report = Promise.withResolvers<unknown>();
  const routes: readonly Route[] = [
    {
      path: '/page',
      handle: () => ({
        status: 200,
        type: 'text/html; charset=utf-8',
        body: '<!doctype html><script src="/page.js"></script>',
        policy: "default-src 'self'; connect-src 'self' ws:",
      }),
    },
    { path: '/page.js', handle: () => ({ status: 200, type: 'text/javascript; charset=utf-8', body: SCRIPT }) },
    {
      path: '/report',
      handle: ({ query }) => {
        report.resolve(JSON.parse(query.get('heard') ?? ''));
        return { status: 200, type: 'text/plain', body: '' };
      },
    },
  ];
  const house = await openHouse({ routes });
  const others = await openHouse();
  browse(`http://127.0.0.1:${house.port}/page?others=127.0.0.1:${others.port}`);
  expect(await report.promise).toEqual([
    'text.ircv3.net text 茶馆 🍵 1000 true',
    'binary.ircv3.net binary 茶馆 🍵 1000 true',
    ' text 茶馆 🍵 1000 true',
    'refused',
  ]);
  expect(others.happened).toContain('origin-refused');
  expect(await house.ended(3)).toEqual(['ended', 'ended', 'ended']);
});

test('curl is told how to join, in plain text', async () => {
  const curl = promisify(execFile);
  const { port } = await openHouse();
  const url = `http://127.0.0.1:${port}/`;
  for (const args of [[], ['--http2'], ['--http1.0'], ['--path-as-is', '-G', '-d', 'a=b']]) {
    const { stdout } = await curl('curl', ['-sS', '-f', ...args, url]);
    expect(stdout).toMatch(/^This is a chat server\n.*\n\nnc <here> & "there" en\n$/);
  }
  const { stdout: head } = await curl('curl', ['-sS', '-I', url]);
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Content-Length: \d+\r\n/);
  const { stdout: posted } = await curl('curl', ['-sS', '-H', 'Expect: 100-continue', '-d', 'a=b', url]);
  expect(posted).toBe('That cannot be done with this address; it can only be read.\n');
  // Longer than is read: the answer comes before the rest has been sent.
  const { stdout: long } = await curl('curl', ['-sS', '-H', 'Expect:', '-F', `a=@${process.execPath}`, url]);
  expect(long).toBe('The request is too long. Nothing here takes what is sent along with a request.\n');
});

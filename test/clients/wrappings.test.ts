// TLS, IPv6 and Unix sockets with the programs that people have; a browser at the real server.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { irc, plain } from '../client.ts';
import { type Program, start } from '../program.ts';
import { run as serve, startServer } from '../server.ts';
import { tlsOptions } from '../tls.ts';
import { BROWSING, browse } from './browser.ts';
import { INSTALLING, need } from './packages.ts';

beforeAll(() => need('chromium', 'curl', 'nc', 'openssl', 'socat'), INSTALLING);

const TLS = await tlsOptions();
const OTHER = await tlsOptions('other.example');
const FOLDER = mkdtempSync(join(tmpdir(), 'chaguan-wrappings-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));
const run = promisify(execFile);

/** Gives a name and says something; Bob hears it. */
async function comesInAndSpeaks(program: Program, port: number): Promise<void> {
  const bob = await irc(port, 'Bob');
  program.type('李雷');
  await program.printed.until('In #lobby:');
  program.type('你好');
  await bob.until('PRIVMSG #lobby :你好\r\n');
  bob.say('PRIVMSG #lobby :欢迎');
  await program.printed.until('Bob: 欢迎\n');
}

describe('openssl s_client', () => {
  const secure = (port: number, ...more: string[]): Program =>
    start('openssl', 's_client', '-quiet', '-connect', `127.0.0.1:${port}`, ...more);

  test.each(['-tls1_2', '-tls1_3'])('talks plain text with %s', async (version) => {
    const { port } = await startServer(...TLS);
    await comesInAndSpeaks(secure(port, version), port);
  });

  test.each(['-tls1', '-tls1_1'])('is refused with %s', async (version) => {
    const server = await startServer(...TLS);
    const old = secure(server.port, version, '-cipher', 'DEFAULT@SECLEVEL=0');
    expect(await old.printed.toTheEnd()).toMatch(/alert protocol version|no protocols available/);
    await server.logged({ event: 'disconnected', cause: 'refused' });
  });

  test('is shown the certificate of the name that it asks for', async () => {
    const { port } = await startServer(...TLS, ...OTHER);
    const subject = async (...name: string[]): Promise<string> => {
      const asked = run('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, ...name]);
      asked.child.stdin?.end();
      return /subject=(.*)/.exec((await asked).stdout)?.[1] ?? '';
    };
    expect(await subject('-servername', 'other.example')).toContain('other.example');
    expect(await subject('-servername', 'localhost')).toContain('localhost');
    expect(await subject('-noservername')).toContain('localhost');
  });

  test('weak ciphers are not spoken', async () => {
    const { port } = await startServer(...TLS);
    for (const cipher of ['NULL', 'aNULL', 'RC4', '3DES', 'EXPORT']) {
      const weak = secure(port, '-tls1_2', '-cipher', `${cipher}:@SECLEVEL=0`);
      expect(await weak.printed.toTheEnd(), cipher).toMatch(
        /alert handshake failure|no cipher match|no ciphers available/,
      );
    }
  });
});

test('without TLS whoever must have it is told so in the own protocol, and with it comes in', async () => {
  for (const [lang, sentence] of [
    ['en', 'This server speaks TLS only'],
    ['zh-CN', '这个服务器只接受 TLS'],
  ] as const) {
    const { port } = await startServer('--tls-only', '--lang', lang, ...TLS);
    const nc = start('nc', '127.0.0.1', String(port));
    nc.type('Ann');
    await nc.printed.until(sentence);
    const bare = start('nc', '127.0.0.1', String(port));
    bare.type('NICK Ann');
    await bare.printed.until(new RegExp(`ERROR :.*${sentence}`));
    const { stdout } = await run('curl', ['-sS', '-i', `http://127.0.0.1:${port}/x?y`]);
    expect(stdout).toContain(sentence);
    expect(stdout).toContain(`Location: https://127.0.0.1:${port}/x?y\r\n`);
    const followed = await run('curl', ['-sSkL', '-o', '/dev/null', '-w', '%{http_code}', `http://127.0.0.1:${port}/`]);
    expect(followed.stdout).toBe('200');
    const secure = start('openssl', 's_client', '-quiet', '-connect', `127.0.0.1:${port}`);
    secure.type('Ann');
    await secure.printed.until(/#lobby/);
  }
});

test('curl reads the page over TLS', async () => {
  const { port } = await startServer(...TLS);
  for (const version of ['--tlsv1.2', '--tlsv1.3']) {
    const { stdout } = await run('curl', ['-sSk', '-f', version, `https://127.0.0.1:${port}/`]);
    expect(stdout).toContain(`127.0.0.1:${port}`);
  }
  await expect(run('curl', ['-sSk', '--tls-max', '1.1', `https://127.0.0.1:${port}/`])).rejects.toThrow();
});

test('nc -6 comes in over IPv6', async () => {
  const server = await startServer('--listen', '127.0.0.1:0', '--listen', '[::1]:0');
  const { addresses } = await server.logged({ event: 'listening' });
  const [, second = ''] = addresses as readonly string[];
  await comesInAndSpeaks(start('nc', '-6', '::1', second.replace('[::1]:', '')), server.port);
  await server.logged({ event: 'said', text: '你好', who: '李雷', address: expect.stringMatching(/^\[::1\]:\d+$/) });
});

test('socat comes in over a Unix socket, though one was left over, and it is gone with the server', async () => {
  const path = join(FOLDER, 'tea');
  const killed = serve('serve', '--listen', `unix:${path}`, '--log', 'json');
  await killed.output.line();
  killed.process.kill('SIGKILL');
  await killed.exited;
  expect(existsSync(path)).toBe(true);
  const server = await startServer('--listen', '127.0.0.1:0', '--listen', `unix:${path}`);
  const second = serve('serve', '--listen', `unix:${path}`);
  expect(await second.output.toTheEnd()).toBe(`${path} is in use.\n`);
  await comesInAndSpeaks(start('socat', '-', `UNIX-CONNECT:${path}`), server.port);
  server.signal('SIGINT');
  await server.exited;
  expect(existsSync(path)).toBe(false);
});

test('a page in Chromium comes in over WebSocket, from where it may and nowhere else', {
  timeout: BROWSING,
}, async () => {
  const reports: string[] = [];
  const reported = Promise.withResolvers<void>();
  const script = (port: number): string => `
    const socket = new WebSocket('ws://127.0.0.1:${port}/', ['text.ircv3.net']);
    const report = (text) => fetch('/report?' + encodeURIComponent(text));
    socket.onopen = () => { for (const line of ['NICK 浏览器', 'USER w 0 * :W', 'JOIN #lobby']) socket.send(line); };
    socket.onmessage = ({ data }) => { if (/ 366 /.test(data)) socket.send('PRIVMSG #lobby :来自网页'); if (/ PRIVMSG #lobby /.test(data)) report(data); };
    socket.onerror = () => report('refused');`;
  let port = 0;
  const pages = createServer((request, response) => {
    if (request.url?.startsWith('/report?')) {
      reports.push(decodeURIComponent(request.url.slice('/report?'.length)));
      reported.resolve();
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(`<script>${script(port)}</script>`);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void pages.close());
  await once(pages, 'listening');
  const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  const server = await startServer('--origins', origin);
  port = server.port;
  const ann = await plain(server.port, 'Ann');
  browse(`${origin}/`);
  await ann.until('浏览器: 来自网页\n', BROWSING);
  ann.say('看到了');
  await reported.promise;
  expect(reports[0]).toMatch(/^:Ann!\S+ PRIVMSG #lobby :看到了$/);
  const stranger = await startServer();
  port = stranger.port;
  browse(`${origin}/again`);
  await stranger.logged({ event: 'web-refused', cause: 'origin-refused' });
});

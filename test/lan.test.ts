// Servers that announce themselves by multicast DNS, and who finds them. All of it stays on the loopback interface, where other
// tests may announce theirs: names are this test's own.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { announce } from '../src/lan/announce.ts';
import { openLink } from '../src/lan/link.ts';
import { start } from './program.ts';
import { run, startServer, type TestServer } from './server.ts';

const TIMEOUT = 30_000;

function uniqueName(): string {
  return `茶馆 ${randomUUID()}`;
}

async function announced(name: string, ...options: string[]): Promise<{ server: TestServer; label: string }> {
  const server = await startServer('--announce', '--name', name, ...options);
  const { name: label } = await server.logged({ event: 'announced' });
  return { server, label: String(label) };
}

async function discover(): Promise<string> {
  const { output, exited } = run('discover', '--host', '127.0.0.1', '--seconds', '3');
  expect(await exited).toBe(0);
  return output.all;
}

describe('a server that is announced', () => {
  test('is found by chaguan discover, with the command that joins it', { timeout: TIMEOUT }, async () => {
    const name = uniqueName();
    const { server } = await announced(name, '--password', 'tea');
    const lines = (await discover()).split('\n');
    const at = lines.findIndex((line) => line.startsWith(name));
    expect(lines.slice(at, at + 2).join(' ')).toContain(`chaguan connect 127.0.0.1:${server.port}`);
    expect(lines.slice(at, at + 2).join(' ')).toContain('password');
  });

  test('has another name when the name is taken, and both are found', { timeout: TIMEOUT }, async () => {
    const name = uniqueName();
    const first = await announced(name);
    const second = await announced(name);
    expect([first.label, second.label]).toEqual([name, `${name} (2)`]);
    const found = await discover();
    for (const { server } of [first, second]) expect(found).toContain(`chaguan connect 127.0.0.1:${server.port}`);
  });

  test('says goodbye', { timeout: TIMEOUT }, async () => {
    const { server, label } = await announced(uniqueName());
    const link = openLink('127.0.0.1', () => {});
    onTestFinished(() => link.destroy());
    const { promise: goodbye, resolve } = Promise.withResolvers<void>();
    link.on('response', ({ answers = [] }) => {
      if (answers.some((one) => one.type === 'SRV' && one.name === `${label}._irc._tcp.local` && one.ttl === 0))
        resolve();
    });
    await new Promise<void>((ready) => link.once('ready', ready));
    server.signal('SIGTERM');
    await goodbye;
    expect(await server.exited).toBe(0);
  });

  test('is understood by a program that is not ours', { timeout: TIMEOUT }, async () => {
    const { server, label } = await announced(uniqueName());
    const program = fileURLToPath(new URL('python/mdns_browse.py', import.meta.url));
    const { printed } = start('python3', program, '_irc._tcp.local', label);
    const [, port, version, name] = (await printed.line()).split('|');
    expect(Number(port)).toBe(server.port);
    expect(version).toMatch(/^chaguan=\d/);
    expect(name).toBe(`name=${label}`);
  });
});

describe('a server that cannot be announced', () => {
  const tea = { name: 'tea', version: '1', port: 1, tls: 'none', needsPassword: false } as const;

  test('says why, once, and goes on', async () => {
    const news: unknown[] = [];
    // IPv6 only; an address of nobody (RFC 5737).
    for (const host of ['::1', '203.0.113.9']) {
      const { promise: told, resolve } = Promise.withResolvers<void>();
      const announcement = announce(tea, host, (one) => {
        news.push(one);
        resolve();
      });
      await told;
      await announcement.close();
    }
    expect(news).toEqual([
      { kind: 'not-announced', error: null },
      { kind: 'not-announced', error: expect.objectContaining({ syscall: 'addMembership' }) },
    ]);
  });
});

// The wire, shown: `/trace on` of a plain-text guest.
import { expect, test } from 'vitest';
import { connect, plain, type TestClient } from './client.ts';
import { startServer, type TestServer } from './server.ts';
import { connectSecurely, tlsOptions } from './tls.ts';
import { udpGuest } from './udp-guest.ts';

const certificate = await tlsOptions();

/** Without the times. */
function timeless(text: string): string[] {
  return text
    .replaceAll('\r', '')
    .replace(/^-- \d+\.\d{3} (?:s|秒) /gm, '-- ')
    .split('\n')
    .slice(0, -1);
}

/** Somebody who is in and traced, with everything read. */
async function traced(server: TestServer, name: string): Promise<TestClient> {
  const client = await plain(server.port, name);
  client.say('/trace on');
  await client.until('/trace off ends it.\n');
  return client;
}

test('shows each chunk, how it was cut into messages and why, and what is answered', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await traced(server, 'Bob');
  expect(await ann.line()).toBe('-- Bob joined');
  bob.send('one\ntwo\r\nthr');
  expect(timeless(await bob.until(/waiting for a newline\r?\n/))).toEqual([
    '-- ← 12 bytes received',
    '-- 0000 6f 6e 65 0a 74 77 6f 0d  0a 74 68 72             |one.two..thr|',
    '-- = 1 message, up to its newline (LF): one',
    '-- = 1 message, up to its newline (CR LF): two',
    '-- = 3 bytes are no message yet: waiting for a newline',
  ]);
  bob.send('ee\n');
  expect(timeless(await bob.until(/three\r?\n/))).toEqual([
    '-- ← 3 bytes received',
    '-- 0000 65 65 0a                                         |ee.|',
    '-- = 1 message, up to its newline (LF): three',
  ]);
  for (const text of ['one', 'two', 'three']) expect(await ann.line()).toBe(`Bob: ${text}`);
  ann.say('茶');
  expect(timeless(await bob.until(/\|\r?\n/))).toEqual([
    'Ann: 茶',
    '-- → 9 bytes sent',
    '-- 0000 41 6e 6e 3a 20 e8 8c b6  0a                      |Ann: 茶 .|',
  ]);
  bob.say('/trace off');
  expect(timeless(await bob.until('no longer see the bytes of your connection.\n')).slice(2)).toEqual([
    '-- = 1 message, up to its newline (LF): /trace off',
    '-- You no longer see the bytes of your connection.',
  ]);
  bob.say('/trace x');
  expect(await bob.line()).toBe('-- Like this: /trace on|off');
});

test('shows what silence and the end cut, and the end of either side', async () => {
  const server = await startServer('--lang', 'zh-CN', '--names', 'address');
  const client = await connect(server.port);
  client.send('/trace on');
  await client.until('/trace off 结束。\n');
  client.send(Buffer.from('你好').subarray(0, 5));
  expect(timeless(await client.until(/没有数据\n/))).toEqual([
    '-- ← 收到 5 字节',
    '-- 0000 e4 bd a0 e5 a5                                   |你 ..|',
    '-- = 5 字节还不是一条消息：等换行，或者等 1000 毫秒没有数据',
  ]);
  client.send(Buffer.from('你好').subarray(5));
  expect(timeless(await client.until(/你好\n/))).toEqual([
    '-- ← 收到 1 字节',
    '-- 0000 bd                                               |.|',
    '-- = 6 字节还不是一条消息：等换行，或者等 50 毫秒没有数据',
    '-- = 1 条消息：之后有一会儿没有数据：你好',
  ]);
  client.socket.end('再见');
  expect(timeless(await client.heard.toTheEnd())).toEqual([
    '-- ← 收到 6 字节',
    '-- 0000 e5 86 8d e8 a7 81                                |再 见 |',
    expect.stringMatching('-- = 6 字节还不是一条消息'),
    '-- ← 结束：客户端不再发数据，但也许还在接收',
    '-- = 1 条消息：数据到头了：再见',
    '-- 再见！',
    '-- → 发出 13 字节',
    expect.stringMatching('-- 0000'),
    '-- → 结束：这边不再发数据',
  ]);
});

test('shows what is inside TLS, and each datagram of UDP', async () => {
  const server = await startServer(...certificate, '--udp', '0');
  const tia = await connectSecurely(server.port, null);
  tia.say('Tia', '/trace on');
  expect(await tia.until(/inside\n/)).toMatch(/-- 0\.\d{3} s TLSv1\.3, TLS_\w+; what follows is what is inside\n$/);
  tia.say('hello');
  await tia.until('68 65 6c 6c 6f 0a ');

  const udo = await udpGuest(server, 'Udo');
  udo.send('/trace on');
  await udo.until('UDP; each piece is a datagram\n');
  udo.send('one');
  udo.send('two');
  const shown = timeless(await udo.until('a datagram is one: two\n'));
  expect(shown.filter((line) => !line.startsWith('-- 0'))).toEqual([
    '-- ← 3 bytes received',
    '-- = 1 message: a datagram is one: one',
    '-- ← 3 bytes received',
    '-- = 1 message: a datagram is one: two',
  ]);
});

test('shows the beginning of what is long', async () => {
  const server = await startServer();
  const bob = await traced(server, 'Bob');
  bob.send(`${'x'.repeat(3000)}\n`);
  const long = timeless(await bob.until(/newline \(LF\).*\n/));
  expect(long[0]).toBe('-- ← 3001 bytes received, the first 1024:');
  expect(long).toHaveLength(1 + 1024 / 16 + 1);
  expect(long.at(-1)).toBe(`-- = 1 message, up to its newline (LF): ${'x'.repeat(40)}…`);
});

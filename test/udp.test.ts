// Plain text over UDP, as docs/UDP.md says it is.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connect, irc, plain } from './client.ts';
import { INSTALLING, need } from './clients/packages.ts';
import { start } from './program.ts';
import { run, startServer } from './server.ts';
import { stranger, udpGuest, udpPort } from './udp-guest.ts';

beforeAll(() => need('nc'), INSTALLING);

test('guests over UDP and TCP are in the same room', async () => {
  const server = await startServer('--udp', '0');
  const [ann, ida] = [await plain(server.port, 'Ann'), await irc(server.port, 'Ida')];
  await ann.until('Ida joined\n');
  const udo = await udpGuest(server, 'Udo');
  expect(await ann.line()).toBe('-- Udo joined');
  udo.send('no newline');
  udo.send('with one\n');
  udo.send('two\nlines');
  for (const text of ['no newline', 'with one', 'two lines']) expect(await ann.line()).toBe(`Udo: ${text}`);
  await ida.until('PRIVMSG #lobby :two lines\r\n');
  ann.say('hello', '@Udo only you');
  expect(await udo.until('you\n')).toBe('Ann: hello\n[private] Ann: only you\n');
  udo.send('@Ann and you');
  expect(await ann.line()).toBe('[private] Udo: and you');
  udo.send('q');
  expect(await udo.until('Goodbye!')).toBe('-- Goodbye!');
  expect(await ann.line()).toBe('-- Udo left');
  await server.logged({ event: 'disconnected', who: 'Udo', address: udo.address, cause: 'left' });
});

test('an address is told nothing before the code has come back, and nobody hears of it', async () => {
  const server = await startServer('--udp', '0');
  const ann = await plain(server.port, 'Ann');
  const eve = await stranger(server);
  eve.send('Eve\n');
  const code = await eve.until(/^.{4}$/);
  eve.send('/who\n');
  expect(await eve.until('\n')).toBe(`${code}\n`);
  await udpGuest(server, 'Udo');
  expect(await ann.line()).toBe('-- Udo joined');
  await server.logged({ event: 'joined', who: 'Udo' });
  expect(server.log.filter(({ event, address }) => event === 'connected' && address === eve.address)).toEqual([]);
  eve.send(` ${code.toLowerCase()}\n`);
  await eve.until('You are Eve');
});

test('a message stays a message', async () => {
  const server = await startServer('--udp', '0', '--mode', 'echo');
  const udo = await stranger(server);
  await udo.call('first');
  await udo.until(/^first$/);
  const sent = ['a', '你好', 'c\n', ...Array.from({ length: 20 }, (_, i) => `message ${i}`), 'the last'];
  for (const text of sent) udo.send(text);
  await udo.until('the last');
  expect(udo.datagrams.slice(2)).toEqual(sent);
});

test('what comes too fast is lost; over TCP it waits', async () => {
  const server = await startServer('--udp', '0', '--commands-per-second', '20');
  const [tom, udo] = [await plain(server.port, 'Tom'), await udpGuest(server, 'Udo')];
  const numbers = Array.from({ length: 200 }, (_, i) => `${i}`);
  const some = numbers.slice(0, 80);
  for (const number of numbers) udo.send(number);
  tom.say(...some, 'done');
  await server.logged({ event: 'said', text: 'done' });
  const said = server.log.filter(({ event }) => event === 'said');
  const by = (name: string) => said.filter(({ who }) => who === name).map(({ text }) => text);
  expect(by('Tom')).toEqual([...some, 'done']);
  const heard = by('Udo');
  expect(heard.length).toBeGreaterThanOrEqual(39);
  expect(heard.length).toBeLessThan(numbers.length);
  expect(heard).toEqual(numbers.filter((number) => heard.includes(number)));
});

test('a datagram that is empty, too long or no text does no harm', async () => {
  const server = await startServer('--udp', '0');
  const ann = await plain(server.port, 'Ann');
  const udo = await udpGuest(server, 'Udo');
  await ann.until('Udo joined\n');
  udo.send('');
  udo.send(Buffer.alloc(65_507, 'x'));
  await udo.until('-- That was too long (more than 4096 bytes) and was not sent.\n');
  // Half of a character, and what telnet would take for the beginning of something: the next one begins anew.
  udo.send(new Uint8Array([0xe4, 0xbd]));
  udo.send(new Uint8Array([0xff, 0xfa, 0x61]));
  udo.send('fine\0\0\0');
  expect(await ann.line()).toBe('Udo: \ufffd');
  expect(await ann.line()).toBe('Udo: \ufffd\ufffda');
  expect(await ann.line()).toBe('Udo: fine');
});

test('a long line comes in datagrams of 1,200 bytes at most', async () => {
  const server = await startServer('--udp', '0');
  const ann = await plain(server.port, 'Ann');
  const udo = await udpGuest(server, 'Udo');
  ann.say('好'.repeat(1300));
  expect(await udo.until('好\n')).toBe(`Ann: ${'好'.repeat(1300)}\n`);
  expect(udo.datagrams.slice(-4).map((text) => Buffer.byteLength(text))).toEqual([1199, 1200, 1200, 307]);
});

test('who is not let in is told why, after the code', async () => {
  const server = await startServer('--udp', '0', '--max-clients', '1', '--password', 'secret');
  const udo = await stranger(server);
  await udo.call('secret');
  await udo.until('-- What is your name');
  const ida = await stranger(server);
  await ida.call('secret');
  await ida.until(/^-- .*full.*\n/m);
  await server.logged({ event: 'turned-away', address: ida.address });
});

test('when the server stops, UDP guests are told too, and it ends', async () => {
  const server = await startServer('--udp', '0');
  const udo = await udpGuest(server, 'Udo');
  server.signal('SIGTERM');
  await udo.until('-- Goodbye');
  expect(await server.exited).toBe(0);
});

test('without --udp there is none', async () => {
  const server = await startServer();
  expect(await server.logged({ event: 'listening' })).toMatchObject({ addresses: [`127.0.0.1:${server.port}`] });
});

test('a UDP port in use is one line, and says which option to change', async () => {
  const port = await udpPort(await startServer('--udp', '0'));
  const { output, exited } = run('serve', '--port', '0', '--host', '127.0.0.1', '--udp', `${port}`);
  expect(await output.toTheEnd()).toBe(`Port ${port} is in use. Another with --udp N.\n`);
  expect(await exited).toBe(1);
});

test('nc -u, as in the docs', async () => {
  const server = await startServer('--udp', '0');
  const ann = await plain(server.port, 'Ann');
  const nc = start('nc', '-u', '127.0.0.1', `${await udpPort(server)}`);
  nc.type('小红');
  const code = await nc.printed.line();
  nc.type(code);
  expect(await nc.printed.until(/In #lobby.*\n/)).toMatch(/^-- You are 小红 .*\n-- In #lobby: Ann, 小红\n$/);
  await ann.until('小红 joined\n');
  nc.type('你好');
  expect(await ann.line()).toBe('小红: 你好');
  ann.say('hi');
  expect(await nc.printed.line()).toBe('Ann: hi');
});

test.each(['docs/UDP.md', 'docs/UDP.zh-CN.md'])('the Python program of %s', async (page) => {
  const directory = mkdtempSync(join(tmpdir(), 'chaguan-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const code = /```python\n(.*?)```/s.exec(readFileSync(new URL(`../${page}`, import.meta.url), 'utf8'))?.[1] ?? '';
  const file = join(directory, 'udp.py');
  writeFileSync(file, code);
  const server = await startServer('--udp', '0');
  const ann = await connect(server.port);
  ann.say('Ann');
  await ann.until(/In #lobby.*\n/);
  const program = start('python3', file, '127.0.0.1', `${await udpPort(server)}`);
  program.type('小红');
  await program.printed.until('-- In #lobby: Ann, 小红\n');
  await ann.until('小红 joined\n');
  program.type('你好');
  expect(await ann.line()).toBe('小红: 你好');
  ann.say('hi');
  expect(await program.printed.line()).toBe('Ann: hi');
  program.endTyping();
  expect(await program.exited).toBe(0);
});

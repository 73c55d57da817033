// IRC over WebSocket, on the same port and in the same rooms (IRCv3 websocket).
import { expect, test } from 'vitest';
import { irc, plain } from './client.ts';
import { startServer } from './server.ts';
import { webIrc, webSocket } from './websocket.ts';

test('everybody is in the same room, whatever brings the lines', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await irc(server.port, 'Bob');
  const text = await webIrc(server.port, 'Cai');
  const binary = await webIrc(server.port, 'Dan', ['binary.ircv3.net']);
  const neither = await webIrc(server.port, 'Eve', []);
  await ann.until('Eve joined');
  text.say('PRIVMSG #lobby :茶 🍵');
  for (const other of [binary, neither]) await other.until(/^:Cai!\S+ PRIVMSG #lobby :茶 🍵\n$/m);
  await bob.until('PRIVMSG #lobby :茶 🍵\r\n');
  await ann.until('Cai: 茶 🍵\n');
  binary.say(Buffer.from('PRIVMSG #lobby :馆'));
  await ann.until('Dan: 馆\n');
  ann.say('hello');
  for (const other of [text, binary, neither]) await other.until('PRIVMSG #lobby :hello\n');
  expect([text, binary, neither].map(({ kinds }) => [...kinds])).toEqual([['text'], ['binary'], ['text']]);
});

test('a message is a single line, and held to the limits of one', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const cai = await webIrc(server.port, 'Cai', ['binary.ircv3.net']);
  cai.say('PRIVMSG #lobby :one\nQUIT :two', 'PRIVMSG #lobby :three\r\n', 'x'.repeat(511));
  await ann.until('Cai: one QUIT :two\nCai: three\n');
  await cai.until(/ 417 Cai .*\n/);
  cai.say(Buffer.from([...Buffer.from('PRIVMSG #lobby :'), 0xff]));
  await cai.until(/FAIL PRIVMSG INVALID_UTF8 .*\n/);
  cai.say('x'.repeat(10_000));
  expect(await cai.closed).toBe(1009);
  await ann.until('Cai left');
});

test('who quits, and who is told that the house closes, gets the last words and a close frame', async () => {
  const server = await startServer();
  const cai = await webIrc(server.port, 'Cai');
  const dan = await webIrc(server.port, 'Dan');
  cai.say('QUIT :bye');
  expect(await cai.until(/^ERROR .*\n/m)).toContain('ERROR');
  expect(await cai.closed).toBe(1000);
  await dan.until(/^:Cai!\S+ QUIT .*\n/m);
  server.signal('SIGINT');
  await dan.until(/^ERROR .*\n/m);
  expect(await dan.closed).toBe(1000);
  await server.exited;
});

test('only a proxy of ours may say for whom it speaks', async () => {
  const forwarded = { 'X-Forwarded-For': '198.51.100.1, 192.0.2.7' };
  const server = await startServer('--proxies', '127.0.0.1');
  const cai = await webIrc(server.port, 'Cai', ['text.ircv3.net'], forwarded);
  cai.say('WHOIS Cai');
  await cai.until(/ 311 Cai Cai \S+ 192\.0\.2\.7 /);
  const stranger = await startServer();
  await expect(webSocket(stranger.port, 'Cai', ['text.ircv3.net'], forwarded)).rejects.toThrow('400');
  await stranger.logged({ event: 'web-refused', cause: 'forwarded-by-stranger' });
});

test('only pages that may do so open one', async () => {
  const server = await startServer('--origins', 'https://tea.example');
  const from = (origin: string) => webSocket(server.port, origin, ['text.ircv3.net'], { Origin: origin });
  await from('https://tea.example');
  await from(`http://127.0.0.1:${server.port}`);
  await expect(from('https://evil.example')).rejects.toThrow('403');
  await server.logged({ event: 'web-refused', cause: 'origin-refused' });
});

// How plain-text clients end their messages, over real sockets.
import { expect, test } from 'vitest';
import { connect, irc, plain, unasked } from './client.ts';
import { run, SERVE, startServer } from './server.ts';

/** ms; longer than the silence after which a piece without a newline is a message. */
const SILENCE = 120;

test('a piece without a newline, and then silence, is a message', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await connect(server.port);
  bob.send('Bob');
  await bob.until('In #lobby: Ann, Bob\n');
  bob.send('no newline');
  expect(await ann.until('no newline\n')).toBe('-- Bob joined\nBob: no newline\n');
});

test('a character that is cut between two pieces arrives whole', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await connect(server.port);
  bob.send('Bob');
  await bob.until('In #lobby');
  const text = Buffer.from('你好👋');
  await bob.sendPieces([text.subarray(0, 4), text.subarray(4, 8), text.subarray(8)], SILENCE);
  expect(await ann.until('👋\n')).toBe('-- Bob joined\nBob: 你好👋\n');
});

test('what is left at the end of the stream counts, and is answered before the connection closes', async () => {
  const hub = await startServer();
  const ann = await plain(hub.port, 'Ann');
  const bob = await connect(hub.port);
  bob.send('Bob\nsee you');
  bob.finish();
  expect(await bob.heard.toTheEnd()).toMatch(/^-- You are Bob .*\n-- In #lobby: Ann, Bob\n-- Goodbye!\n$/);
  expect(await ann.until('left')).toBe('-- Bob joined\nBob: see you\n-- Bob left');

  const echo = await startServer('--mode', 'echo');
  const cat = await connect(echo.port);
  cat.send('hi');
  cat.finish();
  expect(await cat.heard.toTheEnd()).toMatch(/^hi/);
});

test('a telnet that sends every key at once is not cut into letters', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await connect(server.port);
  await bob.sendPieces('Bob\r\n', SILENCE / 2);
  await bob.until('In #lobby: Ann, Bob\r\n');
  await bob.sendPieces(['h', 'u', '\b', 'i', ' ', '你', '\r\n'], SILENCE);
  expect(await ann.until('你\n')).toBe('-- Bob joined\nBob: hi 你\n');
});

test('nor is it when some of the keys travelled together', async () => {
  const server = await startServer();
  const bob = await connect(server.port);
  await bob.until('name?');
  await bob.sendPieces(['B', 'ob', 'by'], 2 * SILENCE);
  bob.send('\r\n');
  await bob.until('In #lobby');
  expect(bob.heard.all).toContain('You are Bobby');
});

test('a program that sent its name with a newline and nothing else with one is heard', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await plain(server.port, 'Bob');
  bob.send('no newline');
  expect(await ann.until('no newline\n')).toBe('-- Bob joined\nBob: no newline\n');
});

test('a C program may send the whole of its buffer', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await connect(server.port);
  const buffer = (text: string): Buffer => Buffer.concat([Buffer.from(text), Buffer.alloc(1000)]);
  bob.send(buffer('Bob'));
  await bob.until('In #lobby: Ann, Bob\n');
  bob.send(Buffer.concat([buffer('one'), buffer('two')]));
  expect(await ann.until('two\n')).toBe('-- Bob joined\nBob: one\nBob: two\n');
});

test('a line that was being typed when the connection broke is nobody’s message', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  bob.send('all of it\nhalf of');
  await ann.until('all of it\n');
  bob.socket.resetAndDestroy();
  expect(await ann.until('left')).toBe('-- Bob left');
});

test('who ends lines with CR LF gets CR LF', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await plain(server.port, 'Bob', '\r\n');
  await ann.until('Bob joined\n');
  ann.say('one');
  expect(await bob.until('one\r\n')).toBe('Ann: one\r\n');
  bob.send('two\r\n/topic\r\n');
  expect(await ann.until('two\n')).toBe('Bob: two\n');
  expect(await bob.until('topic\r\n')).toBe('-- #lobby has no topic\r\n');
});

test('--framing chunk: every piece is a message, at once', async () => {
  const server = await startServer('--mode', 'echo', '--framing', 'chunk');
  const client = await connect(server.port);
  client.send('a');
  await client.until(/^a$/);
  client.send('你好');
  await client.until(/^你好$/);
  client.send('one\ntwo');
  await client.until(/^one two$/);
});

test('--framing line: only a newline ends a message', async () => {
  const server = await startServer('--names', 'address', '--framing', 'line');
  const [ann, bob] = [await unasked(server), await unasked(server)];
  await bob.sendPieces(['a', 'bc', ' d'], SILENCE);
  bob.send('ef\n');
  await ann.until('joined\n');
  expect(await ann.line()).toBe(`${bob.address}: abc def`);
});

test('a message that is too long is not sent, and its sender is told', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await ann.until('joined\n');
  bob.say('x'.repeat(4097));
  await bob.until('-- That was too long (more than 4096 bytes) and was not sent.\n');
  bob.say('好'.repeat(1365));
  expect(await ann.line()).toBe(`Bob: ${'好'.repeat(1365)}`);
  const unframed = await connect(server.port);
  unframed.send('Cat');
  await unframed.until('In #lobby');
  unframed.send('y'.repeat(100_000));
  await unframed.until('-- That was too long');
  unframed.send('short');
  expect(await ann.until('short\n')).toBe('-- Cat joined\nCat: short\n');
});

test('bytes that are not UTF-8 do no harm', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await irc(server.port, 'Bob');
  await ann.until('Bob joined\n');
  const cat = await plain(server.port, 'Cat');
  await ann.until('Cat joined\n');
  cat.send(Buffer.from([0x61, 0xc3, 0x28, 0x80, 0xf0, 0x9f, 0x0a]));
  expect(await ann.line()).toBe('Cat: a\ufffd(\ufffd\ufffd');
  await bob.until(':a\ufffd(\ufffd\ufffd\r\n');
  cat.send(Buffer.from([0xe4, 0xbd, 0x0a, 0x07, 0x05, 0x0a]));
  expect(await ann.line()).toBe('Cat: \ufffd');
  expect(await ann.line()).toBe('Cat: ␇␅');
});

const NASTY = 'x\x1b[2J\x1b]0;owned\x07\x9b31my\x08\u202ez\u2028w';

test('what people say cannot draw on the screens of others', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await irc(server.port, 'Bob');
  bob.say(
    `PRIVMSG #lobby :${NASTY}`,
    `PRIVMSG Ann :${NASTY}`,
    `AWAY :${NASTY}`,
    `PRIVMSG #lobby :\x01ACTION ${NASTY}\x01`,
    `NICK Bob${NASTY}`,
    'PRIVMSG #lobby :\x0304,01red\x0f \x02bold\x02',
    `QUIT :${NASTY}`,
  );
  const seen = await ann.until(/left.*\n/);
  expect(seen).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]/);
  expect(seen.match(/x␛\[2J␛\]0;owned␇\ufffd31my␈\ufffdz\ufffdw/g)).toHaveLength(5);
  expect(seen).toContain('Bob: red bold\n');
});

test('nor on the screen of who reads the log', async () => {
  for (const format of ['text', 'json']) {
    const { process, output } = run(...SERVE, '--port', '0', '--host', '127.0.0.1', '--log', format);
    await output.until(format === 'text' ? 'Listening on 127.0.0.1:' : '"port":');
    const port = Number(/^\d+/.exec(await output.until(/\d+(?=\D)/))?.[0]);
    const ann = await plain(port, 'Ann');
    ann.say(NASTY, `/away ${NASTY}`, `/quit ${NASTY}`);
    await ann.closed;
    process.kill('SIGTERM');
    const written = await output.toTheEnd();
    expect(written.match(/owned/g)?.length).toBeGreaterThanOrEqual(3);
    expect(written).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]/);
  }
});

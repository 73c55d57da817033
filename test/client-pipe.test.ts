// `chaguan connect` with its input piped: what scripts do.
import { expect, test } from 'vitest';
import { irc, plain } from './client.ts';
import { type Program, start } from './program.ts';
import { closedPort, scripted } from './scripted.ts';
import { BIN, startServer } from './server.ts';

function chat(port: number, ...args: string[]): Program {
  return start(process.execPath, BIN, 'connect', `127.0.0.1:${port}`, ...args);
}

test('says each line, waits until all have come back, and leaves', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'ann');
  const bob = chat(server.port, '--name', 'bob');
  bob.type('你好');
  bob.type('@ann psst');
  bob.type('@@ and // are signs');
  bob.type('/me waves');
  bob.endTyping();
  expect(await bob.exited).toBe(0);
  const printed = await bob.printed.toTheEnd();
  expect(printed).toMatch(/ bob: 你好\n.* you → ann: psst\n.* bob: @ and \/\/ are signs\n.* \* bob waves\n$/);
  expect(printed).not.toContain('\x1b');
  await ann.until(/bob: 你好\n(?:.*\n)*.*bob: psst\n.*bob: @ and \/\/ are signs\n.*\* bob waves\n.*bob left/);
});

test('sends no faster than the server takes it, however much there is', async () => {
  const server = await startServer('--commands-per-second', '200', '--command-burst', '10', '--command-backlog', '30');
  const ann = await irc(server.port, 'ann');
  const bob = chat(server.port, '--name', 'bob');
  const words = Array.from({ length: 300 }, (_, index) => `word ${index}`);
  for (const word of words) bob.type(word);
  bob.endTyping();
  expect(await bob.exited).toBe(0);
  const heard = [...(await ann.until(/ QUIT .*\r\n/)).matchAll(/PRIVMSG #lobby :(word \d+)/g)].map(([, word]) => word);
  expect(heard).toEqual(words);
});

test('cuts what is too long for one line of IRC, and loses nothing', async () => {
  const server = await startServer();
  const ann = await irc(server.port, 'ann');
  const bob = chat(server.port, '--name', 'bob');
  const text = '茶馆里人来人往，说说笑笑。'.repeat(40);
  bob.type(text);
  bob.endTyping();
  expect(await bob.exited).toBe(0);
  const heard = [...(await ann.until(/ QUIT .*\r\n/)).matchAll(/PRIVMSG #lobby :(.*)\r\n/g)].map(([, words]) => words);
  expect(heard.length).toBeGreaterThan(3);
  expect(heard.join('')).toBe(text);
});

test('says what comes next in the room that was joined before', async () => {
  const server = await startServer();
  const bob = chat(server.port, '--name', 'bob', '--room', '茶');
  for (const line of ['one', '/join dev', 'two', '/leave', 'three']) bob.type(line);
  bob.endTyping();
  expect(await bob.exited).toBe(0);
  await server.logged({ event: 'said', room: '#茶', text: 'one' });
  await server.logged({ event: 'said', room: '#dev', text: 'two' });
  await server.logged({ event: 'said', room: '#茶', text: 'three' });
});

test('takes a number when the name is taken, and says why a name cannot be', async () => {
  const server = await startServer();
  await plain(server.port, 'bob');
  const second = chat(server.port, '--name', 'bob', '--lang', 'zh-CN');
  second.endTyping();
  await second.printed.until('名字“bob”已经有人用了，改用 bob2 试试。\n');
  await second.printed.until('你叫 bob2。');
  expect(await second.exited).toBe(0);
  const bad = chat(server.port, '--name', 'a!b');
  expect(await bad.printed.toTheEnd()).toBe('Cannot be called "a!b": A name cannot have "!" in it.\n');
  expect(await bad.exited).toBe(1);
});

test('leaves when asked to, and ends when the server goes', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'ann');
  const bob = chat(server.port, '--name', 'bob');
  await bob.printed.until('In #lobby:');
  bob.signal('SIGINT');
  expect(await bob.exited).toBe(0);
  await ann.until('bob left');
  const eve = chat(server.port, '--name', 'eve');
  await eve.printed.until('In #lobby:');
  await server.stop();
  await eve.printed.until('The connection is gone: the server closed it.\n');
  expect(await eve.exited).toBe(1);
});

test('talks to a server that knows no capabilities', async () => {
  const said: string[] = [];
  const port = await scripted((socket) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\r\n')) {
        const [verb = '', ...params] = line.split(' ');
        if (verb === 'NICK') socket.write(`:old 001 ${params[0]} :Welcome\r\n`);
        if (verb === 'JOIN') socket.write(`:bob!b@h JOIN ${params[0]}\r\n:old 366 bob ${params[0]} :End\r\n`);
        if (verb === 'PRIVMSG') said.push(line);
        if (verb === 'PING') socket.write(`:old PONG old ${params[0]}\r\n`);
        if (verb === 'QUIT') socket.end('ERROR :bye\r\n');
      }
    });
  });
  const bob = chat(port, '--name', 'bob');
  bob.type('hello there');
  bob.endTyping();
  await bob.printed.until(' bob: hello there\n');
  expect(await bob.exited).toBe(0);
  expect(said).toEqual(['PRIVMSG #lobby :hello there']);
});

test.each([
  [['--bad'], 'There is no option --bad. See --help.\n'],
  [['--name'], '--name needs a value.\n'],
  [['--name', 'bob', '--raw'], '--name does not go with --raw. See --help.\n'],
  [['--framing', 'line'], '--framing goes only with --raw. See --help.\n'],
  [['--lang', 'fr'], '--lang: one of en, zh-CN wanted, not "fr".\n'],
  [['one', 'two'], 'One host is enough; "two" is too much. See --help.\n'],
  [
    ['host:99999'],
    '"host:99999" is not an address: host, host:port, [IPv6]:port (ports from 1 to 65535), irc://…, ircs://… or unix:/path.\n',
  ],
])('%j is one clear line and exit code 2', async (args, line) => {
  const program = start(process.execPath, BIN, 'connect', ...args);
  expect(await program.printed.toTheEnd()).toBe(line);
  expect(await program.exited).toBe(2);
});

test('a server that is not there is one clear line and exit code 1', async () => {
  const port = await closedPort();
  const program = chat(port, '--name', 'bob');
  expect(await program.printed.toTheEnd()).toBe(`Cannot connect to 127.0.0.1:${port}: nobody listens there.\n`);
  expect(await program.exited).toBe(1);
});

// `chaguan connect --raw` against other people's servers, which know nothing of lines.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Program, start } from './program.ts';
import { scripted } from './scripted.ts';
import { BIN, startServer } from './server.ts';

interface PythonServer {
  readonly program: Program;
  readonly port: number;
}

async function pythonServer(name: string, ...args: string[]): Promise<PythonServer> {
  const program = start('python3', fileURLToPath(new URL(`python/${name}.py`, import.meta.url)), ...args);
  return { program, port: Number(await program.printed.line()) };
}

function raw(port: number, ...args: string[]): Program {
  return start(process.execPath, BIN, 'connect', `127.0.0.1:${port}`, '--raw', ...args);
}

test('sends lines with a newline to a server that sends them back, and ends when nothing more comes', async () => {
  const echo = await pythonServer('raw_echo_server');
  const client = raw(echo.port);
  client.type('你好');
  await client.printed.until('你好\n');
  await echo.program.printed.until("received '\\u4f60\\u597d\\n'");
  client.type('again');
  client.endTyping();
  await client.printed.until('again\n');
  expect(await client.exited).toBe(0);
  await echo.program.printed.until("received ''");
});

test('leaves newlines away once the server has spoken without one', async () => {
  const echo = await pythonServer('raw_echo_server', 'greet');
  const client = raw(echo.port);
  await client.printed.until('welcome\n');
  client.type('one');
  await client.printed.until('one\n');
  client.type('two');
  client.endTyping();
  await echo.program.printed.until(/received 'one'\nreceived 'two'\nreceived ''\n/);
  expect(await client.printed.toTheEnd()).toMatch(/^two\n/);
  expect(await client.exited).toBe(0);
});

test('prints an answer without a newline after a short silence', async () => {
  const echo = await pythonServer('raw_echo_server', 'upper');
  const client = raw(echo.port);
  client.type('hello');
  await client.printed.until('HELLO\n');
});

test.each([
  ['line', 'one\\ntwo\\n', /^received 'one\\n(?:'\nreceived ')?two\\n'\n$/],
  ['chunk', 'one, two', /^received 'one'\nreceived 'two'\n$/],
])('--framing %s sends %s', async (framing, _, received) => {
  const echo = await pythonServer('raw_echo_server', 'greet');
  const client = raw(echo.port, '--framing', framing);
  client.type('one');
  client.type('two');
  client.endTyping();
  expect(await client.exited).toBe(0);
  const all = await echo.program.printed.until("received ''\n");
  expect(all.slice(0, -"received ''\n".length)).toMatch(received);
});

test('waits no longer than two seconds for a server that has nothing to say and does not close', async () => {
  const heard: string[] = [];
  const port = await scripted((socket) => {
    socket.setEncoding('utf8').on('data', (text: string) => heard.push(text));
  });
  const client = raw(port);
  client.type('hello');
  client.endTyping();
  expect(await client.exited).toBe(0);
  expect(heard.join('')).toBe('hello\n');
});

test('talks to others through a hub that frames nothing', async () => {
  const hub = await pythonServer('raw_hub_server');
  const ann = raw(hub.port);
  await ann.printed.until('you are 1\n');
  const bob = raw(hub.port);
  await bob.printed.until('you are 2\n');
  ann.type('你好，茶馆 👋');
  await bob.printed.until('[1] 你好，茶馆 👋\n');
  bob.type('hello\x1b[2J');
  await ann.printed.until('[2] hello␛[2J\n');
  ann.endTyping();
  expect(await ann.exited).toBe(0);
  await hub.program.printed.until('left 1\n');
  bob.endTyping();
  expect(await bob.exited).toBe(0);
});

test('joins characters that were cut between two chunks, however long the second takes', async () => {
  const bytes = Buffer.from('茶馆');
  const port = await scripted((socket) => {
    socket.write(bytes.subarray(0, 4));
    // The client's word says that it has printed what there was.
    socket.once('data', () => socket.end(bytes.subarray(4)));
  });
  const client = raw(port);
  await client.printed.until('茶\n');
  client.type('go on');
  await client.printed.until('馆\n');
  expect(await client.exited).toBe(0);
});

test('says that the server has closed the connection, and how', async () => {
  const polite = await pythonServer('raw_echo_server', 'hang_up');
  const client = raw(polite.port);
  client.type('bye');
  await client.printed.until(/bye\n(?:.*\n)*The server has closed the connection\.\n/);
  expect(await client.exited).toBe(0);

  const rude = await pythonServer('raw_echo_server', 'reset');
  const other = raw(rude.port);
  other.type('bye');
  await other.printed.until('The connection is gone: it was reset.\n');
  expect(await other.exited).toBe(1);
});

test('ends cleanly when asked to', async () => {
  const echo = await pythonServer('raw_echo_server', 'greet');
  const client = raw(echo.port);
  await client.printed.until('welcome\n');
  client.signal('SIGTERM');
  expect(await client.exited).toBe(0);
});

test('talks to Chaguan as a plain-text client', async () => {
  const { port } = await startServer();
  const client = raw(port);
  client.type('bob');
  await client.printed.until('You are bob at Chaguan.');
  client.type('quit');
  await client.printed.until('The server has closed the connection.\n');
  expect(await client.exited).toBe(0);
});

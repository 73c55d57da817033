// `chaguan connect --trace`: every piece, and how it was cut into messages.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { certificateFor, files, scriptedTls } from './certificates.ts';
import { irc } from './client.ts';
import { type Program, start } from './program.ts';
import { scripted } from './scripted.ts';
import { BIN, startServer } from './server.ts';

/** The client with its trace in a file, apart from what it prints. */
function traced(...args: string[]): { readonly program: Program; readonly trace: () => string } {
  const { errors } = files({ errors: '' });
  const program = start(
    'sh',
    '-c',
    `exec "$@" 2>'${errors}'`,
    'sh',
    process.execPath,
    BIN,
    'connect',
    '--trace',
    ...args,
  );
  return { program, trace: () => readFileSync(errors, 'utf8').replace(/^\d+\.\d{3} s /gm, '') };
}

test('--raw shows what came, how it was cut, and how it ended, and leaves the output alone', async () => {
  const port = await scripted((socket) => {
    socket.write('茶馆\nname: ');
    socket.once('data', () => socket.end('bye'));
  });
  const { program, trace } = traced(`127.0.0.1:${port}`, '--raw');
  await program.printed.until('茶馆\nname: \n');
  program.type('李雷');
  expect(await program.printed.toTheEnd()).toBe('bye\n');
  expect(await program.exited).toBe(0);
  expect(trace()).toMatch(
    new RegExp(
      [
        `connected: 127\\.0\\.0\\.1:\\d+ → 127\\.0\\.0\\.1:${port}`,
        '← 13 bytes received',
        '0000 e8 8c b6 e9 a6 86 0a 6e  61 6d 65 3a 20          \\|茶 馆 \\.name: \\|',
        '= 1 message, up to its newline; the rest waits for a newline or for silence',
        '= 1 message: nothing more came for a while',
        '→ 7 bytes sent',
        '0000 e6 9d 8e e9 9b b7 0a                             \\|李 雷 \\.\\|',
        '← 3 bytes received',
        '0000 62 79 65                                         \\|bye\\|',
        '= no message yet; the rest waits for a newline or for silence',
        '← end: the server sends nothing more',
        '= 1 message: the stream has ended',
        '→ end: this side sends nothing more',
        'the connection is closed',
        'The server has closed the connection\\.\n$',
      ].join('\n'),
    ),
  );
});

test('shows a reset, and what a side that leaves does', async () => {
  const port = await scripted((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const { program, trace } = traced(`127.0.0.1:${port}`, '--raw');
  program.type('hello');
  expect(await program.exited).toBe(1);
  expect(trace()).toMatch(
    /\|hello\.\|\nthe connection is gone: it was reset\nThe connection is gone: it was reset\.\n$/,
  );

  const silent = await scripted((socket) => socket.write('welcome\n'));
  const other = traced(`127.0.0.1:${silent}`, '--raw', '--framing', 'line');
  await other.program.printed.until('welcome\n');
  other.program.endTyping();
  expect(await other.program.exited).toBe(0);
  expect(other.trace()).toMatch(/→ end: this side sends nothing more\n(?:.*\n)*this side closes the connection\n$/);
});

test('shows what is inside TLS, and says so once', async () => {
  const own = await certificateFor('localhost', null);
  const port = await scriptedTls(own, (socket) => socket.end('welcome\n'));
  const { program, trace } = traced(`localhost:${port}`, '--raw', '--fingerprint', own.fingerprint);
  expect(await program.printed.toTheEnd()).toBe('welcome\n');
  expect(trace()).toMatch(
    /→ \S+\nTLSv1\.3, TLS_\w+; what follows is what is inside\n← 8 bytes received\n.*\|welcome\.\|\n/,
  );
  expect(trace().match(/inside/g)).toHaveLength(1);
});

test('the chat shows its IRC', async () => {
  const server = await startServer();
  const ann = await irc(server.port, 'ann');
  const { program, trace } = traced(`127.0.0.1:${server.port}`, '--name', 'bob');
  program.type('hi');
  await ann.until('PRIVMSG #lobby :hi\r\n');
  program.endTyping();
  expect(await program.printed.toTheEnd()).toMatch(/^\d\d:\d\d -- You are bob\.(?:.*\n)+.* bob: hi\n$/);
  expect(trace()).toMatch(/→ 12 bytes sent\n0000 43 41 50 20 4c 53 20 33 {2}30 32 0d 0a +\|CAP LS 302\.\.\|\n/);
  expect(trace()).toMatch(/ bytes received\n(?:[0-9a-f]{4} .*\n)+= \d+ messages?, (?:each )?up to its newline\n/);
});

test('a Unix socket is an address, too', async () => {
  const { path } = files({ path: '' });
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket)).listen(`${path}.sock`);
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const { program, trace } = traced(`unix:${path}.sock`, '--raw');
  program.type('你好');
  program.endTyping();
  expect(await program.printed.toTheEnd()).toBe('你好\n');
  expect(await program.exited).toBe(0);
  expect(trace()).toMatch(/^connected\n→ 7 bytes sent\n/);
  const nobody = start(process.execPath, BIN, 'connect', `unix:${path}.no`, '--raw');
  expect(await nobody.printed.toTheEnd()).toBe(`Cannot connect to unix:${path}.no: there is no such socket.\n`);
});

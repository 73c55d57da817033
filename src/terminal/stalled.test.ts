import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';

const LINES = 100_000;

test('a terminal that nobody reads stops nothing, and gets the latest lines when it is read', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const program = [process.execPath, `${import.meta.dirname}/prompt.fixture.ts`, String(port)];
  const terminal = spawn('python3', [`${import.meta.dirname}/stalled.fixture.py`, ...program]);
  terminal.on('error', () =>
    server.emit('error', new Error('This test needs Python 3 (Debian: apt install python3).')),
  );
  onTestFinished(() => {
    terminal.kill();
    server.close();
  });
  const [feed] = (await once(server, 'connection')) as [Socket];
  const answers = createInterface({ input: feed })[Symbol.asyncIterator]();

  for (let n = 1; n <= LINES; n++) feed.write(`第${n}行，比一个终端能存的多得多\n`);
  feed.write('ping\n');
  expect((await answers.next()).value).toBe('pong');

  let shown = '';
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  terminal.stdin.write('read\n');
  while (!shown.includes(`第${LINES}行`)) await once(terminal.stdout, 'data');
  expect(shown).toMatch(/\[… \d+\]/);
  expect(shown.split('\n').length).toBeLessThan(LINES / 2);
});

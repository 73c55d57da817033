// The server's end: everybody is told, the port is free, and nobody can hold it up.
import { expect, test } from 'vitest';
import { connect, irc, plain, type TestClient } from './client.ts';
import { python } from './program.ts';
import { run, startServer, type TestServer } from './server.ts';

/** ms; those who do not read are waited for one second. The rest is left to a busy machine. */
const SOON = 6000;

/** Somebody for whom more is waiting than the system takes, because nothing of it is read. */
async function stuck(server: TestServer, name: string): Promise<TestClient> {
  const client = await plain(server.port, name);
  client.say('/join stuck');
  await client.until('now speaking in #stuck\n');
  client.socket.pause();
  return client;
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s with 300 clients, some of whom do not read', async (signal) => {
  const server = await startServer(
    ...['--send-queue-bytes', '100000000', '--commands-per-second', '100000', '--command-burst', '100000'],
  );
  await Promise.all(Array.from({ length: 5 }, (_, index) => stuck(server, `stuck${index}`)));
  const talker = await plain(server.port, 'Talker');
  talker.say('/join stuck');
  await talker.until('now speaking in #stuck\n');
  talker.say(...Array.from({ length: 2000 }, () => '茶'.repeat(1300)), '/leave');
  await talker.until('-- You left #stuck\n');
  const paused = await Promise.all(Array.from({ length: 45 }, () => connect(server.port)));
  for (const client of paused) client.socket.pause();
  const readers = await Promise.all(
    Array.from({ length: 249 }, (_, index) => (index % 2 === 0 ? plain : irc)(server.port, `reader${index}`)),
  );

  const before = performance.now();
  server.signal(signal);
  expect(await server.exited).toBe(0);
  expect(performance.now() - before).toBeLessThan(SOON);

  for (const [index, reader] of readers.entries()) {
    const last = (await reader.heard.toTheEnd()).split(/\r?\n/).at(-2);
    expect(last).toMatch(index % 2 === 0 ? /^-- Goodbye: the server is closing$/ : /^ERROR :.*server closed/);
  }
  expect(await Promise.all(readers.map((reader) => reader.closed))).toEqual(readers.map(() => 'ended'));
  const again = run('serve', '--port', `${server.port}`, '--host', '127.0.0.1', '--log', 'json');
  expect(await again.output.line()).toContain(`"port":${server.port}`);
});

test('the end with nobody there is immediate', async () => {
  const times: number[] = [];
  for (let time = 0; time < 3; time++) {
    const server = await startServer();
    const before = performance.now();
    server.signal('SIGTERM');
    expect(await server.exited).toBe(0);
    times.push(performance.now() - before);
  }
  // Nothing is waited for. A busy machine may be late, but not every time.
  expect(Math.min(...times)).toBeLessThan(900);
});

test('a course program that only reads sees the end of the stream', async () => {
  const server = await startServer();
  const program = python('threads', server.port, '', '李雷');
  await program.printed.until('nobody but you');
  server.signal('SIGINT');
  await program.printed.until('-- Goodbye: the server is closing\nclosed\n');
});

test('whoever reads the log may go before the server', async () => {
  const { process, output, exited } = run('serve', '--port', '0', '--host', '127.0.0.1', '--log', 'json');
  const { port } = JSON.parse(await output.line());
  process.stdout.destroy();
  const [ann, bob] = [await plain(port, 'Ann'), await plain(port, 'Bob')];
  ann.say('still open');
  await bob.until('still open\n');
  process.kill('SIGTERM');
  expect(await exited).toBe(0);
});

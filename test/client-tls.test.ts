// `chaguan connect` with TLS: whom it trusts, what it shows, and how it is sent there.
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { authority, type Certificate, certificateFor, files, scriptedTls, withColons } from './certificates.ts';
import { plain } from './client.ts';
import { Heard } from './heard.ts';
import { type Program, start } from './program.ts';
import { scripted } from './scripted.ts';
import { ircServer } from './scripted-irc.ts';
import { BIN, startServer } from './server.ts';

function connect(...args: string[]): Program {
  return start(process.execPath, BIN, 'connect', ...args);
}

/** On a machine that trusts this authority. */
function connectTrusting({ cert }: Certificate, ...args: string[]): Program {
  const { ca } = files({ ca: cert });
  return start('env', `NODE_EXTRA_CA_CERTS=${ca}`, process.execPath, BIN, 'connect', ...args);
}

/** Sends back what it hears, until the client has no more to say. */
function echo(socket: Socket): void {
  socket.pipe(socket);
}

test.each([['--raw'], ['--name', 'bob']])(
  'with %s believes no certificate that nobody vouches for, but exactly the one it is told to',
  async (...args) => {
    const own = await certificateFor('localhost', null);
    const heard = new Heard('the server');
    const irc = ircServer('', heard);
    const port = await scriptedTls(own, args[0] === '--raw' ? echo : irc);
    const wary = connect(`localhost:${port}`, '--tls', ...args);
    expect(await wary.printed.toTheEnd()).toBe(
      `Cannot connect to localhost:${port}: only the server itself vouches for its certificate. If its SHA-256 fingerprint is ` +
        `to be this one, --fingerprint ${withColons(own.fingerprint)} trusts exactly this certificate.\n`,
    );
    expect(await wary.exited).toBe(1);

    const mistaken = connect(
      `localhost:${port}`,
      '--fingerprint',
      own.fingerprint.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ...args,
    );
    expect(await mistaken.printed.toTheEnd()).toBe(
      `Cannot connect to localhost:${port}: it has another certificate than the one to trust, with the SHA-256 fingerprint ${withColons(own.fingerprint)}.\n`,
    );
    expect(await mistaken.exited).toBe(1);
    expect(heard.all).toBe('');

    const trusting = connect(`localhost:${port}`, '--fingerprint', withColons(own.fingerprint), ...args);
    trusting.type('你好');
    trusting.endTyping();
    await trusting.printed.until(/你好\n/);
    expect(await trusting.exited).toBe(0);
  },
);

test('goes where sts sends it before it has said anything of itself, and not back', async () => {
  const ca = await authority();
  const [openly, secretly] = [new Heard('the open port'), new Heard('the TLS port')];
  const secure = await scriptedTls(await certificateFor('localhost', ca), ircServer('sts=duration=60', secretly));
  const open = await scripted(ircServer(`batch sts=port=${secure},duration=60`, openly));
  const client = connectTrusting(ca, `localhost:${open}`, '--name', 'bob', '--password', 'secret');
  await client.printed.until(`The server wants TLS. Connecting again, to port ${secure} …\n`);
  client.endTyping();
  expect(await client.exited).toBe(0);
  expect(openly.all).toBe('CAP LS 302\n');
  expect(secretly.all).toContain('PASS secret\nNICK bob\n');

  const wary = connect(`localhost:${open}`, '--name', 'bob');
  await wary.printed.until(`Cannot connect to localhost:${secure}: nobody known here vouches for its certificate.`);
  expect(await wary.exited).toBe(1);
  expect(openly.all).toBe('CAP LS 302\nCAP LS 302\n');
});

test.each([
  ['bob.example', 'sasl=PLAIN,EXTERNAL', 'Logged in as Bob.'],
  ['eve.example', 'sasl', 'The server does not know the certificate; going on without.'],
  ['bob.example', 'sasl=PLAIN', 'This server lets nobody log in with a certificate; going on without.'],
])('shows the certificate of %s where %s is offered', async (name, caps, sentence) => {
  const own = await certificateFor('localhost', null);
  const heard = new Heard('the server');
  const port = await scriptedTls(own, ircServer(caps, heard), { requestCert: true, rejectUnauthorized: false });
  const { cert, key } = files(await certificateFor(name, null));
  const client = connect(
    `localhost:${port}`,
    '--fingerprint',
    own.fingerprint,
    '--name',
    'bob',
    '--cert',
    cert,
    '--key',
    key,
  );
  await client.printed.until(`${sentence}\n`);
  await client.printed.until('You are bob.');
  client.endTyping();
  expect(await client.exited).toBe(0);
});

/** Chaguan itself, with a certificate of localhost that `ca` vouches for. */
async function startSecureServer(ca: Certificate | null, ...options: string[]) {
  const certificate = await certificateFor('localhost', ca);
  const { cert, key } = files(certificate);
  return { server: await startServer('--tls-cert', cert, '--tls-key', key, ...options), certificate };
}

test('shows what a server says that wants nobody without TLS, and comes in with it', async () => {
  const { server, certificate } = await startSecureServer(null, '--tls-only');
  const sentence = 'This server speaks TLS only: please connect with TLS, to the same port.';
  for (const face of [['--raw'], ['--name', 'bob']]) {
    const client = connect(`127.0.0.1:${server.port}`, ...face);
    client.type('hello');
    await client.printed.until(sentence);
    await client.exited;
  }
  const client = connect(`127.0.0.1:${server.port}`, '--fingerprint', certificate.fingerprint, '--name', 'bob');
  client.type('hello');
  client.endTyping();
  await client.printed.until(' bob: hello\n');
  expect(await client.exited).toBe(0);
});

test('says so in one line when Chaguan has no TLS', async () => {
  const server = await startServer();
  const client = connect(`127.0.0.1:${server.port}`, '--tls', '--raw');
  expect(await client.printed.toTheEnd()).toBe(
    `Cannot connect to 127.0.0.1:${server.port}: what is there takes no TLS, or not this kind of it.\n`,
  );
});

test("Chaguan's sts is followed on the same port", async () => {
  const ca = await authority();
  const { server } = await startSecureServer(ca, '--sts-days', '1');
  const client = connectTrusting(ca, `localhost:${server.port}`, '--name', 'bob');
  client.type('hello');
  client.endTyping();
  await client.printed.until(/The server wants TLS(?:.*\n)*.* bob: hello\n/);
  expect(await client.exited).toBe(0);
});

test('a certificate logs in at Chaguan', async () => {
  const { server, certificate } = await startSecureServer(null);
  const own = await certificateFor('ann.example', null);
  const ann = await plain(server.port, 'Ann');
  ann.say('/register s3cret', `/cert add ${own.fingerprint}`, '/quit');
  await ann.heard.toTheEnd();
  const { cert, key } = files(own);
  const to = [`localhost:${server.port}`, '--fingerprint', certificate.fingerprint];
  const client = connect(...to, '--name', 'Ann', '--cert', cert, '--key', key);
  await client.printed.until(/Logged in as Ann\.\n.*You are Ann\./);
  client.endTyping();
  expect(await client.exited).toBe(0);
});

// `chaguan connect` with TLS: whom it trusts, what it shows, and how it is sent there.
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { authority, type Certificate, certificateFor, files, scriptedTls } from './certificates.ts';
import { Heard } from './heard.ts';
import { type Program, start } from './program.ts';
import { scripted } from './scripted.ts';
import { ircServer } from './scripted-irc.ts';
import { BIN } from './server.ts';

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
        `to be this one, --fingerprint ${own.fingerprint} trusts exactly this certificate.\n`,
    );
    expect(await wary.exited).toBe(1);

    const mistaken = connect(
      `localhost:${port}`,
      '--fingerprint',
      own.fingerprint.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ...args,
    );
    expect(await mistaken.printed.toTheEnd()).toBe(
      `Cannot connect to localhost:${port}: it has another certificate than the one to trust, with the SHA-256 fingerprint ${own.fingerprint}.\n`,
    );
    expect(await mistaken.exited).toBe(1);
    expect(heard.all).toBe('');

    const plain = own.fingerprint.toLowerCase().replaceAll(':', '');
    const trusting = connect(`localhost:${port}`, '--fingerprint', plain, ...args);
    trusting.type('你好');
    trusting.endTyping();
    await trusting.printed.until(/你好\n/);
    expect(await trusting.exited).toBe(0);
  },
);

test('believes whom the machine trusts, and nobody under another name or after its time', async () => {
  const ca = await authority();
  const good = await scriptedTls(await certificateFor('localhost', ca), echo);
  const client = connectTrusting(ca, `localhost:${good}`, '--tls', '--raw');
  client.type('你好');
  client.endTyping();
  await client.printed.until('你好\n');
  expect(await client.exited).toBe(0);

  const other = await scriptedTls(await certificateFor('other.example', ca), echo);
  await connectTrusting(ca, `ircs://localhost:${other}`, '--name', 'bob').printed.until(
    'its certificate is for another name.',
  );
  const late = await scriptedTls(await certificateFor('localhost', ca, new Date(Date.now() - 60_000)), echo);
  await connectTrusting(ca, `localhost:${late}`, '--tls', '--raw').printed.until('its certificate has expired.');
  await connect(`localhost:${good}`, '--tls', '--raw').printed.until('nobody known here vouches for its certificate.');
});

test.each([
  ['plain text', (socket: Socket) => socket.write('Welcome! Your name?\r\n'), 'what is there speaks no TLS'],
  ['an echo', echo, 'what is there speaks no TLS'],
  ['an early end', (socket: Socket) => socket.end(), 'it answers, but not to TLS'],
  ['a reset', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy()), 'it answers, but not to TLS'],
])('says so in one line when there is %s instead of TLS', async (_, serve, reason) => {
  const port = await scripted(serve);
  const client = connect(`localhost:${port}`, '--tls', '--name', 'bob');
  expect(await client.printed.toTheEnd()).toBe(`Cannot connect to localhost:${port}: ${reason}.\n`);
  expect(await client.exited).toBe(1);
});

test('speaks no TLS that is too old', async () => {
  const own = await certificateFor('localhost', null);
  const port = await scriptedTls(own, echo, {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  const client = connect(`localhost:${port}`, '--fingerprint', own.fingerprint, '--raw');
  expect(await client.printed.toTheEnd()).toContain('what is there takes no TLS, or not this kind of it.');
});

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

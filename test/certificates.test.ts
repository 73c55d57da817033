// Certificates in plain text: instead of the password of a name.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plain, type TestClient } from './client.ts';
import { startServer, type TestServer } from './server.ts';
import { connectSecurely, makeCertificate, tlsOptions } from './tls.ts';

const TLS = await tlsOptions();

/** Ann, in the lobby, who has registered her name. */
async function registered(server: TestServer): Promise<TestClient> {
  const ann = await plain(server.port, 'Ann');
  ann.say('/register s3cret');
  await ann.until('-- You are logged in as Ann.\n');
  return ann;
}

async function gone(client: TestClient): Promise<void> {
  client.say('/quit');
  await client.heard.toTheEnd();
}

test('who shows the certificate of a name needs no password, in any spelling of it', async () => {
  const server = await startServer(...TLS);
  const certificate = await makeCertificate();
  const ann = await registered(server);
  ann.say(`/cert add ${certificate.fingerprint}`);
  await ann.until('now logs you in as Ann.\n');
  await gone(ann);
  const again = await connectSecurely(server.port, certificate);
  again.say('ＡＮＮ', '/cert');
  expect(await again.until('this connection)\n')).toBe(
    [
      '-- You are Ann at Chaguan. /help lists the commands.',
      '-- In #lobby: nobody but you',
      '-- The certificates that log you in as Ann:',
      `-- ${certificate.fingerprint} (of this connection)\n`,
    ].join('\n'),
  );
  const other = await connectSecurely(server.port, certificate);
  other.say('ann');
  expect(await other.line()).toBe('-- You are Ann at Chaguan, on 2 connections now. /help lists the commands.');
});

test('the certificate of a connection is added without naming it, and is for its own name only', async () => {
  const server = await startServer(...TLS);
  const certificate = await makeCertificate();
  await gone(await registered(server));
  const bob = await connectSecurely(server.port, certificate);
  bob.say('Bob', '/register s3cret', '/cert add', '/quit');
  await bob.until(`-- The certificate ${certificate.fingerprint} now logs you in as Bob.\n`);
  await bob.heard.toTheEnd();
  for (const shown of [certificate, await makeCertificate(), null]) {
    const eve = await connectSecurely(server.port, shown);
    eve.say('Ann');
    expect(await eve.line()).toBe(
      '-- The name "Ann" is registered. What is its password? (An empty line: another name.)',
    );
  }
  const carl = await connectSecurely(server.port, certificate);
  carl.say('Carl', '/cert');
  await carl.until('-- You are not logged in.\n');
});

test('/cert adds, lists and removes certificates, however their fingerprints are written', async () => {
  const server = await startServer(...TLS);
  const ann = await registered(server);
  const fingerprint = 'ab'.repeat(32);
  ann.say('/cert', '/cert add', `/cert ADD ${'AB:'.repeat(31)}AB`, '/cert', `/cert add ${fingerprint}`);
  ann.say('/cert add ab', '/cert remove', '/cert burn', `/cert remove ${fingerprint}`, '/logout', '/cert');
  const heard = await ann.until('You are not logged in.\n');
  const usage = '-- Like this: /cert [add|remove] [FINGERPRINT]';
  expect(heard.split('\n')).toEqual([
    '-- No certificate logs you in as Ann.',
    '-- You have not shown a certificate; connect through TLS with one, or write its fingerprint.',
    `-- The certificate ${fingerprint} now logs you in as Ann.`,
    '-- The certificates that log you in as Ann:',
    `-- ${fingerprint}`,
    `-- The certificate ${fingerprint} belongs to an account already.`,
    '-- That is not a SHA-256 fingerprint: 64 digits, 0-9 and a-f.',
    usage,
    usage,
    `-- The certificate ${fingerprint} no longer logs you in as Ann.`,
    '-- Ann is now Guest1',
    '-- You are logged out.',
    '-- You are not logged in.',
    '',
  ]);
  await server.logged({ event: 'certificate-changed', who: 'Ann', account: 'Ann', set: false, fingerprint });
});

test('a certificate that the server has made leaves nothing behind where nothing is kept', async () => {
  const server = await startServer('--tls-self-signed');
  expect(await server.logged({ event: 'listening' })).toMatchObject({ fingerprint: expect.stringMatching(/:/) });
  expect(existsSync('memory')).toBe(false);
});

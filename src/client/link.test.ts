import { once } from 'node:events';
import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { authority, certificateFor, scriptedTls, withColons } from '../../test/certificates.ts';
import { closedPort, scripted } from '../../test/scripted.ts';
import type { Security } from './dial.ts';
import { openLink } from './link.ts';
import type { LinkEnd } from './link-end.ts';

const TLS: Security = { fingerprint: null, identity: null };

const usual = getCACertificates('default');
afterEach(() => setDefaultCACertificates(usual));

/** What comes of calling `localhost` there: that the link is open, or why it is not. */
function call(port: number, security: Security | null = TLS): Promise<LinkEnd | 'open'> {
  const { promise, resolve } = Promise.withResolvers<LinkEnd | 'open'>();
  const link = openLink(
    { address: { kind: 'tcp', host: 'localhost', port }, security },
    { opened: () => resolve('open'), received: () => {}, ended: resolve },
    null,
  );
  onTestFinished(() => link.drop());
  return promise;
}

/** How a link to there ends. */
function ending(port: number, security: Security): Promise<LinkEnd> {
  const { promise, resolve } = Promise.withResolvers<LinkEnd>();
  openLink(
    { address: { kind: 'tcp', host: 'localhost', port }, security },
    { opened: nothing, received: nothing, ended: resolve },
    null,
  );
  return promise;
}

function nothing(): void {}

describe('a certificate', () => {
  test('counts if somebody who is trusted vouches for it, for this name and now', async () => {
    const ca = await authority();
    const good = await certificateFor('localhost', ca);
    const port = await scriptedTls(good, nothing);
    const fingerprint = withColons(good.fingerprint);
    expect(await call(port)).toEqual({ why: 'distrusted', problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', fingerprint });
    setDefaultCACertificates([ca.cert]);
    expect(await call(port)).toBe('open');
    const other = await scriptedTls(await certificateFor('other.example', ca), nothing);
    expect(await call(other)).toMatchObject({ problem: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    const late = await scriptedTls(await certificateFor('localhost', ca, new Date(Date.now() - 60_000)), nothing);
    expect(await call(late)).toMatchObject({ problem: 'CERT_HAS_EXPIRED' });
  });

  test('counts, if it is the one to trust, whatever else is wrong with it, and no other does', async () => {
    const ca = await authority();
    setDefaultCACertificates([ca.cert]);
    const [bad, good] = [
      await certificateFor('other.example', null, new Date(0)),
      await certificateFor('localhost', ca),
    ];
    const trust = { ...TLS, fingerprint: bad.fingerprint };
    expect(await call(await scriptedTls(bad, nothing), trust)).toBe('open');
    const fingerprint = withColons(good.fingerprint);
    const port = await scriptedTls(good, nothing);
    expect(await call(port, trust)).toEqual({ why: 'other-certificate', fingerprint });
    expect(await call(port)).toBe('open');
  });

  test('is shown, and the server may refuse it', async () => {
    const [own, mine] = [await certificateFor('localhost', null), await certificateFor('me', null)];
    const security = { fingerprint: own.fingerprint, identity: mine };
    const { promise: shown, resolve } = Promise.withResolvers<string | undefined>();
    const open = await scriptedTls(own, (socket) => resolve(socket.getPeerX509Certificate()?.subject), {
      requestCert: true,
      rejectUnauthorized: false,
    });
    expect(await call(open, security)).toBe('open');
    expect(await shown).toBe('CN=me');
    // With TLS 1.3 the refusal comes behind the handshake.
    const strict = await scriptedTls(own, nothing, { requestCert: true });
    expect(await ending(strict, { ...security, identity: null })).toEqual({ why: 'certificate-refused' });
  });
});

describe('what is no TLS', () => {
  test.each<[string, (socket: Socket) => void, LinkEnd['why']]>([
    ['plain text', (socket) => socket.write('Welcome! Your name?\r\n'), 'no-tls'],
    ['what was sent', (socket) => socket.pipe(socket), 'no-tls'],
    ['an end', (socket) => socket.end(), 'not-sealed'],
    ['a reset', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'not-sealed'],
  ])('%s in the place of it', async (_, serve, why) => {
    expect(await call(await scripted(serve))).toEqual({ why });
  });

  test('TLS that is too old', async () => {
    const own = await certificateFor('localhost', null);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    expect(await call(await scriptedTls(own, nothing, old))).toEqual({ why: 'tls-refused' });
  });

  test('nobody there', async () => {
    expect(await call(await closedPort())).toEqual({ why: 'refused' });
  });
});

test('either side can finish first, and the other goes on, with TLS as without', async () => {
  const own = await certificateFor('localhost', null);
  const serve = (socket: Socket): void => {
    socket.write('first\n');
    void once(socket, 'end').then(() => socket.end('last\n'));
    socket.resume();
  };
  for (const [port, security] of [
    [await scripted(serve), null],
    [await scriptedTls(own, serve), { ...TLS, fingerprint: own.fingerprint }],
  ] as const) {
    const { promise: ended, resolve: end } = Promise.withResolvers<LinkEnd>();
    let heard = '';
    let finishes = 0;
    const link = openLink(
      { address: { kind: 'tcp', host: 'localhost', port }, security },
      {
        opened: nothing,
        received: (chunk) => {
          heard += String(Buffer.from(chunk));
          if (heard === 'first\n') link.finish();
        },
        finished: () => finishes++,
        ended: end,
      },
      null,
    );
    expect(await ended).toEqual({ why: 'closed' });
    expect([heard, finishes]).toEqual(['first\nlast\n', 1]);
  }
});

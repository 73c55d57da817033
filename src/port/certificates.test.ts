import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test } from 'vitest';
import { CertificateError, type CertificateFiles, type KeptTls, keepTls, type Renewal } from './certificates.ts';

interface Made {
  readonly cert: string;
  readonly key: string;
  readonly fingerprint: string;
}

async function madeFor(...names: readonly string[]): Promise<Made> {
  const made = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value }) as const) }],
  });
  return { cert: made.cert, key: made.private, fingerprint: new X509Certificate(made.cert).fingerprint256 };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'chaguan-certificates-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function written({ cert, key }: Made, where: string): CertificateFiles {
  const files = { cert: join(where, 'cert.pem'), key: join(where, 'key.pem') };
  writeFileSync(files.cert, cert);
  writeFileSync(files.key, key);
  return files;
}

/** Kept until the test is over, with what was told of it. */
function kept(...files: readonly CertificateFiles[]) {
  const told: Renewal[] = [];
  let wake = (): void => {};
  const tls = keepTls(files, 5000, (renewal) => {
    told.push(renewal);
    wake();
  });
  onTestFinished(() => tls.close());
  const news = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    await promise;
  };
  return { tls, told, news };
}

/** Whose certificate somebody is shown who asks for this name. */
async function shown({ tls }: KeptTls, name: string | null): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, (stream) => {
    tls.accept(stream, Buffer.alloc(0), { secured: (secure) => secure.end(), failed: () => {} });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const named = name === null ? {} : { servername: name };
  const client = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...named });
  await once(client, 'secureConnect');
  const { fingerprint256 } = client.getPeerCertificate();
  client.destroy();
  server.close();
  await once(server, 'close');
  return fingerprint256;
}

test('who asks for a name is shown its certificate, everybody else the first', async () => {
  const [tea, cha] = [await madeFor('tea.example', 'www.tea.example'), await madeFor('*.cha.example')];
  const { tls } = kept(written(tea, folder()), written(cha, folder()));
  expect(tls.fingerprint).toBe(tea.fingerprint);
  for (const name of [null, 'tea.example', 'www.tea.example', 'elsewhere.example', 'cha.example', 'a.b.cha.example']) {
    expect(await shown(tls, name), `${name}`).toBe(tea.fingerprint);
  }
  for (const name of ['www.cha.example', 'WWW.CHA.EXAMPLE']) expect(await shown(tls, name)).toBe(cha.fingerprint);
});

test('files that change are read again by themselves, and told of once', async () => {
  const [old, renewed] = [await madeFor('tea.example'), await madeFor('tea.example')];
  // As certbot has it: links to files that are others after a renewal.
  const where = folder();
  const files = { cert: join(where, 'fullchain.pem'), key: join(where, 'privkey.pem') };
  const link = (made: Made, version: number): void => {
    for (const part of ['cert', 'key'] as const) {
      const target = join(where, `${part}${version}.pem`);
      writeFileSync(target, made[part]);
      symlinkSync(target, `${files[part]}.new`);
      renameSync(`${files[part]}.new`, files[part]);
    }
  };
  link(old, 1);
  const { tls, told, news } = kept(files);
  expect(await shown(tls, null)).toBe(old.fingerprint);
  link(renewed, 2);
  await news();
  expect(told).toEqual([{ kind: 'renewed', fingerprint: renewed.fingerprint }]);
  expect(tls.fingerprint).toBe(renewed.fingerprint);
  expect(await shown(tls, null)).toBe(renewed.fingerprint);
  writeFileSync(join(where, 'key2.pem'), 'no key');
  await news();
  expect(told.slice(1)).toEqual([{ kind: 'kept', error: expect.any(Error) }]);
});

test('what cannot be used changes nothing, and says why', async () => {
  const [old, other] = [await madeFor('tea.example'), await madeFor('tea.example')];
  const files = written(old, folder());
  const { tls, told } = kept(files);
  const broken: readonly [keyof CertificateFiles, string][] = [
    ['cert', other.cert],
    ['key', other.key],
    ['cert', old.cert.slice(0, 100)],
    ['key', ''],
  ];
  for (const [part, content] of broken) {
    writeFileSync(files[part], content);
    tls.renew();
    expect(told.at(-1)).toEqual({ kind: 'kept', error: expect.any(Error) });
    expect(tls.fingerprint).toBe(old.fingerprint);
    expect(await shown(tls, null)).toBe(old.fingerprint);
    writeFileSync(files[part], part === 'cert' ? old.cert : old.key);
  }
  rmSync(files.key);
  tls.renew();
  expect(told.at(-1)).toMatchObject({ kind: 'kept', error: { code: 'ENOENT' } });
  writeFileSync(files.cert, other.cert);
  writeFileSync(files.key, other.key);
  tls.renew();
  expect(told.at(-1)).toEqual({ kind: 'renewed', fingerprint: other.fingerprint });
  expect(await shown(tls, null)).toBe(other.fingerprint);
});

test('a server does not start with what cannot be used', async () => {
  const [one, other] = [await madeFor('tea.example'), await madeFor('tea.example')];
  const files = written({ ...one, key: other.key }, folder());
  expect(() => keepTls([files], 1000, () => {})).toThrow(CertificateError);
  expect(() => keepTls([{ cert: files.cert, key: '/no/such' }], 1000, () => {})).toThrow(/ENOENT/);
});

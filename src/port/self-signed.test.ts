import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test } from 'vitest';
import { selfSigned } from './self-signed.ts';
import { Tls } from './tls.ts';

const DAY_MS = 86_400_000;

function emptyFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'chaguan-own-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  return join(parent, 'data');
}

async function ending(inDays: number): Promise<{ readonly cert: string; readonly private: string }> {
  return generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + inDays * DAY_MS),
  });
}

test('is made once, and kept', async () => {
  const folder = emptyFolder();
  const files = await selfSigned(folder);
  const [cert, key] = [readFileSync(files.cert), readFileSync(files.key)];
  expect(() => new Tls([{ cert, key }], 1000)).not.toThrow();
  const x509 = new X509Certificate(cert);
  expect(x509.checkHost('localhost')).toBe('localhost');
  expect(x509.checkIP('127.0.0.1')).toBe('127.0.0.1');
  // Apple refuses what is valid for longer than 825 days.
  expect((Date.parse(x509.validTo) - Date.parse(x509.validFrom)) / DAY_MS).toBeLessThanOrEqual(825);
  expect(await selfSigned(folder)).toEqual(files);
  expect(readFileSync(files.cert)).toEqual(cert);
  expect(readFileSync(files.key)).toEqual(key);
});

test('the key is for nobody else, also where another one stood', async () => {
  const folder = emptyFolder();
  const { key } = await selfSigned(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  writeFileSync(key, 'no key');
  chmodSync(key, 0o644);
  await selfSigned(folder);
  expect(statSync(key).mode & 0o777).toBe(0o600);
});

test.each([
  ['ends soon', 29, false],
  ['has ended', -1, false],
  ['is good for a while', 31, true],
])('one that %s', async (_, days, isKept) => {
  const folder = emptyFolder();
  const files = await selfSigned(folder);
  const other = await ending(days);
  writeFileSync(files.cert, other.cert);
  writeFileSync(files.key, other.private);
  await selfSigned(folder);
  expect(readFileSync(files.cert, 'utf8') === other.cert).toBe(isKept);
  expect(readFileSync(files.key, 'utf8') === other.private).toBe(isKept);
});

test.each(['cert', 'key'] as const)('is made anew when the %s is another, is none, or is gone', async (broken) => {
  const folder = emptyFolder();
  const files = await selfSigned(folder);
  const other = await ending(100);
  for (const content of [broken === 'cert' ? other.cert : other.private, 'nothing', null]) {
    if (content === null) rmSync(files[broken]);
    else writeFileSync(files[broken], content);
    await selfSigned(folder);
    const [cert, key] = [readFileSync(files.cert), readFileSync(files.key)];
    expect(() => new Tls([{ cert, key }], 1000)).not.toThrow();
  }
});

test('the files can be put behind each other, as HAProxy wants them', async () => {
  const files = await selfSigned(emptyFolder());
  for (const file of Object.values(files)) expect(readFileSync(file, 'utf8')).toMatch(/-----\r?\n$/);
});

test('a folder that cannot be is a mistake that says which', async () => {
  const folder = emptyFolder();
  const { cert } = await selfSigned(folder);
  await expect(selfSigned(join(cert, 'below'))).rejects.toThrow(expect.objectContaining({ syscall: 'mkdir' }));
});

import { createPrivateKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificateFor, files } from '../../test/certificates.ts';
import { readOptions } from './options.ts';

test('a certificate and its key are read, and what is wrong with them is one line', async () => {
  const [one, two] = [await certificateFor('one', null), await certificateFor('two', null)];
  const locked = createPrivateKey(one.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  const paths = files({
    cert: one.cert,
    key: one.key,
    both: one.key + one.cert,
    other: two.key,
    empty: '',
    locked: String(locked),
  });
  const { cert, key, both, other, empty } = paths;
  const read = (certFile: string, keyFile: string) => {
    const options = readOptions(['--cert', certFile, '--key', keyFile], { LANG: 'C' });
    return 'destination' in options ? options.destination.security : options;
  };
  expect(read(cert, key)).toEqual({ fingerprint: null, identity: { cert: one.cert, key: one.key } });
  expect(read(both, both)).toMatchObject({ identity: { cert: one.key + one.cert } });
  for (const [certFile, keyFile, text] of [
    [`${cert}x`, key, `Cannot read ${cert}x: there is no such file.`],
    ['/', key, 'Cannot read /: EISDIR.'],
    [empty, key, `There is no certificate (PEM) in ${empty}.`],
    [cert, cert, `There is no private key (PEM) in ${cert}.`],
    [cert, other, `The key in ${other} is not that of the certificate in ${cert}.`],
    [cert, paths.locked, `The key in ${paths.locked} is locked with a passphrase; an unlocked one is needed.`],
  ] as const) {
    expect(read(certFile, keyFile)).toEqual({ kind: 'mistake', text });
  }
});

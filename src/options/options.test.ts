import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ListenAddress } from '../port/listen.ts';
import { OptionError } from './mistake.ts';
import { readOptions } from './read.ts';
import type { Settings } from './table.ts';

const CERTIFICATE = ['--tls-cert', 'c.pem', '--tls-key', 'k.pem'];

function settings(...args: readonly string[]): Settings {
  const read = readOptions(args, { LC_ALL: 'C' });
  if (read === 'help') throw new Error('no help was asked for');
  return read;
}

/** Options that say where a config file with this in it is. */
function config(content: unknown): readonly [string, string] {
  const folder = mkdtempSync(join(tmpdir(), 'chaguan-options-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(content));
  return ['--config', file];
}

function mistake(args: readonly string[], lang: string): string {
  try {
    readOptions([...args, '--lang', lang], {});
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('where to listen', () => {
  const tcp = (host: string | null, port: number): ListenAddress => ({ kind: 'tcp', host, port });

  it.each<[readonly string[], readonly ListenAddress[]]>([
    [[], [tcp(null, 12_000)]],
    [['--port', '0'], [tcp(null, 0)]],
    [['--host', '::1', '--port', '7'], [tcp('::1', 7)]],
    [['--listen', '*:1'], [tcp(null, 1)]],
    [
      ['--listen', '[::1]:65535', '--listen', 'tea.example:0'],
      [tcp('::1', 65_535), tcp('tea.example', 0)],
    ],
    [['--listen', '[fe80::1%eth0]:1'], [tcp('fe80::1%eth0', 1)]],
    [['--listen', 'unix:/run/a:b'], [{ kind: 'unix', path: '/run/a:b' }]],
    [
      ['--udp', '9', '--host', '127.0.0.1', '--listen', '*:1'],
      [tcp(null, 1), { kind: 'udp', host: '127.0.0.1', port: 9 }],
    ],
  ])('%j', (args, addresses) => {
    expect(settings(...args).entrances.map(({ address }) => address)).toEqual(addresses);
  });

  it.each([
    '',
    'x',
    '12000',
    ':1',
    '*',
    '*:',
    '*:x',
    '*:65536',
    '*:-1',
    '::1:12000',
    '[::1]',
    '[127.0.0.1]:1',
    '[tea]:1',
    'a b:1',
    'unix:',
    'http://tea:1',
  ])('"%s" is no address', (address) => {
    expect(mistake(['--listen', address], 'en')).toMatch(/is no address to listen on/);
    expect(mistake(['--listen', address], 'zh-CN')).toMatch(/不是可以监听的地址/);
  });
});

describe('what an entrance asks of people', () => {
  const tls = (...args: readonly string[]) => settings(...args).entrances.map((one) => one.tls);

  it('is TLS as far as there is a certificate, unless it says otherwise', () => {
    expect(tls()).toEqual(['none']);
    expect(tls(...CERTIFICATE)).toEqual(['offered']);
    expect(tls('--tls-self-signed', '--tls-only')).toEqual(['only']);
    const listen = ['*:1', { address: '*:2' }, { address: '*:3', tls: 'none' }, { address: '*:4', tls: 'offered' }];
    expect(tls('--tls-self-signed', '--tls-only', ...config({ listen }))).toEqual(['only', 'only', 'none', 'offered']);
    expect(tls(...config({ listen: { address: '*:1', tls: 'none' } }))).toEqual(['none']);
  });

  it('is whom the whole server believes, unless it says otherwise', () => {
    const listen = ['*:1', { address: '*:2', proxies: '' }, { address: 'unix:/x', proxies: 'unix, 10.0.0.0/8' }];
    const { entrances } = settings('--proxies', '127.0.0.1', ...config({ listen }));
    expect(entrances.map(({ proxies }) => ['127.0.0.1', 'unix', '10.1.2.3'].map((host) => proxies.has(host)))).toEqual([
      [true, false, false],
      [false, false, false],
      [false, true, true],
    ]);
  });

  it('is nothing of a proxy over UDP', () => {
    const { entrances } = settings('--proxies', '127.0.0.1', '--udp', '1');
    expect(entrances.map(({ proxies }) => proxies.has('127.0.0.1'))).toEqual([true, false]);
  });

  it('holds on the command line instead of in the file', () => {
    expect(settings('--listen', '*:2', ...config({ listen: '*:1' })).entrances).toMatchObject([
      { address: { port: 2 } },
    ]);
  });

  it.each([5, null, [['*:1']], {}, { address: 1 }, { address: '*:1', tls: 'yes' }, { address: '*:1', tls: null }])(
    '%j is nothing to listen on',
    (entrance) => {
      const file = config({ listen: entrance });
      expect(mistake(file, 'en')).toMatch(/is nothing to listen on/);
      expect(mistake(file, 'zh-CN')).toMatch(/不能监听/);
    },
  );

  it.each([
    { address: '*:1', proxies: ['::1'] },
    { address: '*:1', port: 5 },
  ])('%j has something wrong', (entrance) => {
    expect(mistake(config({ listen: [entrance] }), 'en')).toMatch(/is nothing to listen on/);
  });
});

describe('what does not fit together is one sentence', () => {
  const offered = (): readonly string[] => config({ listen: { address: '*:1', tls: 'offered' } });

  it.each<[string, () => readonly string[], RegExp, RegExp]>([
    ['nowhere to listen', () => config({ listen: [] }), /^\[\] is nothing to listen on/, /^\[\] 不能监听/],
    ['a port beside', () => ['--listen', '*:1', '--port', '2'], /--listen and --port/, /--listen 和 --port/],
    ['a host beside', () => ['--listen', '*:1', '--host', '::1'], /--listen and --host/, /--listen 和 --host/],
    ['TLS only, without any', () => ['--tls-only'], /^TLS needs a certificate/, /^TLS 需要证书/],
    ['TLS at an entrance, without any', offered, /^TLS needs a certificate/, /^TLS 需要证书/],
    ['a certificate without its key', () => CERTIFICATE.slice(0, 2), /needs its --tls-key/, /都要有它的 --tls-key/],
    [
      'two keys for one',
      () => [...CERTIFICATE, ...CERTIFICATE.slice(2)],
      /needs its --tls-key/,
      /都要有它的 --tls-key/,
    ],
    [
      'two kinds of certificates',
      () => ['--tls-self-signed', ...CERTIFICATE],
      /--tls-self-signed and --tls-cert do not/,
      /--tls-self-signed 和 --tls-cert 不能/,
    ],
    ['sts without TLS', () => ['--sts-days', '1'], /^--sts-days needs/, /^--sts-days 需要/],
    ['sts with what nobody trusts', () => ['--sts-days', '1', '--tls-self-signed'], /trust/, /信任/],
    ['a proxy that is no address', () => ['--proxies', '::1, tea'], /^"tea" is neither/, /^“tea”既不是/],
    ['a network too long', () => ['--proxies', '10.0.0.0/33'], /^"10\.0\.0\.0\/33"/, /^“10\.0\.0\.0\/33”/],
    [
      'a proxy of an entrance',
      () => config({ listen: { address: '*:1', proxies: 'tea' } }),
      /^"tea" is neither/,
      /^“tea”既不是/,
    ],
    [
      'an origin that is none',
      () => ['--origins', 'tea.example'],
      /^"tea\.example" is no origin/,
      /^“tea\.example”不是来源/,
    ],
  ])('%s', (_, args, en, zh) => {
    const given = args();
    expect(mistake(given, 'en')).toMatch(en);
    expect(mistake(given, 'zh-CN')).toMatch(zh);
  });
});

describe('certificates', () => {
  it('belong to their keys in the order in which they are given', () => {
    const args = ['--tls-cert', 'a', '--tls-cert', 'b', '--tls-key', 'c', '--tls-key', 'd'];
    const expected = [
      { cert: 'a', key: 'c' },
      { cert: 'b', key: 'd' },
    ];
    expect(settings(...args).certificates).toEqual(expected);
    expect(settings(...config({ 'tls-cert': ['a', 'b'], 'tls-key': ['c', 'd'] })).certificates).toEqual(expected);
    expect(settings('--tls-self-signed').certificates).toBe('self-signed');
    expect(settings().certificates).toEqual([]);
  });

  it('that are trusted may be promised for a while', () => {
    expect(settings('--sts-days', '30', ...CERTIFICATE).stsDays).toBe(30);
    expect(settings('--sts-days', '0').stsDays).toBe(0);
  });
});

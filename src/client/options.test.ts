import { describe, expect, test } from 'vitest';
import { textWidth } from '../chat/width.ts';
import { LANGUAGES } from '../i18n/language.ts';
import { addressName, parseAddress } from './address.ts';
import { backoff } from './backoff.ts';
import { helpText } from './help.ts';
import { readOptions } from './options.ts';

describe('an address', () => {
  test.each([
    ['teahouse.example', 'teahouse.example:12000'],
    ['10.0.0.1:6667', '10.0.0.1:6667'],
    ['::1', '[::1]:12000'],
    ['[::1]', '[::1]:12000'],
    ['[fe80::1]:80', '[fe80::1]:80'],
    ['irc://teahouse.example', 'teahouse.example:6667'],
    ['ircs://teahouse.example/', 'teahouse.example:6697'],
    ['IRCS://[::1]:7000', '[::1]:7000'],
    ['unix:/run/chaguan.sock', 'unix:/run/chaguan.sock'],
  ])('%s is %s', (text, name) => {
    const address = parseAddress(text);
    expect(address && addressName(address.address)).toBe(name);
  });

  test.each([
    '',
    ':80',
    'host:',
    'host:0',
    'host:65536',
    'host:1:2',
    '[host]:80',
    'a b',
    '[::1',
    'unix:',
    'irc://',
    'http://x',
    'irc://x/y',
  ])('not %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});

test('what is not said is what people want', () => {
  expect(readOptions([], { LANG: 'zh_CN.UTF-8' })).toEqual({
    kind: 'chat',
    destination: { address: { kind: 'tcp', host: '127.0.0.1', port: 12_000 }, security: null },
    isTraced: false,
    name: null,
    room: '#lobby',
    password: null,
    lang: 'zh-CN',
  });
});

test("the server's password", () => {
  expect(readOptions(['--password', 'open sesame'], {})).toMatchObject({ kind: 'chat', password: 'open sesame' });
  expect(readOptions(['--raw', '--password=x'], { LANG: 'C' })).toEqual({
    kind: 'mistake',
    text: '--password does not go with --raw. See --help.',
  });
});

test('mistakes are told in the language that was asked for', () => {
  expect(readOptions(['--framing=x', '--raw', '--lang', 'zh-CN'], {})).toEqual({
    kind: 'mistake',
    text: '--framing：应为其中之一：line, chunk, auto，而不是“x”。',
  });
});

describe('TLS', () => {
  const hex = '0123456789abcdef'.repeat(4);
  const securityOf = (...args: string[]) => {
    const options = readOptions(args, { LANG: 'C' });
    return 'destination' in options ? options.destination.security : options;
  };

  test('is asked for by --tls, ircs:// and a fingerprint', () => {
    expect(securityOf('host', '--tls')).toEqual({ fingerprint: null, identity: null });
    expect(securityOf('ircs://host', '--raw')).toEqual({ fingerprint: null, identity: null });
    expect(securityOf('irc://host')).toBeNull();
    const colons = hex.toUpperCase().replace(/..(?!$)/g, '$&:');
    for (const text of [hex, colons]) {
      expect(securityOf('host', '--fingerprint', text)).toEqual({ fingerprint: hex, identity: null });
    }
  });

  test.each([
    [['--fingerprint', hex.slice(1)], /^--fingerprint: a SHA-256 fingerprint wanted/],
    [['--fingerprint', `${hex.slice(1)}g`], /^--fingerprint: a SHA-256 fingerprint wanted/],
    [['--cert', 'x'], /^--cert and --key go together\.$/],
    [['--key', 'x', '--tls'], /^--cert and --key go together\.$/],
    [['unix:/x', '--tls'], /^--tls does not go with a Unix socket/],
  ])('%j is a mistake', (args, text) => {
    expect(securityOf(...args)).toEqual({ kind: 'mistake', text: expect.stringMatching(text) });
  });
});

test.each(LANGUAGES)('the help in %s fits on every screen', (lang) => {
  for (const columns of [40, 60, 80, 132]) {
    for (const line of helpText(lang, columns).split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
  }
});

test('waiting grows to half a minute, and a little is left to chance', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 50].map((failures) => backoff(failures, 0))).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  expect(backoff(5, 1)).toBe(37.5);
});

import { describe, expect, test } from 'vitest';
import { addressName, parseAddress } from './address.ts';
import { backoff } from './backoff.ts';
import { readOptions } from './options.ts';

describe('an address', () => {
  test.each([
    ['teahouse.example', 'teahouse.example:12000'],
    ['10.0.0.1:6667', '10.0.0.1:6667'],
    ['::1', '[::1]:12000'],
    ['[::1]', '[::1]:12000'],
    ['[fe80::1]:80', '[fe80::1]:80'],
  ])('%s is %s', (text, name) => {
    const address = parseAddress(text);
    expect(address && addressName(address)).toBe(name);
  });

  test.each(['', ':80', 'host:', 'host:0', 'host:65536', 'host:1:2', '[host]:80', 'a b', '[::1'])('not %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});

test('what is not said is what people want', () => {
  expect(readOptions([], { LANG: 'zh_CN.UTF-8' })).toEqual({
    kind: 'chat',
    address: { host: '127.0.0.1', port: 12_000 },
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
    text: '--framing：应为其中之一：auto, line, chunk，而不是“x”。',
  });
});

test('waiting grows to half a minute, and a little is left to chance', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 50].map((failures) => backoff(failures, 0))).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  expect(backoff(5, 1)).toBe(37.5);
});

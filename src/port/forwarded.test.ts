import { describe, expect, it } from 'vitest';
import { seenThrough } from './forwarded.ts';
import { proxiesIn } from './proxies.ts';
import { good } from './web.fixture.ts';

describe('a list of proxies', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['0.0.0.0/0', '192.0.2.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::1', '::1', true],
    ['2001:DB8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['unix', 'unix', true],
    ['127.0.0.1', 'unix', false],
    ['127.0.0.1', 'unknown', false],
  ])('%s has %s: %s', (list, host, expected) => {
    expect(good(proxiesIn(['198.51.100.7', list])).has(host)).toBe(expected);
  });

  it.each([
    '',
    'localhost',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '1.2.3.4:5',
    '[::1]',
    '::ffff:10.0.0.0/8',
  ])('no address or network: "%s"', (text) => {
    expect(proxiesIn(['::1', text])).toEqual({ wrong: text });
  });
});

describe('who calls through a proxy', () => {
  const proxies = good(proxiesIn(['10.0.0.0/8']));
  const secured = { version: 'TLSv1.3', cipher: 'x', fingerprint: 'f'.repeat(64) };
  const direct = { peer: { host: '10.0.0.1', port: 7 }, secured };
  const hostOf = (forwarded: string): string => {
    const seen = seenThrough({ 'x-forwarded-for': forwarded }, direct, proxies);
    return typeof seen === 'string' ? seen : seen.peer.host;
  };

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1, 10.0.0.2', '192.0.2.1'],
    // Who calls can send the header too; only what our proxies have added counts.
    ['198.51.100.1, 192.0.2.1,10.0.0.2 , 10.0.0.3', '192.0.2.1'],
    ['10.0.0.1, 192.0.2.1', '192.0.2.1'],
    ['10.0.0.9, 10.0.0.2', '10.0.0.9'],
    ['2001:DB8:0::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['192.0.2.1:8080', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
  ])('%s is %s', (forwarded, host) => expect(hostOf(forwarded)).toBe(host));

  it.each(['', ',', '192.0.2.1,', 'unknown', 'tea.example', '192.0.2.1 10.0.0.2', '1.2.3', 'for=192.0.2.1'])(
    '"%s" cannot be read',
    (forwarded) => expect(hostOf(forwarded)).toBe('forwarded-malformed'),
  );

  it('is who the socket says if the proxy says nothing', () => {
    expect(seenThrough({ 'x-forwarded-proto': 'http' }, direct, proxies)).toBe(direct);
  });

  it('is refused if it is no proxy, whatever it says', () => {
    const stranger = { peer: { host: '192.0.2.9', port: 7 }, secured: null };
    for (const forwarded of ['192.0.2.1', '192.0.2.9', '', 'x']) {
      expect(seenThrough({ 'x-forwarded-for': forwarded }, stranger, proxies)).toBe('forwarded-by-stranger');
    }
    expect(seenThrough({ 'x-forwarded-proto': 'https' }, stranger, proxies)).toBe(stranger);
  });

  it.each([
    ['https', true],
    ['WSS', true],
    ['https, https', true],
    ['http', false],
    ['https, http', false],
    ['http, https', false],
    ['', false],
    [undefined, false],
  ])('is secured when the whole way was: %s', (proto, expected) => {
    const headers = { 'x-forwarded-for': '192.0.2.1', ...(proto === undefined ? {} : { 'x-forwarded-proto': proto }) };
    const seen = seenThrough(headers, direct, proxies);
    // The proxy's certificate is not the caller's.
    expect(seen).toMatchObject({ secured: expected ? { fingerprint: null } : null });
  });
});

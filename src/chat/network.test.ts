import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTooWide, isWithin, networkAround, networkCalled, networkIn, onlyAddress } from './network.ts';

describe('a network', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['10.0.0.1:80', '10.0.0.1'],
    ['10.0.0.77/24', '10.0.0.0/24'],
    ['10.1.2.3/32', '10.1.2.3'],
    ['255.255.255.255/9', '255.128.0.0/9'],
    ['2001:DB8::1', '2001:db8::/64'],
    ['[2001:db8::1]:7', '2001:db8::/64'],
    ['2001:db8:ffff::1/33', '2001:db8:8000::/33'],
    ['2001:db8::1/128', '2001:db8::1/128'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
  ])('written %s is %s', (written, text) => expect(networkIn(written)?.text).toBe(text));

  it.each([
    '',
    'bob',
    '10.0.0',
    '10.0.0.1/33',
    '10.0.0.0/',
    '/24',
    '::1/129',
    '10.0.0.0/24/8',
    'fe80::1%eth0/64',
    'a/1',
  ])('is not what "%s" says', (written) => expect(networkIn(written)).toBeNull());

  it.each([
    ['10.0.0.255', '10.0.0.0/24', true],
    ['10.0.1.0', '10.0.0.0/24', false],
    ['10.0.0.1', '0.0.0.0/0', true],
    ['::1', '0.0.0.0/0', false],
    ['10.0.0.1', '::/0', false],
    ['2001:db8::9', '2001:db8::/64', true],
    ['2001:db8:0:1::9', '2001:db8::/64', false],
    ['unix', '0.0.0.0/0', false],
    ['fe80::1%eth0', 'fe80::/10', false],
  ])('has %s in %s: %s', (host, network, is) => expect(isWithin(host, networkCalled(network))).toBe(is));

  it('of a word, or of an address that means something only here, is that alone', () => {
    for (const host of ['unix', 'console', 'fe80::1%eth0']) {
      expect(isWithin(host, networkAround(host))).toBe(true);
      expect(isWithin('10.0.0.1', networkAround(host))).toBe(false);
      expect(networkCalled(networkAround(host).text)).toEqual(networkAround(host));
    }
  });

  it('is too wide when nobody has been given so much', () => {
    const wide = ['0.0.0.0/0', '10.0.0.0/7', '::/0', '2001::/18'];
    const narrow = ['10.0.0.0/8', '10.0.0.1', '2001::/19', '2001:db8::/48', 'unix'];
    expect(wide.map((one) => isTooWide(networkCalled(one)))).toEqual(wide.map(() => true));
    expect(narrow.map((one) => isTooWide(networkCalled(one)))).toEqual(narrow.map(() => false));
  });

  it('has in it what it is around, and is the same when it is read again', () => {
    const v4 = fc.ipV4();
    const v6 = fc.ipV6();
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.nat(128), (address, bits) => {
        const written = address.includes(':') ? `${address}/${bits}` : `${address}/${bits % 33}`;
        const network = networkIn(written);
        // Of IPv4 in IPv6 there are no networks, and link-local ones say nothing.
        if (network === null) return;
        const host = onlyAddress(
          networkIn(address.includes(':') ? `${address}/128` : address)?.text.split('/')[0] ?? '',
        );
        expect(isWithin(host.text.split('/')[0] ?? '', network)).toBe(true);
        expect(networkIn(network.text)).toEqual(network);
      }),
    );
  });
});

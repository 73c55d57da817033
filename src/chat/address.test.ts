import { isIP, SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostIn, networkOf } from './address.ts';

describe('the host in an address', () => {
  it.each([
    ['9.9.9.9', '9.9.9.9'],
    ['9.9.9.9:7', '9.9.9.9'],
    ['0.0.0.0', '0.0.0.0'],
    ['::1', '::1'],
    ['::', '::'],
    ['[2001:DB8::1]', '2001:db8::1'],
    ['[2001:DB8::1]:65535', '2001:db8::1'],
    ['2001:0db8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::FFFF:1.2.3.4', '1.2.3.4'],
    ['::ffff:102:304', '1.2.3.4'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['FE80::1%eth0', 'fe80::1%eth0'],
    ['[fe80::1%eth0]:5', 'fe80::1%eth0'],
  ])('%s is %s', (text, host) => expect(hostIn(text)).toBe(host));

  it.each([
    '',
    'bob',
    'foo.bar',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '0x1.2.3.4',
    '1.2.3.4:',
    '1.2.3.4:123456',
    '1.2.3.4/24',
    '1.2.3.*',
    '[1.2.3.4]:5',
    ':1',
    '1:',
    ':::',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '1.2.3.4::',
    '[::1',
    '::1]',
    '[]',
    'fe80::1',
    '::1%lo',
    ' ::1',
    '::1\n',
  ])('%j has none', (text) => expect(hostIn(text)).toBeNull());

  const word = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  // What stands for IPv4 has forms of its own, and link-local needs a zone.
  const words = fc
    .array(word, { minLength: 8, maxLength: 8 })
    .filter((all) => all.slice(0, 5).some((one) => one !== 0) && (all[0] ?? 0) >> 6 !== 0xfe80 >> 6);

  it('is as the system writes it, however it was written', () => {
    fc.assert(
      fc.property(words, fc.boolean(), fc.boolean(), fc.nat(65_535), (all, isLong, isUpper, port) => {
        const groups = all.map((one) => one.toString(16).padStart(isLong ? 4 : 1, '0')).join(':');
        const written = isUpper ? groups.toUpperCase() : groups;
        const { address } = new SocketAddress({ address: written, family: 'ipv6' });
        for (const text of [written, `[${written}]`, `[${written}]:${port}`, address])
          expect(hostIn(text)).toBe(address);
      }),
    );
  });

  it('is there only when the system takes it for one', () => {
    const piece = fc.constantFrom('::', ':', '.', '0', '1', 'ff', 'FFFF', '255', '256', '1.2.3.4', 'g', '[', ']');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        const text = pieces.join('');
        const host = hostIn(text);
        if (host !== null) expect([isIP(host), hostIn(host)]).toEqual([host.includes(':') ? 6 : 4, host]);
        else if (!/^fe[89ab]/i.test(text)) expect(isIP(text)).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what counts as one caller', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::7', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8::/64'],
    ['2001:db8:0:1::7', '2001:db8:0:1::/64'],
    ['::1', '::/64'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['console', 'console'],
    ['', ''],
  ])('%j is %j', (host, network) => expect(networkOf(host)).toBe(network));

  it('is the same for all of a /64, and for nobody else', () => {
    const word = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const half = fc.array(word, { minLength: 4, maxLength: 4 });
    // IPv4 in IPv6 is IPv4.
    const address = fc.tuple(
      half.filter(([first]) => first !== 0 && (first ?? 0) >> 6 !== 0xfe80 >> 6),
      half,
    );
    const hostOf = (words: readonly number[]) => hostIn(words.map((one) => one.toString(16)).join(':')) ?? '';
    fc.assert(
      fc.property(address, half, half, ([network, machine], otherMachine, otherNetwork) => {
        const counted = networkOf(hostOf([...network, ...machine]));
        expect(networkOf(hostOf([...network, ...otherMachine]))).toBe(counted);
        const isSame = network.every((one, index) => one === otherNetwork[index]);
        if ((otherNetwork[0] ?? 0) !== 0)
          expect(networkOf(hostOf([...otherNetwork, ...machine])) === counted).toBe(isSame);
      }),
    );
  });
});

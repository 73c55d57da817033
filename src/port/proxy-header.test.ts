import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProxyHeader } from './proxy-header.ts';

const SIGNATURE = Buffer.from([0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]);
const REST = Buffer.from('NICK Ann\r\n');

/** Version 2: command, family, then the block behind them. */
function binary(command: number, family: number, ...block: readonly Uint8Array[]): Buffer {
  const joined = Buffer.concat(block);
  return Buffer.concat([SIGNATURE, Buffer.from([command, family, joined.length >> 8, joined.length & 255]), joined]);
}

function vector(type: number, ...value: readonly (Uint8Array | string)[]): Buffer {
  const joined = Buffer.concat(value.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([type, joined.length >> 8, joined.length & 255]), joined]);
}

const PORTS = Buffer.from([0xdc, 0x04, 0x01, 0xbb]);
const V4 = Buffer.from([192, 0, 2, 7, 192, 0, 2, 1, ...PORTS]);
const V6 = Buffer.from([
  ...[0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  ...[0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2],
  ...PORTS,
]);
const MAPPED = Buffer.from([...Array(10).fill(0), 255, 255, 192, 0, 2, 7, ...Array(16).fill(0), ...PORTS]);
const CLIENT = Buffer.from([0x01, 0, 0, 0, 0]);
const TLS = vector(0x20, CLIENT, vector(0x21, 'TLSv1.3'), vector(0x23, 'TLS_AES_256_GCM_SHA384'));
const SECURED = { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', fingerprint: null };
const ANN = { host: '192.0.2.7', port: 56_324 };

const HEADERS: readonly (readonly [string, Buffer, object])[] = [
  // Those of section 2.1.
  [
    'TCP4',
    Buffer.from('PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n'),
    { peer: { host: '255.255.255.255', port: 65_535 } },
  ],
  [
    'TCP6',
    Buffer.from(
      'PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n',
    ),
    { peer: { host: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', port: 65_535 } },
  ],
  ['UNKNOWN', Buffer.from('PROXY UNKNOWN\r\n'), { peer: null }],
  [
    'UNKNOWN with all there may be',
    Buffer.from(
      'PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n',
    ),
    { peer: null },
  ],
  // One host has one name here, however the proxy writes it: a ban is for that name.
  ['IPv4 in IPv6', Buffer.from('PROXY TCP6 ::FFFF:192.0.2.7 ::ffff:192.0.2.1 56324 443\r\n'), { peer: ANN }],
  [
    'IPv6 written otherwise',
    Buffer.from('PROXY TCP6 2001:DB8:0:0::1 2001:db8::2 1 2\r\n'),
    { peer: { host: '2001:db8::1', port: 1 } },
  ],
  ['link-local IPv6', Buffer.from('PROXY TCP6 FE80::1 fe80::2 1 2\r\n'), { peer: { host: 'fe80::1', port: 1 } }],
  // Section 2.2.
  ['2, IPv4', binary(0x21, 0x11, V4), { peer: ANN }],
  ['2, IPv6', binary(0x21, 0x21, V6), { peer: { host: '2001:db8::1', port: 56_324 } }],
  ['2, IPv4 in IPv6', binary(0x21, 0x21, MAPPED), { peer: ANN }],
  ['2, a Unix socket', binary(0x21, 0x31, Buffer.alloc(216)), { peer: null }],
  ['2, UDP', binary(0x21, 0x12, V4), { peer: null }],
  ['2, unspecified', binary(0x21, 0x00), { peer: null }],
  ['2, LOCAL', binary(0x20, 0x11, V4), { peer: null }],
  ['2, LOCAL with nothing', binary(0x20, 0x00), { peer: null }],
  ['2, TLS', binary(0x21, 0x11, V4, TLS), { peer: ANN, secured: SECURED }],
  ['2, TLS behind another vector', binary(0x21, 0x21, V6, vector(0x02, 'chat.example.org'), TLS), { secured: SECURED }],
  ['2, TLS of which nothing is said', binary(0x21, 0x11, V4, vector(0x20, CLIENT)), { secured: { version: 'TLS' } }],
  ['2, no TLS', binary(0x21, 0x11, V4, vector(0x20, Buffer.from([0, 0, 0, 0, 1]))), { peer: ANN }],
  ['2, a vector that is cut off', binary(0x21, 0x11, V4, TLS.subarray(0, 20)), { peer: ANN }],
];

describe.each(HEADERS)('a header: %s', (_, header, expected) => {
  const whole = { kind: 'header', bytes: header.length, secured: null, ...expected };

  it('is read, and nothing behind it', () => {
    expect(readProxyHeader(header)).toMatchObject(whole);
    expect(readProxyHeader(Buffer.concat([header, REST]))).toMatchObject(whole);
  });

  it('is waited for wherever it is cut', () => {
    for (let cut = 0; cut < header.length; cut++) {
      expect(readProxyHeader(header.subarray(0, cut)), `${cut} bytes`).toEqual({ kind: 'more' });
    }
  });
});

it.each<[string, Buffer]>([
  ['a family that is none', Buffer.from('PROXY TCP5 192.0.2.7 192.0.2.1 1 2\r\n')],
  ['UDP', Buffer.from('PROXY UDP4 192.0.2.7 192.0.2.1 1 2\r\n')],
  ['another family than the addresses', Buffer.from('PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n')],
  ['IPv4 where IPv6 should be', Buffer.from('PROXY TCP6 192.0.2.7 192.0.2.1 1 2\r\n')],
  ['an octal address', Buffer.from('PROXY TCP4 192.0.02.7 192.0.2.1 1 2\r\n')],
  ['a zone', Buffer.from('PROXY TCP6 fe80::1%eth0 fe80::2 1 2\r\n')],
  ['a name', Buffer.from('PROXY TCP4 localhost 192.0.2.1 1 2\r\n')],
  ['a port too many', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 1 2 3\r\n')],
  ['a port too few', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 1\r\n')],
  ['a port too high', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 65536 2\r\n')],
  ['a port with zeros before it', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 01 2\r\n')],
  ['two spaces', Buffer.from('PROXY  TCP4 192.0.2.7 192.0.2.1 1 2\r\n')],
  ['nothing', Buffer.from('PROXY \r\n')],
  ['no end within 107 bytes', Buffer.from(`PROXY UNKNOWN ${'x'.repeat(100)}`)],
  ['version 1 in version 2', binary(0x11, 0x11, V4)],
  ['a command that is none', binary(0x22, 0x11, V4)],
  ['too little for IPv4', binary(0x21, 0x11, V4.subarray(0, 11))],
  ['too little for IPv6', binary(0x21, 0x21, V6.subarray(0, 35))],
  ['more than is worth reading', binary(0x21, 0x11, V4, Buffer.alloc(4096))],
])('is wrong: %s', (_, bytes) => {
  expect(readProxyHeader(bytes)).toEqual({ kind: 'wrong' });
});

it('says at once that it is something else', () => {
  for (const text of [
    'GET / HTTP/1.1\r\n',
    'NICK Ann\r\n',
    'proxy TCP4 ',
    'PROXYTCP4',
    '\r\n\r\nhello',
    '\x16\x03\x01',
  ]) {
    expect(readProxyHeader(Buffer.from(text, 'latin1')), text).toEqual({ kind: 'none' });
  }
});

it('never throws, decides in bounded bytes, and does not change its mind', () => {
  const beginnings = [
    Buffer.alloc(0),
    Buffer.from('PROXY '),
    Buffer.from('PROXY TCP6 '),
    SIGNATURE,
    binary(0x21, 0x11, V4),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), (beginning, noise) => {
      const bytes = Buffer.concat([beginning, noise]);
      let decided = false;
      for (let cut = 0; cut <= bytes.length; cut++) {
        const found = readProxyHeader(bytes.subarray(0, cut));
        expect(decided && found.kind === 'more').toBe(false);
        decided = found.kind !== 'more';
        if (found.kind === 'header') expect(found.bytes).toBeLessThanOrEqual(cut);
      }
      expect(readProxyHeader(Buffer.concat([bytes, Buffer.alloc(2100)])).kind).not.toBe('more');
    }),
  );
});

it('knows every address that a proxy can write in either version by the same name', () => {
  fc.assert(
    fc.property(fc.ipV6(), (written) => {
      const one = readProxyHeader(Buffer.from(`PROXY TCP6 ${written} ::1 1 2\r\n`));
      const other = readProxyHeader(Buffer.from(`PROXY TCP6 ${written.toUpperCase()} ::1 1 2\r\n`));
      expect(one.kind).toBe('header');
      expect(other).toEqual({ ...one });
    }),
  );
});

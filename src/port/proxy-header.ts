// The PROXY protocol, versions 1 and 2: what a proxy says of the connection that it passes on, before anything else.
// https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt
import { isIPv4, isIPv6 } from 'node:net';
import { hostIn } from '../chat/address.ts';
import type { Peer } from '../chat/command.ts';
import type { Secured } from './connection.ts';

/**
 * What stands at the beginning of a stream. `more`: it may be a header when more bytes have come. `none`: it is no header.
 * `header`: of so many bytes; `peer` is null when the proxy speaks for itself (its checks of whether we are alive).
 */
export type ProxyHeader =
  | { readonly kind: 'more' | 'none' | 'wrong' }
  | { readonly kind: 'header'; readonly bytes: number; readonly peer: Peer | null; readonly secured: Secured | null };

const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const WORD = Buffer.from('PROXY ');
/** Section 2.1: the longest line, with its end. */
const LONGEST_LINE = 107;
/** More than addresses and what is known of TLS is not worth reading. */
const LONGEST_BLOCK = 2048;
const FIXED_BYTES = 16;

/** Reads the header at the beginning of what has come so far. Pure: called again with all of it when more has come. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsLike(bytes, SIGNATURE)) return bytes.length < FIXED_BYTES ? { kind: 'more' } : binary(bytes);
  if (beginsLike(bytes, WORD)) return text(bytes);
  return { kind: 'none' };
}

function beginsLike(bytes: Buffer, pattern: Buffer): boolean {
  const length = Math.min(bytes.length, pattern.length);
  return bytes.subarray(0, length).equals(pattern.subarray(0, length));
}

/** Section 2.1 */
function text(bytes: Buffer): ProxyHeader {
  const line = bytes.subarray(0, LONGEST_LINE).toString('latin1');
  const end = line.indexOf('\r\n');
  if (end < 0) return { kind: bytes.length < LONGEST_LINE ? 'more' : 'wrong' };
  const length = end + 2;
  const [, family, from = '', to = '', ...ports] = line.slice(0, end).split(' ');
  if (family === 'UNKNOWN') return { kind: 'header', bytes: length, peer: null, secured: null };
  const isAddress = family === 'TCP4' ? isIPv4 : family === 'TCP6' ? isIPv6WithoutZone : () => false;
  const [port, own] = ports.map(portIn);
  if (ports.length !== 2 || !isAddress(from) || !isAddress(to) || port === null || own === null)
    return { kind: 'wrong' };
  return { kind: 'header', bytes: length, peer: { host: hostOf(from), port: port ?? 0 }, secured: null };
}

function isIPv6WithoutZone(text: string): boolean {
  return isIPv6(text) && !text.includes('%');
}

/** As it is known here whoever wrote it: IPv4 in IPv6 is IPv4, zeros are left out (RFC 5952). */
function hostOf(address: string): string {
  if (isIPv4(address)) return address;
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  return hostIn(written) ?? written;
}

function portIn(text: string): number | null {
  return /^(?:0|[1-9]\d{0,4})$/.test(text) && Number(text) < 65_536 ? Number(text) : null;
}

/** Section 2.2 */
function binary(bytes: Buffer): ProxyHeader {
  const command = bytes[12];
  const length = bytes.readUInt16BE(14);
  if (length > LONGEST_BLOCK || (command !== 0x20 && command !== 0x21)) return { kind: 'wrong' };
  if (bytes.length < FIXED_BYTES + length) return { kind: 'more' };
  const header = { kind: 'header', bytes: FIXED_BYTES + length } as const;
  // LOCAL: the proxy speaks for itself.
  if (command === 0x20) return { ...header, peer: null, secured: null };
  const block = bytes.subarray(FIXED_BYTES, FIXED_BYTES + length);
  const addresses = addressesIn(block, bytes[13] ?? 0);
  if (addresses === 'wrong') return { kind: 'wrong' };
  return { ...header, peer: addresses.peer, secured: securedIn(block.subarray(addresses.bytes)) };
}

function addressesIn(block: Buffer, family: number): { readonly peer: Peer | null; readonly bytes: number } | 'wrong' {
  switch (family) {
    case 0x11: // TCP over IPv4
      if (block.length < 12) return 'wrong';
      return { peer: { host: block.subarray(0, 4).join('.'), port: block.readUInt16BE(8) }, bytes: 12 };
    case 0x21: // TCP over IPv6
      if (block.length < 36) return 'wrong';
      return { peer: { host: hostOf(ipv6(block.subarray(0, 16))), port: block.readUInt16BE(32) }, bytes: 36 };
    default:
      // UDP, Unix sockets, unspecified: not somebody with an address that could be told (section 2.2: "the receiver should ignore").
      return { peer: null, bytes: block.length };
  }
}

function ipv6(bytes: Buffer): string {
  return Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(2 * at).toString(16)).join(':');
}

const TLS = 0x20;
const TLS_VERSION = 0x21;
const TLS_CIPHER = 0x23;
/** Section 2.2.6: the client connected over TLS. */
const CLIENT_USED_TLS = 0x01;

function securedIn(block: Buffer): Secured | null {
  const value = [...vectors(block)].find(({ type }) => type === TLS)?.value;
  if (value === undefined || value.length < 5 || (value.readUInt8(0) & CLIENT_USED_TLS) === 0) return null;
  const more = new Map([...vectors(value.subarray(5))].map((vector) => [vector.type, vector.value.toString('latin1')]));
  return { version: more.get(TLS_VERSION) ?? 'TLS', cipher: more.get(TLS_CIPHER) ?? '', fingerprint: null };
}

/** Section 2.2.1: type, length, value, one behind the other; what is cut off is left out. */
function* vectors(block: Buffer): Generator<{ readonly type: number; readonly value: Buffer }> {
  for (let at = 0; at + 3 <= block.length; ) {
    const length = block.readUInt16BE(at + 1);
    const value = block.subarray(at + 3, at + 3 + length);
    if (value.length < length) return;
    yield { type: block.readUInt8(at), value };
    at += 3 + length;
  }
}

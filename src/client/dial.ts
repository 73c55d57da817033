// Makes the socket to a server, and says whether what has answered is to be trusted.
import { createConnection, isIP, type Socket } from 'node:net';
import { connect as connectTls, getCACertificates, TLSSocket } from 'node:tls';
import type { Address } from './address.ts';
import type { Identity } from './identity.ts';
import type { LinkEnd } from './link-end.ts';

/** Whom TLS is to believe, and what it shows of us. */
export interface Security {
  /** SHA-256 of the one certificate to believe, 64 lower-case hexadecimal digits; null: what the authorities vouch for. */
  readonly fingerprint: string | null;
  readonly identity: Identity | null;
}

/** Where to, and how. */
export interface Destination {
  readonly address: Address;
  /** Null: without TLS. */
  readonly security: Security | null;
}

/** Whether nobody on the way can read along: TLS keeps them out, and a Unix socket has no way. */
export function isPrivate({ address, security }: Destination): boolean {
  return security !== null || address.kind === 'unix';
}

/** The socket tells of `connect` when somebody has answered, and, with TLS, of `secureConnect` when it is sealed. */
export function dial({ address, security }: Destination, allowHalfOpen: boolean): Socket {
  const socket = socketTo(address, security);
  socket.allowHalfOpen = allowHalfOpen;
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  return socket;
}

function socketTo(address: Address, security: Security | null): Socket {
  if (address.kind === 'unix') return createConnection({ path: address.path });
  const { host, port } = address;
  if (security === null) return createConnection({ host, port });
  return connectTls({
    host,
    port,
    ...security.identity,
    ca: authorities(),
    minVersion: 'TLSv1.2',
    // An IP address is no name that could be asked for (RFC 6066, 3); it is compared with the certificate nevertheless.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Judged in `distrust`, while the certificate can still be shown. Nothing is said before that.
    rejectUnauthorized: false,
  });
}

/** Whose word counts: that of the authorities that Node knows, and of those that this machine does (a school's own). */
function authorities(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

/** Why the other side of a socket that has been sealed is not to be spoken to; null: it is. */
export function distrust(socket: Socket, security: Security | null): LinkEnd | null {
  if (security === null) return null;
  if (!(socket instanceof TLSSocket)) throw new Error('a socket with security is one of TLS');
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return { why: 'no-tls' };
  const fingerprint = certificate.fingerprint256;
  if (security.fingerprint !== null) {
    return plainFingerprint(fingerprint) === security.fingerprint ? null : { why: 'other-certificate', fingerprint };
  }
  if (socket.authorized) return null;
  // Its type is Error, but it is the code.
  return { why: 'distrusted', problem: String(socket.authorizationError), fingerprint };
}

/** A fingerprint without colons, in lower case; null: it is none of SHA-256. */
export function readFingerprint(text: string): string | null {
  const digits = plainFingerprint(text);
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
}

function plainFingerprint(text: string): string {
  return text.replaceAll(':', '').toLowerCase();
}

// Who calls through a proxy (X-Forwarded-For, X-Forwarded-Proto).
import type { IncomingHttpHeaders } from 'node:http';
import { hostIn } from '../chat/address.ts';
import type { Peer } from '../chat/command.ts';
import type { Secured } from './connection.ts';
import type { Proxies } from './proxies.ts';

/** Who calls, and what is around the connection. */
export interface Seen {
  readonly peer: Peer;
  readonly secured: Secured | null;
}

/** The proxy says TLS is around the caller's connection, and nothing more of it. */
const SECURED_BY_PROXY: Secured = { version: 'HTTPS', cipher: 'unknown', fingerprint: null };

/**
 * Who calls, when `direct` is what the socket says. Only a proxy is believed: of the addresses that it and those before it
 * have written down, the last one that is not a proxy itself. What stands before that may be anybody's invention.
 * @returns what is wrong: somebody else claims to speak for others, or what the proxy says cannot be read
 */
export function seenThrough(
  headers: IncomingHttpHeaders,
  direct: Seen,
  proxies: Proxies,
): Seen | 'forwarded-by-stranger' | 'forwarded-malformed' {
  const given = headers['x-forwarded-for'];
  if (given === undefined) return direct;
  if (!proxies.has(direct.peer.host)) return 'forwarded-by-stranger';
  const hosts = [given]
    .flat()
    .join(',')
    .split(',')
    .map((text) => hostIn(text.trim()));
  if (hosts.includes(null)) return 'forwarded-malformed';
  const host = hosts.findLast((one) => one !== null && !proxies.has(one)) ?? hosts[0] ?? direct.peer.host;
  const peer = { host, port: direct.peer.port };
  return { peer, secured: isSecured(headers['x-forwarded-proto']) ? SECURED_BY_PROXY : null };
}

/** On the whole way: each proxy may have written how it was called. */
function isSecured(given: string | readonly string[] | undefined): boolean {
  const schemes = [given ?? ''].flat().join(',').split(',');
  return schemes.every((scheme) => /^\s*(?:https|wss)\s*$/i.test(scheme));
}

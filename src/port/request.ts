// What a request asks for, and whether it may.
import type { IncomingMessage } from 'node:http';
import type { WebMistake } from '../i18n/web.ts';
import type { WebLimits } from '../limits.ts';
import { type Seen, seenThrough } from './forwarded.ts';
import type { Origins } from './origins.ts';
import type { Proxies } from './proxies.ts';
import { type Target, targetOf } from './router.ts';

/** What one must know of the server to judge a request. */
interface Rules {
  readonly origins: Origins;
  readonly proxies: Proxies;
  readonly limits: WebLimits;
}

/** What is asked for, by whom. */
export interface Understood extends Target, Seen {}

/** A version of its own has its own header for the origin. All browsers speak this one. */
const WEBSOCKET_VERSION = '13';

/** @param direct who calls, as far as the socket says */
export function understand(request: IncomingMessage, direct: Seen, rules: Rules): Understood | WebMistake {
  const { url = '', method } = request;
  if (request.httpVersionMajor !== 1) return 'http-version';
  if (url.length > rules.limits.targetLength) return 'target-too-long';
  const target = targetOf(url);
  if (target === null || (target.path === '*' && method !== 'OPTIONS')) return 'not-a-path';
  const hosts = request.headersDistinct.host ?? [];
  // RFC 9112, 3.2: exactly one.
  if (hosts.length > 1 || (hosts.length === 0 && request.httpVersionMinor > 0)) return 'no-host';
  const seen = seenThrough(request.headers, direct, rules.proxies);
  if (typeof seen === 'string') return seen;
  if (isWebSocketRequest(request)) {
    const mistake = handshakeMistake(request, target.host ?? hosts[0] ?? '', rules);
    if (mistake !== null) return mistake;
  }
  return { ...target, ...seen };
}

/** Whether it asks for WebSocket. Who asks for another protocol is answered in this one (RFC 9110, 7.8). */
export function isWebSocketRequest({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && /\bupgrade\b/i.test(headers.connection ?? '');
}

/** RFC 6455, 4.2.1; the rest of it is left to `ws`. */
function handshakeMistake(request: IncomingMessage, host: string, rules: Rules): WebMistake | null {
  const { headers, method, httpVersionMinor } = request;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  if (method !== 'GET' || httpVersionMinor < 1 || hasBody) return 'not-a-handshake';
  if (headers['sec-websocket-version'] !== WEBSOCKET_VERSION) return 'websocket-version';
  // Only browsers send one, and only they can be used by a page against whoever reads it.
  return headers.origin === undefined || rules.origins(headers.origin, host) ? null : 'origin-refused';
}

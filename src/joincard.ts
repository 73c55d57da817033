// How others join, told to whoever started the server.

import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Lang } from './i18n/language.ts';
import { serveSentences } from './i18n/serve.ts';
import { definitions, wrap } from './terminal/definitions.ts';

/** The addresses under which a server listening on `host` (null: everywhere) is reached, best first: of the LAN, then its own. */
export function reachableAddresses(host: string | null): readonly string[] {
  if (host !== null && host !== '0.0.0.0' && host !== '::') return [host];
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((one) => !one.internal && !(one.family === 'IPv6' && one.address.startsWith('fe80')));
  const v4 = outside.filter((one) => one.family === 'IPv4').map((one) => one.address);
  const v6 = outside.filter((one) => one.family === 'IPv6').map((one) => one.address);
  return [...v4, ...(host === '0.0.0.0' ? [] : v6), '127.0.0.1'];
}

/**
 * The lines that tell how to join at the first of the addresses: with nc, IRC, the own client; the others are only named.
 * `columns`: how wide the screen is.
 */
export function joinLines(addresses: readonly string[], port: number, lang: Lang, columns: number): readonly string[] {
  const t = serveSentences[lang];
  const [best = '127.0.0.1', ...others] = addresses;
  const bracketed = isIPv6(best) ? `[${best}]` : best;
  const rows = [
    [`nc ${best} ${port}`, t.joinPlain],
    [`irc://${bracketed}:${port}`, t.joinIrc],
    [`chaguan connect ${bracketed}:${port}`, t.joinClient],
  ] as const;
  const also = others.length === 0 ? [] : wrap(t.otherAddresses(others.join(', ')), columns - 2);
  return [...definitions(rows, columns), ...also.map((line) => `  ${line}`)];
}

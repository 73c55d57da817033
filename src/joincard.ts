// How others join, told to whoever started the server.

import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Lang } from './i18n/language.ts';
import { serveSentences } from './i18n/serve.ts';
import type { ListenAddress } from './port/listen.ts';
import { definitions, wrap } from './terminal/definitions.ts';

/** Something the server listens on. */
export interface Entrance {
  readonly address: ListenAddress;
  readonly tls: 'none' | 'offered' | 'only';
}

/** An address of this machine. */
export interface OwnAddress {
  readonly address: string;
  readonly family: string;
  /** Only for this machine itself. */
  readonly internal: boolean;
}

/** Where somebody can go in. */
interface Way {
  readonly address: string;
  readonly port: number;
  readonly tls: 'none' | 'offered' | 'only';
}

/** All addresses that this machine has now. */
export function ownAddresses(): readonly OwnAddress[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
}

/**
 * The lines that tell how to join: at the best address with nc, a browser, IRC and the own client; the others are only named.
 * @param columns how wide the screen is
 */
export function joinLines(
  entrances: readonly Entrance[],
  own: readonly OwnAddress[],
  lang: Lang,
  columns: number,
): readonly string[] {
  const t = serveSentences[lang];
  const [best, ...others] = waysIn(entrances, own);
  const sockets = entrances.flatMap(({ address }): Row[] => {
    if (address.kind === 'unix') return [[`nc -U ${address.path}`, t.joinUnix]];
    if (address.kind === 'tcp') return [];
    const [host = '127.0.0.1'] = reachable(address.host, own);
    return [[`nc -u ${host} ${address.port}`, t.joinUdp]];
  });
  const rows = best === undefined ? sockets : [...rowsFor(best, lang), ...sockets];
  const names = others.map((way) => otherName(way, best));
  const also = names.length === 0 ? [] : wrap(t.otherAddresses(names.join(', ')), columns - 2);
  return [...definitions(rows, columns), ...also.map((line) => `  ${line}`)];
}

/** Columns that a pair of digits takes, with its colon. */
const PAIR = 3;

/** A fingerprint for comparing by eye, in rows of 16 or 8 pairs. */
export function fingerprintRows(fingerprint: string, columns: number): readonly string[] {
  const pairs = fingerprint.split(':');
  const perRow = 2 + 16 * PAIR <= columns ? 16 : 8;
  const rows = Array.from({ length: Math.ceil(pairs.length / perRow) }, (_, at) =>
    pairs.slice(at * perRow, (at + 1) * perRow),
  );
  return rows.map((row) => `  ${row.join(':')}`);
}

/**
 * The entrances as people are told of them where the certificate is the server's own: browsers and clients complain of that,
 * so where it goes without TLS, that is what is named.
 */
export function withoutComplaints(entrances: readonly Entrance[]): readonly Entrance[] {
  return entrances.map((entrance) => (entrance.tls === 'offered' ? { ...entrance, tls: 'none' } : entrance));
}

/** The page for browsers at the best address; null if there is none but a Unix socket. */
export function pageUrl(entrances: readonly Entrance[], own: readonly OwnAddress[]): string | null {
  const [best] = waysIn(entrances, own);
  return best === undefined ? null : `http${secure(best)}://${hostAndPort(best)}/`;
}

type Row = readonly [term: string, text: string];

function rowsFor(way: Way, lang: Lang): readonly Row[] {
  const t = serveSentences[lang];
  const place = hostAndPort(way);
  const plain: Row =
    way.tls === 'only'
      ? [`openssl s_client -quiet -connect ${place}`, t.joinTls]
      : [`nc ${way.address} ${way.port}`, t.joinPlain];
  return [
    plain,
    [`http${secure(way)}://${place}`, t.joinBrowser],
    [`irc${secure(way)}://${place}`, t.joinIrc],
    [`chaguan connect ${way.tls === 'none' ? '' : '--tls '}${place}`, t.joinClient],
  ];
}

/** What TLS adds to a scheme. */
function secure({ tls }: Way): 's' | '' {
  return tls === 'none' ? '' : 's';
}

function hostAndPort({ address, port }: Pick<Way, 'address' | 'port'>): string {
  return `${bracketed(address)}:${port}`;
}

function bracketed(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}

/** With its port and TLS where they are not those of the best. */
function otherName(way: Way, best: Way | undefined): string {
  const name = way.port === best?.port ? bracketed(way.address) : hostAndPort(way);
  return way.tls === best?.tls || way.tls === 'none' ? name : `${name} (TLS)`;
}

/** Every address and port once, best first: those that others reach, in the order of the entrances, IPv4 before IPv6. */
function waysIn(entrances: readonly Entrance[], own: readonly OwnAddress[]): readonly Way[] {
  const all = entrances.flatMap(({ address: at, tls }) =>
    at.kind !== 'tcp' ? [] : reachable(at.host, own).map((address): Way => ({ address, port: at.port, tls })),
  );
  const once = [...new Map(all.map((way) => [hostAndPort(way), way])).values()];
  return once.toSorted((one, other) => rank(one.address) - rank(other.address));
}

function rank(address: string): number {
  if (address === '::1' || address === 'localhost' || address.startsWith('127.')) return 2;
  return isIPv6(address) ? 1 : 0;
}

/** The addresses under which a server listening on `host` is reached; the machine's own only if there is no other. */
function reachable(host: string | null, own: readonly OwnAddress[]): readonly string[] {
  if (host !== null && host !== '0.0.0.0' && host !== '::') return [host];
  const outside = own
    .filter(({ address, internal }) => !internal && !address.toLowerCase().startsWith('fe80'))
    .filter(({ family }) => host !== '0.0.0.0' || family === 'IPv4')
    .map(({ address }) => address);
  return outside.length === 0 ? ['127.0.0.1'] : outside;
}

/** As people write it, and as `--listen` takes it. */
export function entranceName({ address }: Entrance): string {
  if (address.kind === 'unix') return `unix:${address.path}`;
  const name = hostAndPort({ address: address.host ?? '*', port: address.port });
  return address.kind === 'udp' ? `udp:${name}` : name;
}

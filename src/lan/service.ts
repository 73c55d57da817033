// What a server says of itself in DNS-SD (RFC 6763), and how that is read again.
import { isIPv4 } from 'node:net';
import { cutToBytes, printable } from '../chat/text.ts';
import { MOST_ADDRESSES_FOUND } from '../limits.ts';
import { type Answer, isSameName } from './link.ts';

/** A server as others on the LAN are told of it. */
export interface AnnouncedServer {
  readonly name: string;
  readonly version: string;
  readonly port: number;
  readonly tls: 'none' | 'offered' | 'only';
  readonly needsPassword: boolean;
}

/** A server that was found. Its texts are printable. */
export interface FoundServer extends AnnouncedServer {
  readonly addresses: readonly string[];
}

// The names registered for IRC: `irc` with IANA, `ircs-u` by RFC 7194. So IRC clients that look for servers find this one too.
const PLAIN = '_irc._tcp.local';
const TLS_ONLY = '_ircs-u._tcp.local';
export const SERVICE_TYPES: readonly string[] = [PLAIN, TLS_ONLY];

const ENUMERATION = '_services._dns-sd._udp.local';

/** Bytes of one label of a DNS name. */
const LABEL_BYTES = 63;

// RFC 6762, 10: records that have to do with a host's name, and others; in seconds.
const HOST_TTL = 120;
const OTHER_TTL = 4500;

/** The name of a server's instance; the second, third … server of that name on a LAN gets a number. */
export function instanceName({ name, tls }: AnnouncedServer, number: number): string {
  const suffix = number === 1 ? '' : ` (${number})`;
  // A dot would begin the next label.
  const label = printable(name).replaceAll('.', '-').trim() || 'Chaguan';
  return `${cutToBytes(label, LABEL_BYTES - suffix.length)}${suffix}.${tls === 'only' ? TLS_ONLY : PLAIN}`;
}

/** The name without the type behind it. */
export function labelOf(instance: string): string {
  return instance.split('.')[0] ?? '';
}

/** @param target the name of the host, which nobody else has */
export function recordsOf(server: AnnouncedServer, instance: string, target: string, address: string): Answer[] {
  const { name, version, port, tls, needsPassword } = server;
  const type = instance.slice(labelOf(instance).length + 1);
  const texts = [
    `chaguan=${version}`,
    `name=${cutToBytes(name, LABEL_BYTES)}`,
    ...(tls === 'none' ? [] : [`tls=${tls}`]),
    ...(needsPassword ? ['password'] : []),
  ];
  return [
    { name: type, type: 'PTR', ttl: OTHER_TTL, data: instance },
    { name: instance, type: 'SRV', ttl: HOST_TTL, flush: true, data: { priority: 0, weight: 0, port, target } },
    { name: instance, type: 'TXT', ttl: OTHER_TTL, flush: true, data: texts },
    { name: target, type: 'A', ttl: HOST_TTL, flush: true, data: address },
    { name: ENUMERATION, type: 'PTR', ttl: OTHER_TTL, data: type },
  ];
}

/** What a packet says of a server: where it is, or (null) that it is gone. Keyed by instance and host. */
export type Sighting = { readonly key: string; readonly server: FoundServer | null };

/**
 * The Chaguan servers that a packet tells of. Others that speak IRC are left out.
 * @param from who sent it: the address of a server that gives none
 */
export function serversIn(records: readonly Answer[], from: string): Sighting[] {
  return records.flatMap((srv): Sighting[] => {
    if (srv.type !== 'SRV' || !SERVICE_TYPES.some((type) => srv.name.toLowerCase().endsWith(`.${type}`))) return [];
    const { target, port } = srv.data;
    const key = `${srv.name} ${target}`.toLowerCase();
    if (srv.ttl === 0) return [{ key, server: null }];
    const texts = textsOf(records, srv.name);
    const version = texts.get('chaguan');
    if (version === undefined) return [];
    const tls = texts.get('tls');
    const given = records.flatMap((one) => (one.type === 'A' && isSameName(one.name, target) ? [one.data] : []));
    const addresses = given.filter(isIPv4).slice(0, MOST_ADDRESSES_FOUND);
    const server: FoundServer = {
      name: texts.get('name') ?? shown(labelOf(srv.name)),
      version,
      port,
      tls: tls === 'offered' || tls === 'only' ? tls : 'none',
      needsPassword: texts.has('password'),
      addresses: addresses.length === 0 ? [from] : addresses,
    };
    return [{ key, server }];
  });
}

/** RFC 6763, 6.4: keys are the same whatever their case, and the first of the same ones counts. */
function textsOf(records: readonly Answer[], instance: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const record of records) {
    if (record.type !== 'TXT' || !isSameName(record.name, instance)) continue;
    for (const item of Array.isArray(record.data) ? record.data : [record.data]) {
      const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(item.toString()) ?? [];
      if (!texts.has(key.toLowerCase())) texts.set(key.toLowerCase(), shown(value));
    }
  }
  return texts;
}

/** What strangers call themselves, as it may be printed. */
function shown(text: string): string {
  return cutToBytes(printable(text), LABEL_BYTES);
}

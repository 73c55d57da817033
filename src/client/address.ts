import { isIPv6 } from 'node:net';

export type Address =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** An address as somebody wrote it. */
export interface WrittenAddress {
  readonly address: Address;
  /** Whether it says that TLS is spoken there. */
  readonly scheme: 'plain' | 'tls';
}

const DEFAULT_PORT = 12_000;
/** Ports of IRC in URLs that name none: those in use, not those once registered. */
const URL_PORTS = { irc: 6667, ircs: 6697 } as const;

/**
 * `host`, `host:port`, `[v6]:port`, `[v6]` or a bare v6 address; the same with a port or without behind `irc://` or
 * `ircs://`; `unix:` and a path.
 * @returns null for anything else
 */
export function parseAddress(text: string): WrittenAddress | null {
  const [, path] = /^unix:(.+)$/.exec(text) ?? [];
  if (path !== undefined) return { address: { kind: 'unix', path }, scheme: 'plain' };
  const [, scheme, rest] = /^(ircs?):\/\/(.*?)\/?$/i.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return written(hostAndPort(text, DEFAULT_PORT), 'plain');
  return scheme.toLowerCase() === 'ircs'
    ? written(hostAndPort(rest, URL_PORTS.ircs), 'tls')
    : written(hostAndPort(rest, URL_PORTS.irc), 'plain');
}

function written(address: Address | null, scheme: WrittenAddress['scheme']): WrittenAddress | null {
  return address === null ? null : { address, scheme };
}

function hostAndPort(text: string, otherwise: number): Address | null {
  if (isIPv6(text)) return { kind: 'tcp', host: text, port: otherwise };
  const parts = /^(?:\[([^\]]+)\]|([^:/[\]\s]+))(?::(\d{1,5}))?$/.exec(text);
  if (parts === null) return null;
  const [, bracketed, plain, digits] = parts;
  if (bracketed !== undefined && !isIPv6(bracketed)) return null;
  const port = digits === undefined ? otherwise : Number(digits);
  return port >= 1 && port <= 65_535 ? { kind: 'tcp', host: bracketed ?? plain ?? '', port } : null;
}

/** As people write it. */
export function addressName(address: Address): string {
  if (address.kind === 'unix') return `unix:${address.path}`;
  const { host, port } = address;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

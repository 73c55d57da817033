import { isIPv6 } from 'node:net';

export interface Address {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 12_000;

/** `host`, `host:port`, `[v6]:port`, `[v6]` or a bare v6 address. @returns null for anything else */
export function parseAddress(text: string): Address | null {
  if (isIPv6(text)) return { host: text, port: DEFAULT_PORT };
  const parts = /^(?:\[([^\]]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/.exec(text);
  if (parts === null) return null;
  const [, bracketed, plain, digits] = parts;
  if (bracketed !== undefined && !isIPv6(bracketed)) return null;
  const port = digits === undefined ? DEFAULT_PORT : Number(digits);
  return port >= 1 && port <= 65_535 ? { host: bracketed ?? plain ?? '', port } : null;
}

/** As people write it. */
export function addressName({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

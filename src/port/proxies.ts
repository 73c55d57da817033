import { BlockList, isIP } from 'node:net';
import { hostIn } from '../chat/address.ts';

/** The hosts whose word is taken on who calls through them. */
export interface Proxies {
  /** @param host as in `Peer` */
  has(host: string): boolean;
}

/**
 * Reads a list of addresses and networks (`127.0.0.1`, `10.0.0.0/8`, `fd00::/8`); `unix` stands for whoever calls over the
 * Unix socket.
 * @returns the first that is none of these as `wrong`
 */
export function proxiesIn(list: readonly string[]): Proxies | { readonly wrong: string } {
  const networks = new BlockList();
  const words = new Set<string>();
  for (const text of list) {
    if (text === 'unix') words.add(text);
    else if (!addNetwork(networks, text)) return { wrong: text };
  }
  return {
    has: (host) => {
      // A zone says on which of our interfaces the address is; a list of addresses knows none.
      const address = host.replace(/%.*$/, '');
      const family = familyOf(address);
      return family === null ? words.has(host) : networks.check(address, family);
    },
  };
}

function addNetwork(networks: BlockList, text: string): boolean {
  const [, written = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = familyOf(written);
  if (family === null) return false;
  const address = hostIn(written) ?? written;
  if (bits === undefined) {
    networks.addAddress(address, familyOf(address) ?? family);
    return true;
  }
  // An IPv4 network written as IPv6 would have another length.
  if (familyOf(address) !== family || Number(bits) > (family === 'ipv4' ? 32 : 128)) return false;
  networks.addSubnet(address, Number(bits), family);
  return true;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = address.includes('%') ? 0 : isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}

// Networks: all addresses that begin with the same bits (RFC 4632, 3.1; RFC 4291, 2.3).
import { formatV6, hostIn, networkOf, wordsOf } from './address.ts';

export interface Network {
  /** `10.0.0.1`, `10.0.0.0/24`, `2001:db8::/64`; what is no address (`unix`) is itself. */
  readonly text: string;
  /** Of 16 bits each: two of IPv4, eight of IPv6; none of what is only itself. */
  readonly words: readonly number[];
  /** How many bits, from the first, all addresses in it have in common. */
  readonly bits: number;
}

/** The network of one caller (see `networkOf`). @param host as a `Peer` has it */
export function networkAround(host: string): Network {
  return networkCalled(networkOf(host));
}

/** @param text as in `Network` */
export function networkCalled(text: string): Network {
  return networkIn(text) ?? { text, words: [], bits: 0 };
}

/** What people write: a network in CIDR, or an address in any form of `hostIn`, of which it is the network. Null: neither. */
export function networkIn(written: string): Network | null {
  const [, before = written, length] = /^([^/]+)\/(\d{1,3})$/.exec(written) ?? [];
  const host = hostIn(before);
  if (host === null) return null;
  const words = wordsOfHost(host);
  if (words === null) return length === undefined ? { text: host, words: [], bits: 0 } : null;
  // A single machine takes as many addresses of IPv6 as it likes.
  const bits = length === undefined ? (words.length === 2 ? 32 : 64) : Number(length);
  return bits > 16 * words.length ? null : networkOfWords(words, bits);
}

/** That address alone. @param host as a `Peer` has it */
export function onlyAddress(host: string): Network {
  const words = wordsOfHost(host);
  return words === null ? { text: host, words: [], bits: 0 } : networkOfWords(words, 16 * words.length);
}

/** @param host as a `Peer` has it */
export function isWithin(host: string, { text, words, bits }: Network): boolean {
  if (words.length === 0) return host === text;
  const own = wordsOfHost(host);
  return own?.length === words.length && withoutRest(own, bits).every((word, index) => word === words[index]);
}

/** No provider has been given more: whoever bans that much has made a mistake. */
const LEAST_BITS = { v4: 8, v6: 19 };

export function isTooWide({ words, bits }: Network): boolean {
  return words.length > 0 && bits < (words.length === 2 ? LEAST_BITS.v4 : LEAST_BITS.v6);
}

function networkOfWords(all: readonly number[], bits: number): Network {
  const words = withoutRest(all, bits);
  if (words.length === 8) return { text: `${formatV6(words)}/${bits}`, words, bits };
  const address = words.flatMap((word) => [word >> 8, word & 255]).join('.');
  return { text: bits === 32 ? address : `${address}/${bits}`, words, bits };
}

/** Zero behind the first `bits`. */
function withoutRest(words: readonly number[], bits: number): number[] {
  return words.map((word, index) => {
    const kept = Math.min(16, Math.max(0, bits - 16 * index));
    return word & (0xffff << (16 - kept)) & 0xffff;
  });
}

/** Null: it is no address, or one that means something only where it is (link-local). */
function wordsOfHost(host: string): number[] | null {
  if (host.includes(':')) return host.includes('%') ? null : wordsOf(host);
  const [a, b, c, d] = host.split('.').map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined || Number.isNaN(a)) return null;
  return [a * 256 + b, c * 256 + d];
}

// IP addresses as people write them, and the one form in which two are the same.

/**
 * The host in an address, with or without a port: `1.2.3.4`, `1.2.3.4:5`, `::1`, `[::1]`, `[::1]:5`.
 * @returns it as a `Peer` has it (IPv6 in the form of RFC 5952, IPv4 in IPv6 as IPv4), or null when it is no address
 */
export function hostIn(text: string): string | null {
  const [, bracketed] = /^\[(.+)\](?::\d{1,5})?$/.exec(text) ?? [];
  if (bracketed !== undefined) return canonicalV6(bracketed);
  const withoutPort = text.replace(/:\d{1,5}$/, '');
  return isV4(withoutPort) ? withoutPort : canonicalV6(text);
}

/**
 * What counts as one caller where something is limited by address: IPv4 as it is; of IPv6 the first 64 bits, for a network is
 * given no less (RFC 4291, 2.5.4) and a single machine takes as many addresses out of it as it likes. All neighbours on a line
 * have the same link-local beginning, so there it is the whole address.
 * @param host as a `Peer` has it; what is no address is given back
 */
export function networkOf(host: string): string {
  const words = host.includes('%') ? null : wordsOf(host);
  return words === null ? host : `${formatV6([...words.slice(0, 4), 0, 0, 0, 0])}/64`;
}

/** Four numbers up to 255, without zeros before them: those would be octal elsewhere. */
function isV4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function canonicalV6(text: string): string | null {
  const [, address = '', zone = ''] = /^([^%]*)(%[\w.-]{1,15})?$/.exec(text) ?? [];
  const words = wordsOf(address.toLowerCase());
  if (words === null) return null;
  const isLinkLocal = (words[0] ?? 0) >> 6 === 0xfe80 >> 6;
  // A link-local address says nothing without the zone it is in, and no other has one (RFC 4007, 11).
  if (isLinkLocal !== (zone !== '')) return null;
  return mappedV4(words) ?? formatV6(words) + zone;
}

/** The eight words (RFC 4291, 2.2), or null when it is not an IPv6 address. */
export function wordsOf(address: string): number[] | null {
  const halves = address.split('::');
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || head === null || tail === null || halves.length > 2) return null;
  // IPv4 stands only at the very end.
  if (tail !== undefined && halves[0]?.includes('.')) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined) return missing === 0 ? head : null;
  return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const words: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (index === groups.length - 1 && isV4(group)) {
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
      words.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/.test(group)) words.push(Number.parseInt(group, 16));
    else return null;
  }
  return words;
}

/** `::ffff:1.2.3.4` is how a socket for both kinds shows IPv4 (RFC 4291, 2.5.5.2). */
function mappedV4(words: readonly number[]): string | null {
  const [a, b, c, d, e, mark, high = 0, low = 0] = words;
  if (mark !== 0xffff || [a, b, c, d, e].some((word) => word !== 0)) return null;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** RFC 5952, 4: the first of the longest runs of zeros is left out, if it is longer than one. */
export function formatV6(words: readonly number[]): string {
  const hex = words.map((word) => word.toString(16)).join(':');
  const runs = [...hex.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
  const [longest] = runs.toSorted((one, other) => other[0].length - one[0].length);
  if (longest === undefined) return hex;
  const before = hex.slice(0, longest.index).replace(/:$/, '');
  const after = hex.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

// Looks for servers on the LAN.
import { setTimeout as wait } from 'node:timers/promises';
import { MOST_ADDRESSES_FOUND, MOST_SERVERS_FOUND } from '../limits.ts';
import { openLink } from './link.ts';
import { type FoundServer, SERVICE_TYPES, serversIn } from './service.ts';

/** ms until it is asked again: a question may be lost. */
const ASK_AGAIN_MS = 1000;

/**
 * Asks on the interfaces with these IPv4 addresses, and gives what was found after `seconds`, by name.
 * @param progress is told now and then how many seconds are left and how many servers were found
 * @throws the system's error if there is no interface that can be asked on
 */
export async function browse(
  addresses: readonly string[],
  seconds: number,
  progress: (secondsLeft: number, found: number) => void,
): Promise<readonly FoundServer[]> {
  const found = new Map<string, FoundServer>();
  const errors = new Map<string, Error>();
  const links = addresses.map((address) => {
    const link = openLink(address, (error) => errors.set(address, error));
    link.on('response', ({ answers = [], additionals = [] }, from) => {
      for (const { key, server } of serversIn([...answers, ...additionals], from.address)) {
        if (server === null) found.delete(key);
        else if (found.has(key) || found.size < MOST_SERVERS_FOUND) found.set(key, together(found.get(key), server));
      }
    });
    return link;
  });
  try {
    for (let left = seconds; left > 0; left--) {
      progress(left, found.size);
      for (const link of links) link.query(SERVICE_TYPES.map((name) => ({ name, type: 'PTR' as const })));
      await wait(ASK_AGAIN_MS);
      const [error] = errors.values();
      if (error !== undefined && errors.size === addresses.length) throw error;
    }
  } finally {
    for (const link of links) link.destroy();
  }
  return [...found.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}

/** One that is reached by several networks has several addresses. */
function together(before: FoundServer | undefined, now: FoundServer): FoundServer {
  const addresses = new Set([...(before?.addresses ?? []), ...now.addresses]);
  return { ...now, addresses: [...addresses].slice(0, MOST_ADDRESSES_FOUND) };
}

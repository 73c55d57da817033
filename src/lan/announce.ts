// `--announce`: others on the LAN find the server by multicast DNS, wherever this machine goes.
import { isIPv4 } from 'node:net';
import { lanAddresses } from './link.ts';
import { Presence } from './presence.ts';
import type { AnnouncedServer } from './service.ts';

/** ms between two looks at which networks this machine is in: somebody opens a laptop in another room. */
const LOOK_MS = 5000;

/** What the operator may want to know. */
export type AnnouncementNews =
  /** From now on the server is found under this name. */
  | { readonly kind: 'announced'; readonly name: string }
  /** Told once. Null: this machine is in no network where it could be. */
  | { readonly kind: 'not-announced'; readonly error: Error | null };

export interface Announcement {
  /** Tells everybody that the server is gone. Done within half a second. */
  close(): Promise<void>;
}

/**
 * Announces a server in all networks of this machine, or in that of the one address it listens on; 127.0.0.1 is found on
 * this machine only. Needs IPv4. Whatever goes wrong is told and ends nothing.
 * @param host what the server listens on, null: everywhere
 */
export function announce(
  server: AnnouncedServer,
  host: string | null,
  tell: (news: AnnouncementNews) => void,
): Announcement {
  let presence: Presence | null = null;
  let hasComplained = false;
  let lastName = '';

  const complain = (error: Error | null): void => {
    if (!hasComplained) tell({ kind: 'not-announced', error });
    hasComplained = true;
  };
  const named = (name: string): void => {
    if (name !== lastName) tell({ kind: 'announced', name });
    lastName = name;
  };
  const look = async (): Promise<void> => {
    const addresses = networksOf(host);
    if (presence !== null && presence.addresses.join() === addresses.join()) return;
    const old = presence;
    presence = new Presence(server, addresses, named, complain);
    if (addresses.length === 0) complain(null);
    await old?.close();
  };

  const timer = setInterval(() => look().catch(complain), LOOK_MS).unref();
  look().catch(complain);
  return {
    async close() {
      clearInterval(timer);
      await presence?.close();
    },
  };
}

function networksOf(host: string | null): readonly string[] {
  if (host === null || host === '0.0.0.0' || host === '::') return lanAddresses();
  if (host === 'localhost') return ['127.0.0.1'];
  return isIPv4(host) ? [host] : [];
}

import type { Claimant } from './accounts.ts';

/** Somebody who asks, from this address. */
export function claimant(host = '192.0.2.1'): Claimant & { isConnected: boolean } {
  return { peer: { host, port: 5000 }, isConnected: true };
}

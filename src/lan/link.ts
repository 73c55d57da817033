// Multicast DNS (RFC 6762) on the networks that this machine is in.
import { networkInterfaces } from 'node:os';
import multicastDns, { type MulticastDNS, type ResponseOutgoingPacket } from 'multicast-dns';

/** A DNS resource record. */
export type Answer = ResponseOutgoingPacket['answers'][number];

/** Asks for records of any type. The library knows it, and its types do not. */
export const ANY = 'ANY' as string as Answer['type'];

/** The IPv4 addresses of this machine in its networks; in none of them there is nobody to speak to. */
export function lanAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter((one) => one.family === 'IPv4' && !one.internal).map((one) => one.address);
}

/**
 * Speaks and listens on the interface that has this IPv4 address.
 * @param failed is told of every error of the system, now and later; none is thrown
 */
export function openLink(address: string, failed: (error: Error) => void): MulticastDNS {
  // Bound to one address, a socket would not get what is sent to the group.
  const link = multicastDns({ interface: address, bind: '0.0.0.0' });
  // Not at once: it may be in the middle of opening its socket, which must not be closed under it.
  link.on('error', (error) => setImmediate(failed, error));
  link.on('warning', (error) => {
    // What a stranger sent that is no DNS comes as a warning too, and is nobody's concern.
    if ('syscall' in error) setImmediate(failed, error);
  });
  return link;
}

/** DNS names are the same whatever their case (RFC 6762, 16). */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

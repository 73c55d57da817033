import type { Client } from './client.ts';

/**
 * The policy that stands in CAP LS 302 for clients to come back through TLS, as IRCv3 sts "Details" requires it where they are
 * now; null for none. It looks like a capability, but nobody can ask for it.
 */
export function stsPolicy({ rules: { sts }, host, peer }: Client): string | null {
  // It is for the address that was called, and who comes through a gateway has called the gateway.
  if (sts === null || peer !== host.peer) return null;
  return host.secured === null ? `sts=port=${sts.port}` : `sts=duration=${sts.durationSeconds}`;
}

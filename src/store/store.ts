// What lasts. It is written by the log, entry by entry, and read by whoever needs more than the chat's present state.
import type { Credentials, Entry } from '../chat/command.ts';
import type { Outcome } from '../chat/event.ts';

/** A registered name, and what proves that somebody owns it. */
export interface AccountRecord {
  /** As it was spelt where it was registered. */
  readonly name: string;
  /** ms since 1970. */
  readonly registeredAt: number;
  readonly credentials: Credentials;
  /** The fingerprints of those that prove it too, in the order in which they were added. */
  readonly certificates: readonly string[];
}

export interface Store {
  /** 32 random bytes, made with the store and kept as long: what is made up for accounts that do not exist stays the same. */
  readonly decoyKey: Uint8Array;
  /** Keeps what an entry has brought, once it has been applied; what was refused brings nothing. Reads that begin later see it. */
  keep(entry: Entry, outcome: Outcome): void;
  /** By name, in any spelling that is the same name under `fold`; null when nobody has registered it. */
  account(name: string): Promise<AccountRecord | null>;
  /** By the fingerprint of one of its certificates, as the chat has settled it; null when it is none's. */
  accountOfCertificate(fingerprint: string): Promise<AccountRecord | null>;
}

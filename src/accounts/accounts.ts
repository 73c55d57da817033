// Whether somebody owns an account: passwords, and SCRAM for who does not want to send one.
import type { Credentials } from '../chat/command.ts';

/** What a SCRAM-SHA-256 exchange needs of an account (RFC 5802 section 3); keys are raw bytes. */
export interface ScramSecrets {
  /** As it is spelt where it was registered; null for an account that does not exist, which must not show. */
  readonly account: string | null;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** All of it takes a while. What must hash a password fails with `TooBusy` (limiter.ts) when too many wait for that. */
export interface Accounts {
  /** What to keep of a new password, one that `passwordFlaw` (passwords.ts) finds nothing wrong with. */
  protect(password: string): Promise<Credentials>;
  /** The account's name as it was registered, or null: no such account, or another password. Which of them does not show in the time it takes. */
  verify(account: string, password: string): Promise<string | null>;
  /** For an account that does not exist, secrets that are the same each time and that no password fits. Hashes nothing. */
  scram(account: string): Promise<ScramSecrets>;
}

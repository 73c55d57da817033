// Whether somebody owns an account: passwords, SCRAM for who does not want to send one, certificates.
import type { Credentials, Peer } from '../chat/command.ts';
import type { PasswordPair } from './passwords.ts';
import type { Challenge, Proved } from './scram.ts';

/** What a SCRAM-SHA-256 exchange needs of an account (RFC 5802 section 3); keys are raw bytes. */
export interface ScramSecrets {
  /** As it is spelt where it was registered; null for an account that does not exist, which must not show. */
  readonly account: string | null;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** Who asks: what one address may have done is limited, and nothing is done for who is gone. */
export interface Claimant {
  readonly peer: Peer;
  readonly isConnected: boolean;
}

/**
 * What was asked for was not done. `wrong`: no such account, or another password; which of them does not show, nor in the
 * time it takes. `busy`: too many passwords are being hashed. `paused`: too many were wrong lately, for this account or from
 * this address.
 */
export interface Denied<Why = 'wrong' | 'busy' | 'paused'> {
  readonly kind: 'denied';
  readonly why: Why;
}

/** `account` is spelt as it was registered. */
export type Verdict = { readonly kind: 'proved'; readonly account: string } | Denied;

/** What came of a password that is no account's. */
export type Checked = { readonly kind: 'proved' } | Denied<'wrong' | 'paused'>;

/** What to keep of a new password. `too-many-names`: enough were registered from this address lately. */
export type Protection =
  | { readonly kind: 'protected'; readonly credentials: Credentials }
  | Denied<'busy' | 'too-many-names'>;

/** What to keep of a password that takes the place of another. */
export type Replacement =
  | { readonly kind: 'protected'; readonly credentials: Credentials }
  | Denied<'wrong' | 'busy' | 'paused'>;

export interface Accounts {
  /** For a password that `passwordFlaw` (passwords.ts) finds nothing wrong with. It counts as a registration. */
  protect(password: string, claimant: Claimant): Promise<Protection>;
  verify(account: string, password: string, claimant: Claimant): Promise<Verdict>;
  /** For a new password as in `protect`, of an account whose old one is given; a wrong one counts as in `verify`. */
  replace(account: string, passwords: PasswordPair, claimant: Claimant): Promise<Replacement>;
  /** A password that is no account's: the server's, the operator's. `isRight` is not asked when too many were wrong from there. */
  check(isRight: () => boolean, claimant: Claimant): Checked;
  /** For an account that does not exist, secrets that are the same each time and that no password fits. Hashes nothing. */
  scram(account: string): Promise<ScramSecrets>;
  /** As `conclude` of scram.ts; a proof that fails is a wrong password. */
  conclude(challenge: Challenge, clientFinal: string, claimant: Claimant): Proved | Denied;
  /**
   * The account that the certificate with this fingerprint belongs to, as it was registered; null for none. Whoever has shown
   * one has proved to TLS that it is theirs, so there is nothing to guess.
   */
  ofCertificate(fingerprint: string): Promise<string | null>;
}

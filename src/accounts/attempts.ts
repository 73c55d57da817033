import type { Refusal } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import type { ChatView, UserView } from '../chat/views.ts';
import { MOST_FAILED_LOGINS, REGISTRATIONS_PER_CONNECTION } from '../limits.ts';
import type {
  Accounts,
  Checked,
  Claimant,
  Denied,
  Protection,
  Replacement,
  ScramSecrets,
  Verdict,
} from './accounts.ts';
import { type PasswordFlaw, passwordFlaw, passwordPairIn } from './passwords.ts';
import type { Challenge, Proved } from './scram.ts';

/** Why somebody was not believed. `too-often`: wrong, as so often before; the connection should end. */
export type Denial = Denied['why'] | 'too-often';

/** What came of wanting to register: what to ask the chat for, or why not. */
export type Registration =
  | Extract<Protection, { kind: 'protected' }>
  | { readonly kind: 'flawed'; readonly flaw: PasswordFlaw }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | Extract<Protection, { kind: 'denied' }>;

/** What came of wanting another password. `unclear`: it cannot be told which is the old one, and which the new one. */
export type PasswordChange =
  | (Extract<Replacement, { kind: 'protected' }> & { readonly account: string })
  | { readonly kind: 'unclear' }
  | { readonly kind: 'flawed'; readonly flaw: PasswordFlaw }
  | NotLoggedIn
  | Denied<Denial>;

/** What came of proving once more that the account is one's own to which one is logged in. */
export type ProofAgain = Extract<Verdict, { kind: 'proved' }> | NotLoggedIn | Denied<Denial>;

interface NotLoggedIn {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

/** An account as it was at some time, by the entry that had set its password; null: there was no such account. */
interface Known {
  readonly account: string;
  readonly passwordBy: string | null;
}

/**
 * What one connection has tried to prove: it is counted how often that was wrong. A proof takes time, and may be kept until it is used;
 * it proves nothing of an account that has got another password meanwhile, or has been dropped and registered by somebody else.
 */
export class Attempts {
  readonly #accounts: Accounts;
  readonly #chat: ChatView;
  readonly #claimant: Claimant;
  #wrong = 0;
  #registrations = 0;
  /** What the secrets of a SCRAM exchange are of, and what was proved last. */
  #asked: Known | null = null;
  #proof: Known | null = null;

  constructor({ accounts, chat }: { readonly accounts: Accounts; readonly chat: ChatView }, claimant: Claimant) {
    this.#accounts = accounts;
    this.#chat = chat;
    this.#claimant = claimant;
  }

  async verify(account: string, password: string): Promise<Exclude<Verdict, Denied> | Denied<Denial>> {
    const known = this.#known(account);
    return this.#proved(known, await this.#accounts.verify(account, password, this.#claimant));
  }

  /** As in `Accounts`. */
  scram(account: string): Promise<ScramSecrets> {
    this.#asked = this.#known(account);
    return this.#accounts.scram(account);
  }

  /** @param challenge made of the secrets that were asked for last */
  conclude(challenge: Challenge, clientFinal: string): Proved | Denied<Denial> {
    return this.#proved(this.#asked, this.#accounts.conclude(challenge, clientFinal, this.#claimant));
  }

  /** As in `Accounts`. */
  async ofCertificate(fingerprint: string): Promise<string | null> {
    const account = await this.#accounts.ofCertificate(fingerprint);
    if (account === null || this.#chat.accountNamed(account)?.certificates.has(fingerprint) !== true) return null;
    this.#proof = this.#known(account);
    return account;
  }

  /** Whether what was proved last was that this account is one's own, and still proves it. */
  isStillProved(account: string): boolean {
    return this.#proof !== null && fold(this.#proof.account) === fold(account) && this.#stands(this.#proof);
  }

  /** As in `Accounts`. */
  check(isRight: () => boolean): Exclude<Checked, Denied> | Denied<Denial> {
    return this.#counted(this.#accounts.check(isRight, this.#claimant));
  }

  /** What came in a password's place made no sense, or proves nothing. */
  wrong(): Denied<Denial> {
    this.#wrong++;
    return { kind: 'denied', why: this.#wrong < MOST_FAILED_LOGINS ? 'wrong' : 'too-often' };
  }

  /** Prepares an account of this name with this password. Nothing is hashed for what the chat would refuse. */
  async register(user: UserView, account: string, password: string): Promise<Registration> {
    const flaw = passwordFlaw(password);
    if (flaw !== null) return { kind: 'flawed', flaw };
    const refusal = this.#chat.registerRefusal(user, account);
    if (refusal !== null) return { kind: 'refused', refusal };
    if (this.#registrations >= REGISTRATIONS_PER_CONNECTION) return { kind: 'denied', why: 'too-many-names' };
    const protection = await this.#accounts.protect(password, this.#claimant);
    if (protection.kind === 'protected') this.#registrations++;
    return protection;
  }

  /** Prepares another password for the account that somebody is logged in to. @param written as in `passwordPairIn` */
  async change({ person: { account } }: UserView, written: string): Promise<PasswordChange> {
    if (account === null) return NOT_LOGGED_IN;
    const pair = passwordPairIn(written);
    if (pair === null) return { kind: 'unclear' };
    const flaw = passwordFlaw(pair.password);
    if (flaw !== null) return { kind: 'flawed', flaw };
    const replacement = this.#counted(await this.#accounts.replace(account, pair, this.#claimant));
    return replacement.kind === 'denied' ? replacement : { ...replacement, account };
  }

  /** Somebody may have left a connection alone on which they are logged in: for some things the password is asked for again. */
  async proveAgain({ person: { account } }: UserView, password: string): Promise<ProofAgain> {
    return account === null ? NOT_LOGGED_IN : this.verify(account, password);
  }

  #known(account: string): Known {
    return { account, passwordBy: this.#chat.accountNamed(account)?.passwordBy ?? null };
  }

  #stands({ account, passwordBy }: Known): boolean {
    return passwordBy !== null && this.#chat.accountNamed(account)?.passwordBy === passwordBy;
  }

  #proved<T extends { readonly kind: 'proved' }>(known: Known | null, verdict: T | Denied): T | Denied<Denial> {
    if (verdict.kind === 'proved' && (known === null || !this.#stands(known))) return this.wrong();
    if (verdict.kind === 'proved') this.#proof = known;
    return this.#counted(verdict);
  }

  #counted<T extends { readonly kind: 'proved' | 'protected' }>(verdict: T | Denied): T | Denied<Denial> {
    if (verdict.kind === 'denied') return verdict.why === 'wrong' ? this.wrong() : verdict;
    // Those before were mistakes.
    this.#wrong = 0;
    return verdict;
  }
}

const NOT_LOGGED_IN: NotLoggedIn = { kind: 'refused', refusal: { why: 'not-logged-in' } };

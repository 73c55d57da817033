// The passwords of one client: those it gives, and the one it keeps a name with. And the certificate that it may have shown.
import { Attempts, type Denial } from '../accounts/attempts.ts';
import type { Credentials } from '../chat/command.ts';
import type { UserView } from '../chat/views.ts';
import { accountSentences, notProvedSentence, notRegisteredSentence } from '../i18n/accounts.ts';
import type { Host } from '../session/protocol.ts';
import type { Voice } from './voice.ts';

export class Passwords {
  readonly #host: Host;
  readonly #voice: Voice;
  readonly #attempts: Attempts;

  constructor(host: Host, voice: Voice) {
    this.#host = host;
    this.#voice = voice;
    this.#attempts = new Attempts(host, host);
  }

  /** Calls `done` with the account as it was registered. `wrong` is said when the name or the password is wrong. */
  verify(name: string, password: string, wrong: string, done: (account: string) => void): void {
    this.#host.wait(this.#attempts.verify(name, password), (verdict) => {
      if (verdict.kind === 'proved') done(verdict.account);
      else this.#deny(verdict.why, wrong);
    });
  }

  /** Calls `done` with the account, as it was registered, that the certificate belongs to which this client has shown; null: none. */
  whenCertified(done: (account: string | null) => void): void {
    const certificate = this.#host.secured?.fingerprint ?? null;
    if (certificate === null) done(null);
    else this.#host.wait(this.#attempts.ofCertificate(certificate), done);
  }

  /** Whether this is the server's own password; says `wrong` if not. */
  checkServerPassword(given: string, wrong: string): boolean {
    const verdict = this.#attempts.check(() => this.#host.rules.isPassword(given));
    if (verdict.kind === 'denied') this.#deny(verdict.why, wrong);
    return verdict.kind === 'proved';
  }

  /** Calls `done` with what is kept of a new password of somebody who can register its name. */
  register(user: UserView, password: string, done: (credentials: Credentials) => void): void {
    this.#host.wait(this.#attempts.register(user, user.person.name, password), (registration) => {
      if (registration.kind === 'protected') done(registration.credentials);
      else this.#voice.show(notRegisteredSentence(registration, this.#voice.lang));
    });
  }

  /** Calls `done` with what is kept of a new password of the account that somebody is logged in to. */
  change(user: UserView, written: string, done: (account: string, credentials: Credentials) => void): void {
    this.#host.wait(this.#attempts.change(user, written), (change) => {
      if (change.kind === 'protected') done(change.account, change.credentials);
      else this.#tell(change);
    });
  }

  /** Calls `done` with the account that somebody is logged in to and whose password this is. */
  proveAgain(user: UserView, password: string, done: (account: string) => void): void {
    this.#host.wait(this.#attempts.proveAgain(user, password), (proof) => {
      if (proof.kind === 'proved') done(proof.account);
      else this.#tell(proof);
    });
  }

  #tell(why: Parameters<typeof notProvedSentence>[0]): void {
    const sentence = notProvedSentence(why, this.#voice.lang);
    if (why.kind === 'denied') this.#deny(why.why, sentence);
    else this.#voice.show(sentence);
  }

  /** Whoever only guesses is sent away. */
  #deny(why: Denial, wrong: string): void {
    const { denied } = accountSentences[this.#voice.lang];
    if (why === 'too-often') this.#host.close('refused', denied[why]);
    else this.#voice.show(why === 'wrong' ? wrong : denied[why]);
  }
}

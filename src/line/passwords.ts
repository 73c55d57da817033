// The passwords of one client: those it gives, and the one it keeps a name with.
import { TooBusy } from '../accounts/limiter.ts';
import { passwordFlaw } from '../accounts/passwords.ts';
import type { Credentials } from '../chat/command.ts';
import { accountSentences } from '../i18n/accounts.ts';
import type { Lang } from '../i18n/language.ts';
import { MOST_FAILED_LOGINS } from '../limits.ts';
import type { Host } from '../session/protocol.ts';
import type { Voice } from './voice.ts';

export class Passwords {
  readonly #host: Host;
  readonly #voice: Voice;
  #wrong = 0;

  constructor(host: Host, voice: Voice) {
    this.#host = host;
    this.#voice = voice;
  }

  get #t(): (typeof accountSentences)[Lang] {
    return accountSentences[this.#voice.lang];
  }

  /** Calls `done` with the account as it was registered, or with null when the name or the password is wrong. */
  verify(name: string, password: string, done: (account: string | null) => void): void {
    this.#wait(this.#host.accounts.verify(name, password), done);
  }

  /** Calls `done` with what is kept of a new password, unless there is something wrong with it. */
  protect(password: string, done: (credentials: Credentials) => void): void {
    const flaw = passwordFlaw(password);
    if (flaw === null) this.#wait(this.#host.accounts.protect(password), done);
    else this.#voice.show(this.#t.flaw(flaw));
  }

  /** Says what was wrong; whoever only guesses is sent away. */
  refuse(sentence: string): void {
    this.#wrong++;
    if (this.#wrong < MOST_FAILED_LOGINS) this.#voice.show(sentence);
    else this.#host.close('refused', this.#t.tooManyWrong);
  }

  #wait<T>(work: Promise<T>, done: (result: T) => void): void {
    const tried = work.then(
      (result) => () => done(result),
      (error: unknown) => {
        if (error instanceof TooBusy) return () => this.#voice.show(this.#t.busy);
        throw error;
      },
    );
    this.#host.wait(tried, (goOn) => goOn());
  }
}

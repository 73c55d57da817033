// From the first line to being here: the server's password, a name, the name's password, each only if it is asked for.
import type { Refusal } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import { accountSentences } from '../i18n/accounts.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Host } from '../session/protocol.ts';
import type { Passwords } from './passwords.ts';
import type { Voice } from './voice.ts';

/** What the next line is. */
type Step =
  | { readonly wants: 'server-password' }
  | { readonly wants: 'name' }
  /** Of this registered name. */
  | { readonly wants: 'password'; readonly name: string };

export class Arrival {
  readonly #host: Host;
  readonly #voice: Voice;
  readonly #passwords: Passwords;
  #step: Step;
  /** What was said before the chat had let its speaker in. */
  #said: string | null = null;

  constructor(host: Host, voice: Voice, passwords: Passwords) {
    this.#host = host;
    this.#voice = voice;
    this.#passwords = passwords;
    this.#step = { wants: host.rules.needsPassword ? 'server-password' : 'name' };
  }

  /** Speaks first. */
  greet(): void {
    const { serverName, names } = this.#host.rules;
    const { welcome, askServerPassword, askNameOrGuest } = this.#voice.t;
    if (this.#step.wants === 'server-password') this.#ask(welcome(serverName), askServerPassword);
    else if (names === 'address') this.#enter('', null);
    else this.#ask(welcome(serverName), askNameOrGuest);
  }

  /** Understands one line. */
  handle(text: string): void {
    switch (this.#step.wants) {
      case 'server-password':
        return this.#passwordGiven(text);
      case 'name':
        return this.#nameGiven(text);
      case 'password':
        return this.#ownPasswordGiven(this.#step.name, text.trim());
    }
  }

  /** What the chat says to somebody who wants to enter. */
  refuse(refusal: Refusal): void {
    const sentence = refusalSentence(refusal, this.#voice.lang);
    switch (refusal.why) {
      case 'name-registered':
        return this.#passwords.whenCertified((account) => this.#prove(refusal.name, account));
      case 'name-taken':
      case 'name-invalid':
        this.#step = { wants: 'name' };
        return this.#ask(sentence, this.#voice.t.askName);
      default:
        this.#host.close('refused', sentence);
    }
  }

  /** What has been said already, once; null: nothing. */
  takeSaid(): string | null {
    const said = this.#said;
    this.#said = null;
    return said;
  }

  #ask(...sentences: string[]): void {
    this.#voice.show(this.#voice.t.sentences(sentences));
  }

  #passwordGiven(text: string): void {
    const { rules } = this.#host;
    if (!rules.isPassword(text.trim()) && isQuitWord(text, rules)) return this.#host.close('left', '');
    const wrong = this.#wrongPassword(this.#voice.t.askServerPassword);
    if (!this.#passwords.checkServerPassword(text.trim(), wrong)) return;
    this.#step = { wants: 'name' };
    if (rules.names === 'address') this.#enter('', null);
    else this.#voice.show(this.#voice.t.askNameOrGuest);
  }

  #nameGiven(text: string): void {
    const { rules } = this.#host;
    if (isQuitWord(text, rules)) return this.#host.close('left', '');
    if (rules.names === 'ask') return this.#enter(text.trim(), null);
    this.#said = text;
    this.#enter('', null);
  }

  /** The name is registered. @param proved the account that the client has shown to be its own already */
  #prove(name: string, proved: string | null): void {
    if (proved !== null && fold(proved) === fold(name)) return this.#enter(proved, proved);
    this.#step = { wants: 'password', name };
    this.#ask(this.#voice.t.registeredName(name), this.#voice.t.askOwnPassword);
  }

  #ownPasswordGiven(name: string, password: string): void {
    if (password === '') {
      this.#step = { wants: 'name' };
      return this.#voice.show(this.#voice.t.askNameOrGuest);
    }
    const wrong = this.#wrongPassword(this.#voice.t.askOwnPassword);
    this.#passwords.verify(name, password, wrong, (account) => this.#enter(account, account));
  }

  #wrongPassword(question: string): string {
    const { t, lang } = this.#voice;
    return t.sentences([accountSentences[lang].wrongPassword, question]);
  }

  /** `name` empty: a guest. Where nobody is asked for a name, it is the address. */
  #enter(name: string, account: string | null): void {
    const { rules, peer, secured, sessionId } = this.#host;
    const chosen =
      name === ''
        ? ({ kind: 'guest', prefix: this.#voice.t.guestPrefix } as const)
        : ({ kind: 'chosen', name } as const);
    this.#host.submit({
      kind: 'enter',
      user: sessionId,
      name: rules.names === 'address' ? { kind: 'address' } : chosen,
      peer,
      // One of its own, so that a ban mask with it (`*!plain51234@*`) hits nobody else. More than 10 characters irssi cuts.
      username: `plain${peer.port}`,
      realname: '',
      face: 'plain',
      account,
      away: '',
      secure: secured !== null,
      certificate: secured?.fingerprint ?? null,
    });
  }
}

/** Whether a line is nothing but a word that leaves. */
export function isQuitWord(text: string, { quitWords }: Host['rules']): boolean {
  return quitWords.has(text.trim().toLowerCase());
}

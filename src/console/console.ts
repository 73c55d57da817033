// The operator's console: a guest of its own kind, at the terminal the server was started from.
import type { AuditEntry } from '../chat/audit.ts';
import type { Command, UserId } from '../chat/command.ts';
import type { Event, Refusal } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import type { ChatView, UserView } from '../chat/views.ts';
import { consoleSentences } from '../i18n/console.ts';
import type { Lang } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { sessionSentences } from '../i18n/sessions.ts';
import type { Happening, Tally } from '../session/happening.ts';
import { openPrompt, type Prompt } from '../terminal/prompt.ts';
import { inkFor } from '../terminal/qr.ts';
import { clock, preciseClock } from './clock.ts';
import { runCommand } from './commands.ts';
import { complete } from './complete.ts';
import { describe } from './describe.ts';
import { Conversation, findGuest } from './guests.ts';
import { type Look, lookOf } from './look.ts';
import { timeOf } from './told.ts';
import { understand } from './typed.ts';

/** What the console needs of the server. */
export interface ConsoleHost {
  readonly chat: ChatView;
  readonly lang: Lang;
  readonly tally: Tally;
  /** The page for browsers; null when the server has no address for others. */
  readonly pageUrl: string | null;
  /** The operator. */
  readonly userId: UserId;
  /** The outcome comes back through `refuse` and `observe`. */
  submit(command: Command): void;
  /** What passes over somebody's connection comes through `observe`; asked for again, it does no longer. False: there is nobody. */
  trace(who: string): boolean;
  /** What operators and ops have done, the newest last. @param about a name, an account, a room, an address; null: all */
  audit(query: { readonly about: string | null; readonly limit: number }): Promise<readonly AuditEntry[]>;
  /** `/close`, Ctrl+C, Ctrl+D, or the terminal is gone. May be called more than once. */
  stop(): void;
}

export interface OperatorConsole {
  observe(happening: Happening): void;
  refuse(refusal: Refusal): void;
  /** Gives the terminal back. */
  close(): void;
}

/** Opens the console on a terminal. The operator must have entered the chat. */
export function openConsole(host: ConsoleHost, input: NodeJS.ReadStream, output: NodeJS.WriteStream): OperatorConsole {
  return new TerminalConsole(host, input, output);
}

class TerminalConsole implements OperatorConsole {
  readonly #host: ConsoleHost;
  readonly #output: NodeJS.WriteStream;
  readonly #look: Look;
  readonly #conversation: Conversation;
  readonly #prompt: Prompt;

  constructor(host: ConsoleHost, input: NodeJS.ReadStream, output: NodeJS.WriteStream) {
    this.#host = host;
    this.#output = output;
    this.#look = lookOf(output);
    this.#conversation = new Conversation(host.chat, host.userId);
    this.#prompt = openPrompt({
      input,
      output,
      prompt: this.#promptText,
      onLine: (line) => this.#typed(line),
      onInterrupt: () => host.stop(),
      onEnd: () => host.stop(),
      complete: (line) => complete(host.chat, line),
    });
  }

  observe(happening: Happening): void {
    const sentence = describe(happening, this.#host.lang, this.#look);
    if (sentence !== null) this.#print(`${this.#look.time(this.#clock(happening))} ${sentence}`);
    if (happening.kind === 'event') {
      this.#conversation.observe(happening.event);
      this.#remark(happening.event);
    }
    this.#prompt.setPrompt(this.#promptText);
  }

  /** Whoever is written to may not be connected. */
  #remark(event: Event): void {
    const { chat, userId, lang } = this.#host;
    if (event.kind !== 'said' || event.who.id !== userId || event.to.kind !== 'user') return;
    const { id, name } = event.to.person;
    if (chat.user(id)?.sessions.size === 0) this.#prompt.print(printable(sessionSentences[lang].readsLater(name)));
  }

  refuse(refusal: Refusal): void {
    this.#complain(refusalSentence(refusal, this.#host.lang));
  }

  close(): void {
    this.#prompt.close();
  }

  #typed(line: string): void {
    const typed = understand(line, (name) => findGuest(this.#host.chat, name) !== undefined);
    switch (typed.kind) {
      case 'nothing':
        return;
      case 'command':
        return runCommand(typed.line, {
          host: this.#host,
          columns: this.#output.columns || 80,
          ink: inkFor(this.#output),
          print: (text) => this.#prompt.print(printable(text)),
          draw: (line) => this.#prompt.print(line),
        });
      case 'private':
        return this.#sayTo(typed.who, typed.text);
      case 'plain':
        return this.#sayPlainly(typed.text);
    }
  }

  #sayTo(who: string, text: string): void {
    const guest = findGuest(this.#host.chat, who);
    if (who === '' || text === '') this.#complain(consoleSentences[this.#host.lang].privateUsage);
    else if (guest === undefined) this.refuse({ why: 'no-such-user', name: who });
    else this.#say(guest, text);
  }

  /** In hub mode to the lobby, in the others to whom the operator is talking with. */
  #sayPlainly(text: string): void {
    const { chat, userId, lang } = this.#host;
    const words = consoleSentences[lang];
    const { partner } = this.#conversation;
    if (chat.house.mode === 'hub') this.#host.submit({ kind: 'speak', user: userId, room: chat.lobby, text });
    else if (partner !== undefined) this.#say(partner, text);
    else this.#complain(chat.house.mode === 'p2p' ? words.nobodyOnTheLine : words.nobodyToAnswer);
  }

  /** From now on this guest is the one who was answered last. */
  #say({ id, person }: UserView, text: string): void {
    this.#conversation.address(id);
    const speech = { text, form: 'message', tags: {}, least: null, lines: null } as const;
    this.#host.submit({ kind: 'say', user: this.#host.userId, to: person.name, ...speech });
    this.#prompt.setPrompt(this.#promptText);
  }

  /** Where a plain line would go. */
  get #promptText(): string {
    const { chat } = this.#host;
    if (chat.house.mode === 'hub') return `${chat.lobby}> `;
    const { partner } = this.#conversation;
    return partner === undefined ? '> ' : `@${printable(partner.person.name)}> `;
  }

  /** To the millisecond where that shows what was waited for. */
  #clock(happening: Happening): string {
    return happening.kind === 'wire' ? preciseClock(happening.at) : clock(timeOf(happening));
  }

  #print(lines: string): void {
    for (const line of lines.split('\n')) this.#prompt.print(line);
  }

  #complain(sentence: string): void {
    this.#prompt.print(this.#look.fault(printable(sentence)));
  }
}

// One IRC client: what is known of it, and how it is answered. Verbs are given this.
import type { Command, DepartureCause } from '../chat/command.ts';
import type { Event } from '../chat/event.ts';
import type { ChatView, UserView } from '../chat/views.ts';
import { type IrcSentences, ircSentences } from '../i18n/irc.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Host, HouseRules } from '../session/protocol.ts';
import type { Capabilities, Capability } from './capabilities.ts';
import { BODY_BYTES } from './decoder.ts';
import { dialectFor, lookOf } from './dialect.ts';
import { eventLines } from './events.ts';
import { isLabel, labelled } from './labels.ts';
import { serverSource } from './look.ts';
import { formatMessage, type Message, oneLine } from './message.ts';
import { NUMERICS, type Numeric } from './numerics.ts';
import { encode, packWords } from './wire.ts';

/** On the way in, or in. */
export type Stage =
  | {
      readonly kind: 'registering';
      readonly name: string | null;
      readonly user: { readonly username: string; readonly realname: string } | null;
      /** CAP LS or CAP REQ has come, CAP END has not. */
      readonly negotiating: boolean;
    }
  | { readonly kind: 'entered' };

/** The line that is being answered. */
interface Answer {
  readonly verb: string;
  /** Its label, and the lines that wait until all of the answer is known; null: lines go as they come. */
  readonly labelled: { readonly label: string; readonly lines: string[] } | null;
}

const NO_ANSWER: Answer = { verb: '*', labelled: null };

export class Client {
  readonly host: Host;
  readonly text: IrcSentences;
  /** The server's name as a source. */
  readonly server: string;
  stage: Stage = { kind: 'registering', name: null, user: null, negotiating: false };
  /** The highest version of CAP LS that the client has named. */
  capVersion = 301;
  #caps: Capabilities = new Set();
  #dialect: Dialect;
  #answer: Answer = NO_ANSWER;
  #batches = 0;

  constructor(host: Host) {
    this.host = host;
    this.text = ircSentences[host.rules.lang];
    this.server = serverSource(host.rules.serverName);
    this.#dialect = dialectFor(host.rules, this.#caps);
  }

  get rules(): HouseRules {
    return this.host.rules;
  }

  get chat(): ChatView {
    return this.host.chat;
  }

  get dialect(): Dialect {
    return this.#dialect;
  }

  get caps(): Capabilities {
    return this.#caps;
  }

  set caps(caps: ReadonlySet<Capability>) {
    this.#caps = caps;
    this.#dialect = dialectFor(this.rules, caps);
  }

  /** This client as a user of the chat; undefined before it has entered and after it has left. */
  get self(): UserView | undefined {
    return this.chat.user(this.host.userId);
  }

  /** What a numeric calls this client. */
  get nick(): string {
    return (this.stage.kind === 'registering' ? this.stage.name : this.self?.person.name) ?? '*';
  }

  /** The verb of the line being answered; `*` for none. */
  get verb(): string {
    return this.#answer.verb;
  }

  /** From now until `finish`, what is written answers this line. */
  begin({ verb, tags }: Message): void {
    const label = tags.get('label');
    const heard = this.#caps.has('labeled-response') && this.#caps.has('batch') && isLabel(label);
    this.#answer = { verb, labelled: heard ? { label, lines: [] } : null };
  }

  /** The answer is complete. */
  finish(): void {
    const { labelled: waiting } = this.#answer;
    this.#answer = NO_ANSWER;
    if (waiting === null) return;
    this.#batches++;
    this.write(labelled(waiting.lines, waiting.label, this.server, `l${this.#batches}`));
  }

  /** A numeric with its sentence, if it has one. */
  reply(numeric: Numeric, ...params: string[]): void {
    const sentences: Partial<Record<Numeric, string>> = this.text.numerics;
    const sentence = sentences[numeric];
    this.say(NUMERICS[numeric], [this.nick, ...params, ...(sentence === undefined ? [] : [sentence])]);
  }

  /** A numeric whose last parameter is a list of words: as many lines as they need, at least one. */
  replyList(numeric: Numeric, params: readonly string[], words: readonly string[]): void {
    // The empty last parameter is the colon.
    const head = formatMessage(NUMERICS[numeric], [this.nick, ...params, ''], this.server);
    const room = BODY_BYTES - Buffer.byteLength(head);
    this.write(packWords(words, room).map((list) => head + oneLine(list)));
  }

  /** A message from the server. */
  say(verb: string, params: readonly string[]): void {
    this.write([formatMessage(verb, params, this.server)]);
  }

  /** An event as the client itself is shown it. */
  show(event: Event): void {
    if (this.#answer.labelled !== null) return this.write(eventLines(event, lookOf(this.rules, this.#caps)));
    const bytes = this.#dialect.render(event);
    if (bytes !== null) this.host.send(bytes);
  }

  write(lines: readonly string[]): void {
    const { labelled: waiting } = this.#answer;
    if (waiting !== null) waiting.lines.push(...lines);
    else if (lines.length > 0) this.host.send(encode(lines));
  }

  /** Bytes that are no answer, whatever is being answered. */
  writeUnlabelled(bytes: Uint8Array | null): void {
    if (bytes !== null) this.host.send(bytes);
  }

  submit(command: Command): void {
    this.host.submit(command);
  }

  close(cause: DepartureCause, text: string): void {
    this.finish();
    this.host.close(cause, text);
  }
}

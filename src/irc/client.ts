// One IRC client: what is known of it, and how it is answered. Verbs are given this.
import { Attempts } from '../accounts/attempts.ts';
import type { Command, DepartureCause, Peer } from '../chat/command.ts';
import type { Event } from '../chat/event.ts';
import type { ChatView, UserView } from '../chat/views.ts';
import { type IrcSentences, ircSentences } from '../i18n/irc.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Host, HouseRules } from '../session/protocol.ts';
import { batched } from './batch.ts';
import { type Capabilities, type Capability, effective } from './capabilities.ts';
import { BODY_BYTES } from './decoder.ts';
import { dialectFor, lookOf } from './dialect.ts';
import { eventLines } from './events.ts';
import { isLabel, labelled } from './labels.ts';
import { type Look, serverSource } from './look.ts';
import { formatMessage, type Message, NO_TAGS, oneLine } from './message.ts';
import { NUMERICS, type Numeric } from './numerics.ts';
import type { Playback } from './playback.ts';
import type { SaslExchange } from './sasl.ts';
import type { Service } from './services.ts';
import type { OpenBatch } from './verbs/batch.ts';
import { encode, packWords } from './wire.ts';

/** What somebody on the way in has said so far. */
interface Applicant {
  readonly kind: 'registering';
  readonly name: string | null;
  readonly user: { readonly username: string; readonly realname: string } | null;
  /** CAP LS or CAP REQ has come, CAP END has not. */
  readonly negotiating: boolean;
  /** The server's password, as it was given. */
  readonly password: string | null;
  /** Proved by SASL. */
  readonly account: string | null;
  /** IRCv3 pre-away. */
  readonly away: string;
}

/** On the way in, or in. */
export type Stage = Applicant | { readonly kind: 'entered' };

const NOBODY_YET: Applicant = {
  kind: 'registering',
  name: null,
  user: null,
  negotiating: false,
  password: null,
  account: null,
  away: '',
};

/** The line that is being answered. */
interface Answer {
  readonly verb: string;
  /** Its label, and the lines that wait until all of the answer is known; null: lines go as they come. */
  readonly labelled: { readonly label: string; readonly lines: string[] } | null;
  /** All of the answer is one batch. */
  readonly batch: { readonly type: string; readonly params: readonly string[]; readonly lines: string[] } | null;
  /** Who was asked, and answers. */
  readonly service: Service | null;
}

const NO_ANSWER: Answer = { verb: '*', labelled: null, batch: null, service: null };

export class Client {
  readonly host: Host;
  readonly text: IrcSentences;
  /** The server's name as a source. */
  readonly server: string;
  stage: Stage = NOBODY_YET;
  /** Where the person is: a gateway may have said so. */
  peer: Peer;
  /** The TLS from the person to here; null where it is not all the way. */
  secured: Host['secured'];
  /** An authentication that has begun. */
  sasl: SaslExchange | null = null;
  readonly attempts: Attempts;
  /** A message of several lines that is being sent. */
  openBatch: OpenBatch | null = null;
  /** What it has asked to be played; null: nothing. */
  playback: Playback | null = null;
  /** How many bytes of history may still be sent to it before it must have read some. */
  historyBytes = 0;
  /** The highest version of CAP LS that the client has named. */
  capVersion = 301;
  #asked: Capabilities = new Set();
  #caps: Capabilities = new Set();
  #dialect: Dialect;
  #answer: Answer = NO_ANSWER;
  #batches = 0;

  constructor(host: Host) {
    this.host = host;
    this.peer = host.peer;
    this.secured = host.secured;
    this.text = ircSentences[host.rules.lang];
    this.server = serverSource(host.rules.serverName);
    this.attempts = new Attempts(host, this);
    this.#dialect = dialectFor(host.rules, this.#caps);
  }

  /** The fingerprint of the certificate that the person has shown; null: none. */
  get certificate(): string | null {
    return this.secured?.fingerprint ?? null;
  }

  get isConnected(): boolean {
    return this.host.isConnected;
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

  /** How this client is shown events, by all its capabilities. */
  get look(): Look {
    return lookOf(this.rules, this.#caps);
  }

  /** The capabilities that have an effect. */
  get caps(): Capabilities {
    return this.#caps;
  }

  /** Those that it has asked for. */
  get askedCaps(): Capabilities {
    return this.#asked;
  }

  set askedCaps(caps: ReadonlySet<Capability>) {
    this.#asked = caps;
    this.#caps = effective(caps);
    this.#dialect = dialectFor(this.rules, this.#caps);
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
    const heard = this.#caps.has('labeled-response') && isLabel(label);
    this.historyBytes = this.rules.limits.sendQueueBytes / 2;
    this.#answer = { ...NO_ANSWER, verb, labelled: heard ? { label, lines: [] } : null };
  }

  /** From now until `finish`, this service answers. */
  asks(service: Service): void {
    this.#answer = { ...this.#answer, service };
  }

  get askedService(): Service | null {
    return this.#answer.service;
  }

  /** The answer is complete. */
  finish(): void {
    const { labelled: waiting, batch } = this.#answer;
    this.#answer = { ...NO_ANSWER, labelled: waiting };
    if (batch !== null) this.write(this.#batched(batch.type, batch.params, batch.lines));
    this.#answer = NO_ANSWER;
    if (waiting !== null) this.write(labelled(waiting.lines, waiting.label, this.server, this.nextReference()));
  }

  /** All that is written from now until `finish` goes out as one batch, if the client knows batches. */
  answerInBatch(type: string, params: readonly string[]): void {
    if (this.#caps.has('batch')) this.#answer = { ...this.#answer, batch: { type, params, lines: [] } };
  }

  /** What was asked for was not done: its answer is no batch. */
  giveUpBatch(): void {
    this.#answer = { ...this.#answer, batch: null };
  }

  get isAnsweringInBatch(): boolean {
    return this.#answer.batch !== null;
  }

  /** What is written in `run` answers nothing. */
  aside(run: () => void): void {
    const before = this.#answer;
    this.#answer = NO_ANSWER;
    run();
    this.#answer = before;
  }

  /** Forgets the label of the line being answered: another one will be answered for it. @returns the label */
  takeLabel(): string | null {
    const label = this.#answer.labelled?.label ?? null;
    this.#answer = { ...this.#answer, labelled: null };
    return label;
  }

  /** The line being answered is answered as if it had been this verb with this label. */
  answerAs(verb: string, label: string | null): void {
    this.#answer = { ...this.#answer, verb, labelled: label === null ? null : { label, lines: [] } };
  }

  /** What is written in `run` goes out as one batch of this type, if the client knows batches. */
  batch(type: string, params: readonly string[], run: () => void): void {
    const before = this.#answer;
    this.answerInBatch(type, params);
    const { batch } = this.#answer;
    run();
    this.#answer = before;
    if (batch !== null) this.write(this.#batched(type, params, batch.lines));
  }

  #batched(type: string, params: readonly string[], lines: readonly string[]): string[] {
    return batched(lines, { type, params, reference: this.nextReference(), source: this.server, tags: NO_TAGS });
  }

  /** One that this connection has not had: of a batch, of what is no event of the chat. */
  nextReference(): string {
    this.#batches++;
    return `b${this.#batches}`;
  }

  /** A numeric with its sentence, if it has one. */
  reply(numeric: Numeric, ...params: string[]): void {
    const sentences: Partial<Record<Numeric, string>> = this.text.numerics;
    const sentence = sentences[numeric];
    this.say(NUMERICS[numeric], [this.nick, ...params, ...(sentence === undefined ? [] : [sentence])]);
  }

  /** A numeric whose last parameter is a list of words: as many lines as they need, at least one. */
  replyList(numeric: Numeric, params: readonly string[], words: Iterable<string>, separator: ' ' | ',' = ' '): void {
    // The empty last parameter is the colon.
    const head = formatMessage(NUMERICS[numeric], [this.nick, ...params, ''], this.server);
    const room = BODY_BYTES - Buffer.byteLength(head);
    this.write(packWords(words, room, separator).map((list) => head + oneLine(list)));
  }

  /** A message from the server. */
  say(verb: string, params: readonly string[]): void {
    this.write([formatMessage(verb, params, this.server)]);
  }

  /** Why something was not done, where there is no numeric for it (IRCv3 standard-replies). */
  fail(code: string, context: readonly string[], sentence: string): void {
    this.say('FAIL', [this.verb, code, ...context, sentence]);
  }

  /** An event as the client itself is shown it. */
  show(event: Event): void {
    if (this.#answer.labelled !== null || this.#answer.batch !== null) return this.write(eventLines(event, this.look));
    const bytes = this.#dialect.render(event);
    if (bytes !== null) this.host.send(bytes);
  }

  write(lines: readonly string[]): void {
    const { labelled: waiting, batch } = this.#answer;
    if (batch !== null) batch.lines.push(...lines);
    else if (waiting !== null) waiting.lines.push(...lines);
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

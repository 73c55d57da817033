// One connection from its first byte to its last: who is calling, cutting into lines, pace, time-outs, farewell.
import type { Command, Departure, DepartureCause, Peer, UserId } from '../chat/command.ts';
import type { Event, Refusal } from '../chat/event.ts';
import type { ChatView } from '../chat/state.ts';
import type { Connection, ConnectionEnd } from '../port/connection.ts';
import { detect } from '../port/detect.ts';
import type { Outbox, Outboxes } from '../port/outbox.ts';
import { Pace } from '../port/pace.ts';
import type { Observer } from './happening.ts';
import type { Hub, Participant } from './hub.ts';
import type { Host, HouseRules, Line, Protocol, Session } from './protocol.ts';

/** What all connections of a server have in common. */
export interface CallerSetup {
  readonly rules: HouseRules;
  readonly chat: ChatView;
  readonly hub: Hub;
  readonly outboxes: Outboxes;
  readonly protocols: Readonly<Record<Session['protocol'], Protocol>>;
  /** The whole answer to an HTTP request. */
  readonly httpAnswer: Uint8Array;
  readonly observe: Observer;
  /** The connection is gone. */
  readonly gone: (caller: Caller) => void;
}

/** Somebody who says nothing for so long wants to be greeted. */
const GREETING_MS = 500;
/** The rest of a first line that may still be IRC or HTTP comes within this time, or not at all. */
const FIRST_LINE_MS = 1000;
/** The farewell must have been read by then. */
const FAREWELL_MS = 1000;

type Stage =
  /** Not known yet what it speaks. A session is there if it had to be greeted: as plain text, for now. */
  | { readonly at: 'door'; readonly first: Buffer; readonly session: Session | null }
  | { readonly at: 'talking'; readonly session: Session }
  /** On the way out: nothing it sends is looked at any more. */
  | { readonly at: 'leaving'; readonly session: null; readonly departure: Departure; readonly name: string | null };

export class Caller implements Host, Participant {
  readonly id: string;
  readonly #setup: CallerSetup;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #pace: Pace;
  /** Why this caller is not let in, to be said in its own protocol; null for everybody else. */
  readonly #turnedAway: string | null;
  #stage: Stage = { at: 'door', first: Buffer.alloc(0), session: null };
  #sessions = 0;
  #lines: Line[] = [];
  #hasEnded = false;
  /** Commands submitted and not yet settled. */
  #pending = 0;
  #isHandling = false;
  #heardAt = performance.now();
  /** Before the first bytes, the greeting; then silence between chunks. */
  #silenceTimer: NodeJS.Timeout | undefined;
  /** When the next of too many lines may be handled. */
  #paceTimer: NodeJS.Timeout | undefined;
  #watchTimer: NodeJS.Timeout | undefined;

  constructor(id: string, connection: Connection, setup: CallerSetup, turnedAway: string | null) {
    this.id = id;
    this.#setup = setup;
    this.#connection = connection;
    this.#turnedAway = turnedAway;
    const { limits } = setup.rules;
    this.#outbox = setup.outboxes.open(connection, limits.sendQueueBytes);
    this.#pace = new Pace(limits.commandsPerSecond, limits.commandBurst, this.#heardAt);
    this.#silenceTimer = setTimeout(() => this.#guard('greeting', () => this.#greet()), GREETING_MS);
    this.#watchTimer = setTimeout(() => this.#handshakeIsOver(), limits.handshakeSeconds * 1000);
    connection.open({
      data: (chunk) => this.#guard('reading', () => this.#receive(chunk)),
      end: () => this.#guard('reading', () => this.#end()),
      closed: (how) => this.#closed(how),
    });
  }

  // What a session may ask (Host).

  get rules(): HouseRules {
    return this.#setup.rules;
  }

  get chat(): ChatView {
    return this.#setup.chat;
  }

  get peer(): Peer {
    return this.#connection.peer;
  }

  get userId(): UserId {
    return `${this.id}.${this.#sessions}`;
  }

  now(): number {
    return Date.now();
  }

  submit(command: Command): void {
    if (this.#stage.at === 'leaving') return;
    if (command.kind === 'enter') this.#setup.hub.add(this, command.user);
    this.#pending++;
    this.#setup.hub.submit(command, this);
  }

  send(bytes: Uint8Array): void {
    this.#outbox.push(bytes);
  }

  close(cause: DepartureCause, text: string): void {
    const { session } = this.#stage;
    if (this.#stage.at === 'leaving') return;
    this.#leave({ cause, text });
    const farewell = session?.farewell(cause, text) ?? null;
    if (farewell !== null) this.#outbox.push(farewell);
    this.#outbox.close(() => this.#connection.end(FAREWELL_MS));
  }

  // What the hub brings (Participant).

  show(event: Event): void {
    try {
      const bytes = this.#stage.session?.dialect.render(event) ?? null;
      if (bytes !== null) this.#outbox.push(bytes);
    } catch (error) {
      this.#failed(`showing ${event.kind}`, error);
    }
  }

  own(event: Event): void {
    this.#guard(`showing own ${event.kind}`, () => this.#stage.session?.own(event));
  }

  refuse(refusal: Refusal): void {
    this.#guard(`refusing: ${refusal.why}`, () => this.#stage.session?.refuse(refusal));
  }

  settled(): void {
    this.#pending--;
    if (!this.#isHandling) this.#guard('settling', () => this.#settleAndGoOn());
  }

  dismiss(cause: DepartureCause, text: string): void {
    this.#guard('dismissing', () => this.close(cause, text));
  }

  // What comes in.

  #greet(): void {
    if (this.#stage.at !== 'door') return;
    const session = this.#openSession('line');
    this.#stage = { ...this.#stage, session };
    if (this.#turnedAway !== null) this.close('refused', this.#turnedAway);
    else session.greet();
  }

  #receive(chunk: Uint8Array): void {
    this.#heardAt = performance.now();
    clearTimeout(this.#silenceTimer);
    if (this.#stage.at === 'talking') this.#feed(this.#stage.session, chunk);
    else if (this.#stage.at === 'door') this.#knock(Buffer.concat([this.#stage.first, chunk]));
  }

  #knock(first: Buffer): void {
    if (this.#stage.at !== 'door') return;
    const caller = detect(first);
    switch (caller.kind) {
      case 'undecided':
        this.#stage = { ...this.#stage, first };
        this.#silenceTimer = setTimeout(() => this.#guard('reading', () => this.#talk(caller.guess)), FIRST_LINE_MS);
        return;
      case 'http':
        this.#outbox.push(this.#setup.httpAnswer);
        return this.close('refused', 'HTTP');
      case 'tls':
        return this.close('refused', 'TLS');
      default:
        this.#stage = { ...this.#stage, first };
        return this.#talk(caller.kind);
    }
  }

  /** It is decided what the caller speaks: what has come so far goes to its session. */
  #talk(kind: Session['protocol']): void {
    const stage = this.#stage;
    if (stage.at !== 'door') return;
    if (kind !== 'line' && stage.session !== null) this.#forgetUser({ cause: 'left', text: '' });
    const session = kind === 'line' && stage.session !== null ? stage.session : this.#openSession(kind);
    this.#stage = { at: 'talking', session };
    if (this.#turnedAway !== null) this.close('refused', this.#turnedAway);
    else this.#feed(session, stage.first);
  }

  #openSession(kind: Session['protocol']): Session {
    this.#sessions++;
    return this.#setup.protocols[kind].open(this);
  }

  #feed(session: Session, chunk: Uint8Array): void {
    this.#lines.push(...session.decoder.push(chunk));
    this.#awaitSilence(session);
    this.#goOn();
  }

  #awaitSilence(session: Session): void {
    const { patience } = session.decoder;
    if (patience === null) return;
    this.#silenceTimer = setTimeout(() => {
      this.#guard('reading', () => {
        this.#lines.push(...session.decoder.silence());
        this.#awaitSilence(session);
        this.#goOn();
      });
    }, patience);
  }

  #end(): void {
    clearTimeout(this.#silenceTimer);
    this.#hasEnded = true;
    const stage = this.#stage;
    if (stage.at === 'door' && stage.first.length > 0) {
      const caller = detect(stage.first);
      this.#talk(caller.kind === 'undecided' ? caller.guess : 'line');
    }
    if (this.#stage.at === 'talking') this.#lines.push(...this.#stage.session.decoder.end());
    this.#goOn();
  }

  /** Handles the lines that have come, one after the other, each when all that the one before asked for is done. */
  #goOn(): void {
    const { limits } = this.#setup.rules;
    clearTimeout(this.#paceTimer);
    while (this.#stage.at === 'talking' && this.#pending === 0 && !this.#isHandling) {
      const [line] = this.#lines;
      if (line === undefined) break;
      if (this.#lines.length > limits.commandBacklog + limits.commandBurst) return this.close('flooded', '');
      const delay = this.#pace.take(performance.now());
      if (delay > 0) {
        // What is not read yet stays with the sender.
        this.#connection.pause();
        this.#paceTimer = setTimeout(() => this.#guard('reading', () => this.#goOn()), delay);
        return;
      }
      this.#lines.shift();
      this.#handle(this.#stage.session, line);
    }
    if (this.#lines.length > 0 || this.#pending > 0) return;
    if (this.#hasEnded) this.close('ended', '');
    else this.#connection.resume();
  }

  #handle(session: Session, line: Line): void {
    this.#isHandling = true;
    try {
      session.handle(line);
    } finally {
      this.#isHandling = false;
    }
    if (this.#pending === 0) this.#settle();
  }

  #settleAndGoOn(): void {
    if (this.#pending > 0) return;
    this.#settle();
    this.#goOn();
  }

  #settle(): void {
    const { session } = this.#stage;
    if (session === null) return;
    session.settled();
    if (session.user !== null && this.#stage.session === session) this.#watch(session);
  }

  // Time.

  #handshakeIsOver(): void {
    const { session } = this.#stage;
    if (session === null || session.user === null) this.#guard('timing out', () => this.close('timed-out', ''));
  }

  /** Somebody with a name is watched for silence: asked in IRC, sent away in plain text. */
  #watch(session: Session): void {
    const { limits } = this.#setup.rules;
    const patience = (session.protocol === 'irc' ? limits.pingSeconds : limits.idleSeconds) * 1000;
    clearTimeout(this.#watchTimer);
    const wait = Math.max(this.#heardAt + patience - performance.now(), 1);
    this.#watchTimer = setTimeout(() => this.#guard('timing out', () => this.#silent(session, patience)), wait);
  }

  #silent(session: Session, patience: number): void {
    if (performance.now() - this.#heardAt < patience) return this.#watch(session);
    if (session.protocol !== 'irc') return this.close('timed-out', '');
    session.quiet();
    if (this.#stage.at === 'leaving') return;
    this.#watchTimer = setTimeout(() => this.#guard('timing out', () => this.#silent(session, patience)), patience);
  }

  // The end.

  /** The server stops: the last words, without telling everybody of everybody. */
  sayGoodbye(): void {
    this.#setup.hub.remove(this, this.userId);
    this.close('closing', '');
  }

  #leave(departure: Departure): void {
    for (const timer of [this.#silenceTimer, this.#paceTimer, this.#watchTimer]) clearTimeout(timer);
    const name = this.chat.user(this.userId)?.person.name ?? null;
    this.#stage = { at: 'leaving', session: null, departure, name };
    this.#lines = [];
    this.#forgetUser(departure);
  }

  #forgetUser(departure: Departure): void {
    const { hub } = this.#setup;
    hub.remove(this, this.userId);
    if (departure.cause !== 'closing') hub.submit({ kind: 'leave', user: this.userId, departure }, null);
  }

  #closed(how: ConnectionEnd): void {
    if (this.#stage.at !== 'leaving') this.#leave({ cause: how, text: '' });
    if (this.#stage.at !== 'leaving') return;
    const { departure, name } = this.#stage;
    this.#setup.observe({ kind: 'disconnected', at: Date.now(), peer: this.peer, name, departure });
    this.#setup.gone(this);
  }

  /** Runs what a client or a timer set off. Our own mistake ends this connection, with its cause logged, and no other. */
  #guard(doing: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#failed(doing, error);
    }
  }

  #failed(doing: string, error: unknown): void {
    this.#setup.observe({ kind: 'failed', at: Date.now(), doing, error });
    try {
      this.close('failed', '');
    } catch (worse) {
      this.#setup.observe({ kind: 'failed', at: Date.now(), doing: 'closing', error: worse });
      this.#connection.end(0);
    }
  }
}

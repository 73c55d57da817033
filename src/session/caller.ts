// One connection from its first byte to its last: who is calling, cutting into lines, pace, time-outs, farewell.
import type { Command, Departure, DepartureCause, Peer, UserId } from '../chat/command.ts';
import type { Event, Refusal } from '../chat/event.ts';
import type { ChatView } from '../chat/state.ts';
import type { Connection, ConnectionEnd } from '../port/connection.ts';
import { detect } from '../port/detect.ts';
import type { Outbox, Outboxes } from '../port/outbox.ts';
import type { Observer } from './happening.ts';
import type { Hub, Participant } from './hub.ts';
import { Intake, type Reader } from './intake.ts';
import type { Host, HouseRules, Line, Protocol, Session } from './protocol.ts';
import { Watch } from './watch.ts';

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
  | { readonly at: 'talking'; readonly session: Session; readonly intake: Intake }
  /** On the way out: nothing it sends is looked at any more. */
  | { readonly at: 'leaving'; readonly session: null; readonly departure: Departure; readonly name: string | null };

export class Caller implements Host, Participant, Reader {
  readonly id: string;
  readonly #setup: CallerSetup;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #watch = new Watch();
  /** Why this caller is not let in, to be said in its own protocol; null for everybody else. */
  readonly #turnedAway: string | null;
  #stage: Stage = { at: 'door', first: Buffer.alloc(0), session: null };
  #sessions = 0;
  /** Commands submitted and not yet settled. */
  #pending = 0;
  #isHandling = false;
  #watched: Session | null = null;
  /** How the connection came to its end, when it has. */
  #closedHow: ConnectionEnd | null = null;
  /** Until it is known who calls: for the greeting, then for the rest of the first line. */
  #doorTimer: NodeJS.Timeout | undefined;

  constructor(id: string, connection: Connection, setup: CallerSetup, turnedAway: string | null) {
    this.id = id;
    this.#setup = setup;
    this.#connection = connection;
    this.#turnedAway = turnedAway;
    const { limits } = setup.rules;
    this.#outbox = setup.outboxes.open(connection, limits.sendQueueBytes);
    this.#doorTimer = setTimeout(() => this.guard('greeting', () => this.#greet()), GREETING_MS);
    this.#watch.deadline(limits.handshakeSeconds * 1000, () =>
      this.guard('timing out', () => this.close('timed-out', '')),
    );
    connection.open({
      data: (chunk) => this.guard('reading', () => this.#receive(chunk)),
      end: () => this.guard('reading', () => this.#end()),
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
    this.#sayFarewell({ cause, text }, this.#name);
  }

  #sayFarewell(departure: Departure, name: string | null): void {
    const { cause, text } = departure;
    const { session } = this.#stage;
    if (this.#stage.at === 'leaving') return;
    this.#leave(departure, name);
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
    this.guard(`showing own ${event.kind}`, () => this.#stage.session?.own(event));
  }

  refuse(refusal: Refusal): void {
    this.guard(`refusing: ${refusal.why}`, () => this.#stage.session?.refuse(refusal));
  }

  settled(): void {
    this.#pending--;
    if (this.isFree) this.guard('settling', () => this.#settleAndGoOn());
  }

  dismiss(cause: DepartureCause, text: string, name: string): void {
    this.guard('dismissing', () => this.#sayFarewell({ cause, text }, name));
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
    this.#watch.heard();
    if (this.#stage.at === 'talking') this.#stage.intake.push(chunk);
    else if (this.#stage.at === 'door') this.#knock(Buffer.concat([this.#stage.first, chunk]));
  }

  #knock(first: Buffer): void {
    if (this.#stage.at !== 'door') return;
    clearTimeout(this.#doorTimer);
    const caller = detect(first);
    switch (caller.kind) {
      case 'undecided':
        this.#stage = { ...this.#stage, first };
        this.#doorTimer = setTimeout(() => this.guard('reading', () => this.#talk(caller.guess)), FIRST_LINE_MS);
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
    const intake = new Intake(session.decoder, this.#connection, this, this.rules);
    this.#stage = { at: 'talking', session, intake };
    if (this.#turnedAway !== null) this.close('refused', this.#turnedAway);
    else intake.push(stage.first);
  }

  #openSession(kind: Session['protocol']): Session {
    this.#sessions++;
    return this.#setup.protocols[kind].open(this);
  }

  #end(): void {
    if (this.#stage.at === 'door') {
      const { first } = this.#stage;
      const caller = detect(first);
      if (caller.kind === 'undecided' && first.length > 0) this.#talk(caller.guess);
      else this.finished();
    }
    if (this.#stage.at === 'talking') this.#stage.intake.end();
  }

  // The lines (Reader).

  get isFree(): boolean {
    return this.#stage.at === 'talking' && this.#pending === 0 && !this.#isHandling;
  }

  handleLine(line: Line): void {
    const { session } = this.#stage;
    this.#isHandling = true;
    try {
      session?.handle(line);
    } finally {
      this.#isHandling = false;
    }
    if (this.#pending === 0) this.#settle();
  }

  flooded(): void {
    this.close('flooded', '');
  }

  finished(): void {
    this.close(this.#closedHow ?? 'ended', '');
  }

  #settleAndGoOn(): void {
    this.#settle();
    if (this.#stage.at === 'talking') this.#stage.intake.goOn();
  }

  #settle(): void {
    const { session } = this.#stage;
    if (session === null) return;
    session.settled();
    if (session.user !== null && this.#watched !== session) this.#watchOver(session);
  }

  /** Somebody with a name is watched for silence: asked in IRC, sent away in plain text. */
  #watchOver(session: Session): void {
    const { limits } = this.rules;
    this.#watched = session;
    if (session.protocol === 'irc') {
      this.#watch.silence(limits.pingSeconds * 1000, () => this.guard('asking', () => session.quiet()));
    } else {
      const late = (): void => this.close('timed-out', '');
      this.#watch.silence(limits.idleSeconds * 1000, () => this.guard('timing out', late));
    }
  }

  // The end.

  /** The server stops: the last words, without telling everybody of everybody. */
  sayGoodbye(): void {
    this.#setup.hub.remove(this, this.userId);
    this.close('closing', '');
  }

  get #name(): string | null {
    return this.chat.user(this.userId)?.person.name ?? null;
  }

  #leave(departure: Departure, name: string | null): void {
    clearTimeout(this.#doorTimer);
    this.#watch.stop();
    if (this.#stage.at === 'talking') this.#stage.intake.stop();
    this.#stage = { at: 'leaving', session: null, departure, name };
    this.#forgetUser(departure);
  }

  #forgetUser(departure: Departure): void {
    const { hub } = this.#setup;
    hub.remove(this, this.userId);
    if (departure.cause !== 'closing') hub.submit({ kind: 'leave', user: this.userId, departure }, null);
  }

  #closed(how: ConnectionEnd): void {
    // Somebody who never reads resets the connection by closing it, and may have said something just before.
    this.#closedHow = how;
    this.guard('reading', () => this.#end());
    if (this.#stage.at !== 'leaving') this.#leave({ cause: how, text: '' }, this.#name);
    if (this.#stage.at !== 'leaving') return;
    const { departure, name } = this.#stage;
    this.#setup.observe({ kind: 'disconnected', at: Date.now(), peer: this.peer, name, departure });
    this.#setup.gone(this);
  }

  /** Runs what a client or a timer set off. Our own mistake ends this connection, with its cause logged, and no other. */
  guard(doing: string, run: () => void): void {
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

// One connection from its first byte to its last: it holds the session, and what the session and the hub want of each other.
import type { Accounts } from '../accounts/accounts.ts';
import type { Command, Departure, DepartureCause, Peer, UserId } from '../chat/command.ts';
import type { Event, Person, Refusal } from '../chat/event.ts';
import type { ChatView } from '../chat/views.ts';
import type { Connection, ConnectionEnd, Secured } from '../port/connection.ts';
import type { Outbox, Outboxes } from '../port/outbox.ts';
import type { Observer } from './happening.ts';
import type { Hub, Participant } from './hub.ts';
import { Intake, type Reader } from './intake.ts';
import type { Host, HouseRules, Line, Protocol, Session } from './protocol.ts';
import { type Known, type Receiver, Reception } from './reception.ts';
import { Watch } from './watch.ts';

/** What all connections of a server have in common. */
export interface CallerSetup {
  readonly rules: HouseRules;
  readonly chat: ChatView;
  readonly hub: Hub;
  readonly accounts: Accounts;
  readonly outboxes: Outboxes;
  readonly protocols: Readonly<Record<Session['protocol'], Protocol>>;
  /** The whole answer to an HTTP request. */
  readonly httpAnswer: Uint8Array;
  readonly observe: Observer;
  /** The connection is gone. */
  readonly gone: (caller: Caller) => void;
}

/** The farewell must have been read by then. */
const FAREWELL_MS = 1000;
const CRLF = Buffer.from('\r\n');
/** How often it is looked whether somebody has read what it was answered. */
const ASK_AGAIN_MS = 20;

type Stage =
  /** Not known yet what it speaks. A session is there if it had to be greeted: as plain text, for now. */
  | { readonly at: 'door'; readonly reception: Reception; readonly session: Session | null }
  | { readonly at: 'talking'; readonly intake: Intake; readonly session: Session }
  /** On the way out: nothing it sends is looked at any more. */
  | { readonly at: 'leaving'; readonly session: null; readonly departure: Departure; readonly person: Person | null };

export class Caller implements Host, Participant, Receiver, Reader {
  readonly id: string;
  readonly #setup: CallerSetup;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #watch = new Watch();
  /** Why this caller is not let in, to be said in its own protocol; null for everybody else. */
  readonly #turnedAway: string | null;
  #stage: Stage;
  #sessions = 0;
  /** Commands submitted and not yet settled, and work that is waited for. */
  #pending = 0;
  #isHandling = false;
  /** Set while lines wait because answers have not been read. */
  #later: NodeJS.Timeout | null = null;
  /** How the connection came to its end, when it has. */
  #closedHow: ConnectionEnd | null = null;

  constructor(id: string, connection: Connection, setup: CallerSetup, turnedAway: string | null) {
    this.id = id;
    this.#setup = setup;
    this.#connection = connection;
    this.#turnedAway = turnedAway;
    const { limits } = setup.rules;
    this.#outbox = setup.outboxes.open(connection, limits.sendQueueBytes);
    this.#stage = { at: 'door', reception: new Reception(this, connection.carries), session: null };
    this.#watch.deadline(limits.handshakeSeconds * 1000, () => this.#tooLate());
    connection.open({
      data: (chunk) => this.guard('reading', () => this.#receive(chunk)),
      end: () => this.guard('reading', () => this.#end('ended')),
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

  get secured(): Secured | null {
    return this.#connection.secured;
  }

  get carries(): Connection['carries'] {
    return this.#connection.carries;
  }

  get isConnected(): boolean {
    return this.#stage.at !== 'leaving';
  }

  get userId(): UserId {
    return `${this.id}.${this.#sessions}`;
  }

  get accounts(): Accounts {
    return this.#setup.accounts;
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

  wait<T>(work: Promise<T>, done: (result: T) => void): void {
    this.#pending++;
    const finish = (result: T): void => {
      if (this.#stage.at === 'leaving') return;
      this.guard('going on', () => done(result));
      this.settled();
    };
    work.then(finish, (error: unknown) => this.#failed('waiting', error));
  }

  send(bytes: Uint8Array): void {
    this.#outbox.push(bytes);
  }

  close(cause: DepartureCause, text: string): void {
    this.#depart({ cause, text }, this.#person, this.#stage.session);
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
    this.guard(`showing own ${event.kind}`, () => {
      const { session } = this.#stage;
      session?.own(event);
      if (session !== null && event.kind === 'entered') this.#watchOver(session);
    });
  }

  befall(event: Event): void {
    this.guard(`showing ${event.kind}`, () => this.#stage.session?.befall(event));
  }

  refuse(refusal: Refusal): void {
    this.guard(`refusing: ${refusal.why}`, () => this.#stage.session?.refuse(refusal));
  }

  settled(): void {
    this.#pending--;
    if (this.#isIdle) this.guard('settling', () => this.#settleAndGoOn());
  }

  dismiss(departure: Departure, person: Person): void {
    this.guard('dismissing', () => this.#depart(departure, person, this.#stage.session));
  }

  // Until it is known who calls (Receiver).

  greet(): void {
    if (this.#stage.at !== 'door') return;
    const session = this.#openSession('line');
    this.#stage = { ...this.#stage, session };
    if (this.#turnedAway !== null) this.close('refused', this.#turnedAway);
    else session.greet();
  }

  known(kind: Known, pieces: readonly Uint8Array[]): void {
    if (this.#stage.at !== 'door') return;
    if (kind === 'irc' || kind === 'line') return this.#talk(kind, this.#stage.session, pieces);
    if (kind === 'http') this.#outbox.push(this.#setup.httpAnswer);
    // Not in the words of a protocol that it does not speak.
    this.#depart({ cause: 'refused', text: kind.toUpperCase() }, this.#person, null);
  }

  #talk(kind: Session['protocol'], greeted: Session | null, pieces: readonly Uint8Array[]): void {
    // Greeted as plain text, it turns out to be IRC: whoever came in under its address was nobody.
    if (kind !== 'line' && greeted !== null) {
      this.#forgetUser({ cause: 'left', text: '' });
      // Clients that only know CR LF would take the greeting for the beginning of their first line.
      this.#outbox.push(CRLF);
    }
    const session = kind === 'line' && greeted !== null ? greeted : this.#openSession(kind);
    const intake = new Intake(session.decoder, this.#connection, this, this.rules);
    this.#stage = { at: 'talking', session, intake };
    if (this.#turnedAway !== null) return this.close('refused', this.#turnedAway);
    for (const piece of pieces) intake.push(piece);
  }

  #openSession(kind: Session['protocol']): Session {
    this.#sessions++;
    return this.#setup.protocols[kind].open(this);
  }

  // What comes in (Reader).

  #receive(chunk: Uint8Array): void {
    this.#watch.heard();
    if (this.#stage.at === 'talking') this.#stage.intake.push(chunk);
    else if (this.#stage.at === 'door') this.#stage.reception.push(chunk);
  }

  #end(how: 'ended' | 'broken'): void {
    if (this.#stage.at === 'door' && !this.#stage.reception.end()) this.finished();
    if (this.#stage.at === 'talking') this.#stage.intake.end(how);
  }

  get #isIdle(): boolean {
    return this.#stage.at === 'talking' && this.#pending === 0 && !this.#isHandling;
  }

  get isFree(): boolean {
    return this.#isIdle && this.#hasRead;
  }

  /** Whether it has read most of what it was answered: long answers are not piled up for somebody who only asks. */
  get #hasRead(): boolean {
    if (this.#outbox.backlog <= this.rules.limits.sendQueueBytes / 2) return true;
    this.#later ??= setTimeout(() => {
      this.#later = null;
      this.guard('going on', () => this.#goOn());
    }, ASK_AGAIN_MS);
    return false;
  }

  #goOn(): void {
    if (this.#stage.at === 'talking') this.#stage.intake.goOn();
  }

  handleLine(line: Line): void {
    // Its lines may have waited for their turn.
    this.#watch.heard();
    this.#isHandling = true;
    try {
      this.#stage.session?.handle(line);
    } finally {
      this.#isHandling = false;
    }
    if (this.#pending === 0) this.#stage.session?.settled();
  }

  flooded(): void {
    this.close('flooded', '');
  }

  finished(): void {
    this.close(this.#closedHow ?? 'ended', '');
  }

  #settleAndGoOn(): void {
    this.#stage.session?.settled();
    this.#goOn();
  }

  /** Somebody with a name is watched for silence: asked in IRC, sent away in plain text. */
  #watchOver(session: Session): void {
    const { pingSeconds, idleSeconds } = this.rules.limits;
    if (session.protocol === 'irc') {
      this.#watch.silence(pingSeconds * 1000, () => this.guard('asking', () => session.quiet()));
    } else this.#watch.silence(idleSeconds * 1000, () => this.#tooLate());
  }

  #tooLate(): void {
    this.guard('timing out', () => this.close('timed-out', ''));
  }

  // The end.

  /** The server stops: the last words, without telling everybody of everybody. */
  sayGoodbye(): void {
    this.close('closing', '');
  }

  get #person(): Person | null {
    return this.chat.user(this.userId)?.person ?? null;
  }

  /** The last words, in the session's protocol if there is one; then the connection ends. */
  #depart(departure: Departure, person: Person | null, session: Session | null): void {
    if (this.#stage.at === 'leaving') return;
    this.#leave(departure, person);
    const farewell = session?.farewell(departure, person) ?? null;
    if (farewell !== null) this.#outbox.push(farewell);
    this.#outbox.close(() => this.#connection.end(FAREWELL_MS));
  }

  #leave(departure: Departure, person: Person | null): void {
    this.#watch.stop();
    if (this.#later !== null) clearTimeout(this.#later);
    if (this.#stage.at === 'door') this.#stage.reception.stop();
    if (this.#stage.at === 'talking') this.#stage.intake.stop();
    this.#stage = { at: 'leaving', session: null, departure, person };
    this.#forgetUser(departure);
  }

  #forgetUser(departure: Departure): void {
    const { hub } = this.#setup;
    hub.remove(this, this.userId);
    if (departure.cause !== 'closing') hub.submit({ kind: 'leave', user: this.userId, departure }, null);
  }

  #closed(how: ConnectionEnd): void {
    // Who never reads breaks the connection by closing it, and may have said something just before.
    this.#closedHow = how;
    this.guard('reading', () => this.#end('broken'));
    if (this.#stage.at !== 'leaving') this.#leave({ cause: how, text: '' }, this.#person);
    if (this.#stage.at !== 'leaving') return;
    const { departure, person } = this.#stage;
    const name = person?.name ?? null;
    this.#setup.observe({ kind: 'disconnected', at: Date.now(), peer: this.peer, name, departure });
    this.#setup.gone(this);
  }

  guard(doing: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#failed(doing, error);
    }
  }

  /** Our own mistake ends this connection, with its cause logged, and no other. */
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

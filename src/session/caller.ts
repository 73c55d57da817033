// One connection on which somebody talks: it holds the session, and what the session and the hub want of each other.
import type { Accounts } from '../accounts/accounts.ts';
import type { Command, Departure, DepartureCause, Peer, UserId } from '../chat/command.ts';
import type { Event, Person, Refusal } from '../chat/event.ts';
import type { ChatView } from '../chat/views.ts';
import type { Connection, ConnectionEnd, Secured } from '../port/connection.ts';
import type { Kind } from '../port/detect.ts';
import type { Outbox, Outboxes } from '../port/outbox.ts';
import type { Archive } from './archive.ts';
import { Backpressure } from './backpressure.ts';
import type { Observer } from './happening.ts';
import type { Hub, Participant } from './hub.ts';
import { Intake, type Reader } from './intake.ts';
import type { Host, HouseRules, Line, Protocol, Session } from './protocol.ts';
import { type Receiver, Reception } from './reception.ts';
import { Watch } from './watch.ts';

/** What all connections of a server have in common. */
export interface CallerSetup {
  readonly rules: HouseRules;
  readonly chat: ChatView;
  readonly hub: Hub;
  readonly accounts: Accounts;
  readonly archive: Archive;
  readonly outboxes: Outboxes;
  readonly protocols: Readonly<Record<Session['protocol'], Protocol>>;
  readonly observe: Observer;
}

/** The visit that a caller is a part of. */
export interface Visitor {
  /** Unique on this node. */
  readonly id: string;
  /** What is spoken, if that is known beforehand. */
  readonly speaks: Session['protocol'] | null;
  /** Why this caller is not let in, to be said in its own protocol; null for everybody else. */
  readonly turnedAway: string | null;
  /** It is known what is spoken. */
  talks(protocol: Session['protocol']): void;
  /** The last bytes for somebody who speaks what cannot be carried here, and why; null if it can. */
  refuses(kind: Carried): { readonly bytes: Uint8Array; readonly why: string } | null;
  /** The connection carries something else inside; the caller has let go of it. `pieces`: what has come so far. */
  carry(kind: Carried, pieces: readonly Uint8Array[]): void;
  /** The connection is gone. */
  gone(): void;
}

/** What is no talk by itself. */
export type Carried = Exclude<Kind, Session['protocol']>;

/** The farewell must have been read by then. */
const FAREWELL_MS = 1000;
const CRLF = Buffer.from('\r\n');

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
  readonly #backpressure: Backpressure;
  readonly #visitor: Visitor;
  #stage: Stage;
  #sessions = 0;
  /** Commands submitted and not yet settled, and work that is waited for. */
  #pending = 0;
  #isHandling = false;
  /** How the connection came to its end, when it has. */
  #closedHow: ConnectionEnd | null = null;

  constructor(connection: Connection, setup: CallerSetup, visitor: Visitor) {
    this.id = visitor.id;
    this.#setup = setup;
    this.#connection = connection;
    this.#visitor = visitor;
    const { limits } = setup.rules;
    this.#outbox = setup.outboxes.open(connection, limits.sendQueueBytes);
    this.#backpressure = new Backpressure(this.#outbox, limits.sendQueueBytes / 2, () =>
      this.guard('going on', () => this.#goOn()),
    );
    this.#stage = { at: 'door', reception: new Reception(this), session: null };
    this.#watch.deadline(limits.handshakeSeconds * 1000, () => this.#tooLate());
    connection.open({
      data: (chunk) => this.guard('reading', () => this.#receive(chunk)),
      end: () => this.guard('reading', () => this.#end('ended')),
      closed: (how) => this.#closed(how),
    });
    if (visitor.speaks !== null) this.known(visitor.speaks, []);
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

  get archive(): Archive {
    return this.#setup.archive;
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
    const { turnedAway } = this.#visitor;
    if (turnedAway !== null) this.close('refused', turnedAway);
    else session.greet();
  }

  known(kind: Kind, pieces: readonly Uint8Array[]): void {
    if (this.#stage.at !== 'door') return;
    if (kind === 'irc' || kind === 'line') return this.#talk(kind, this.#stage, pieces);
    const refused = this.#visitor.refuses(kind);
    // Whoever comes as something else was nobody.
    this.#leave({ cause: 'refused', text: refused?.why ?? '' }, null);
    if (refused !== null) this.#outbox.push(refused.bytes);
    this.#outbox.close(() => {
      if (refused === null) this.#visitor.carry(kind, pieces);
      else this.#connection.end(FAREWELL_MS);
    });
  }

  #talk(kind: Session['protocol'], door: Stage & { at: 'door' }, pieces: readonly Uint8Array[]): void {
    const { reception, session: greeted } = door;
    reception.stop();
    // Greeted as plain text, it turns out to be IRC: whoever came in under its address was nobody.
    if (kind !== 'line' && greeted !== null) {
      this.#forgetUser({ cause: 'left', text: '' });
      // Clients that only know CR LF would take the greeting for the beginning of their first line.
      this.#outbox.push(CRLF);
    }
    const session = kind === 'line' && greeted !== null ? greeted : this.#openSession(kind);
    const intake = new Intake(session.decoder, this.#connection, this, this.rules);
    this.#stage = { at: 'talking', session, intake };
    this.#visitor.talks(kind);
    const { turnedAway } = this.#visitor;
    if (turnedAway !== null) return this.close('refused', turnedAway);
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
    return this.#isIdle && this.#backpressure.isFree;
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
    this.#backpressure.stop();
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
    this.#visitor.gone();
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

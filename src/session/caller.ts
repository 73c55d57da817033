// One connection on which somebody talks: it holds the session, and what the session and the hub want of each other.
import type { Departure, DepartureCause } from '../chat/command.ts';
import type { Event, Person, Refusal } from '../chat/event.ts';
import type { Connection, ConnectionEnd } from '../port/connection.ts';
import type { Kind } from '../port/detect.ts';
import { Backpressure } from './backpressure.ts';
import { CallerHost, type Landlord } from './host.ts';
import { Intake, type Reader } from './intake.ts';
import type { Line, Session } from './protocol.ts';
import { type Receiver, Reception } from './reception.ts';
import type { CallerSetup, Visitor } from './visitor.ts';
import { Watch } from './watch.ts';
import { type Watcher, Wire } from './wire.ts';

/** The farewell must have been read by then. */
const FAREWELL_MS = 1000;
const CRLF = Buffer.from('\r\n');

type Stage =
  /** Not known yet what it speaks. A session is there if it had to be greeted: as plain text, for now. */
  | { readonly at: 'door'; readonly reception: Reception; readonly session: Session | null }
  | { readonly at: 'talking'; readonly intake: Intake; readonly session: Session }
  /** On the way out: nothing it sends is looked at any more. */
  | { readonly at: 'leaving'; readonly session: null; readonly departure: Departure; readonly person: Person | null };

export class Caller implements Landlord, Receiver, Reader {
  readonly id: string;
  readonly setup: CallerSetup;
  readonly connection: Connection;
  readonly wire: Wire;
  readonly #host: CallerHost;
  readonly #watch = new Watch();
  readonly #backpressure: Backpressure;
  readonly #visitor: Visitor;
  #stage: Stage;
  #isHandling = false;
  /** How the connection came to its end, when it has. */
  #closedHow: ConnectionEnd | null = null;

  constructor(connection: Connection, setup: CallerSetup, visitor: Visitor) {
    this.id = visitor.id;
    this.setup = setup;
    this.connection = connection;
    this.#visitor = visitor;
    const { limits } = setup.rules;
    this.#host = new CallerHost(this);
    this.wire = new Wire(connection, setup.outboxes, limits.sendQueueBytes, (...work) => this.guard(...work));
    this.#backpressure = new Backpressure(this.wire.outbox, limits.sendQueueBytes / 2, () =>
      this.guard('going on', () => this.#goOn()),
    );
    this.#stage = { at: 'door', reception: new Reception(this), session: null };
    this.#watch.deadline(limits.handshakeSeconds * 1000, () => this.#tooLate());
    this.wire.open({
      data: (chunk) => this.guard('reading', () => this.#receive(chunk)),
      end: () => this.guard('reading', () => this.#end('ended')),
      closed: (how) => this.#closed(how),
    });
    this.watch(visitor.watcher);
    if (visitor.speaks !== null) this.known(visitor.speaks, []);
  }

  // What its session asks for (Landlord).

  get isConnected(): boolean {
    return this.#stage.at !== 'leaving';
  }

  close(cause: DepartureCause, text: string): void {
    this.#depart({ cause, text }, this.person, this.#stage.session);
  }

  /** Somebody looks on, which is told to whose connection it is; null: no longer. */
  watch(watcher: Watcher | null): void {
    const changes = this.wire.isWatched !== (watcher !== null);
    this.wire.watch(watcher);
    if (changes) this.#stage.session?.watched(watcher === null ? 'ends' : 'begins');
  }

  // What the hub brings (Participant).

  show(event: Event): void {
    try {
      const bytes = this.#stage.session?.dialect.render(event) ?? null;
      if (bytes !== null) this.wire.outbox.push(bytes);
    } catch (error) {
      this.failed(`showing ${event.kind}`, error);
    }
  }

  own(event: Event): void {
    this.guard(`showing own ${event.kind}`, () => {
      const { session } = this.#stage;
      if (event.kind === 'attached') this.#host.attach(event.who.id);
      session?.own(event);
      if (session !== null && (event.kind === 'entered' || event.kind === 'attached')) this.#watchOver(session);
    });
  }

  befall(event: Event): void {
    this.guard(`showing ${event.kind}`, () => this.#stage.session?.befall(event));
  }

  refuse(refusal: Refusal): void {
    this.guard(`refusing: ${refusal.why}`, () => this.#stage.session?.refuse(refusal));
  }

  settled(): void {
    this.#host.settle();
    if (this.#isIdle) this.guard('settling', () => this.#settleAndGoOn());
  }

  dismiss(departure: Departure, person: Person): void {
    this.guard('dismissing', () => this.#depart(departure, person, this.#stage.session));
  }

  // Until it is known who calls (Receiver).

  greet(): void {
    if (this.#stage.at !== 'door') return;
    const session = this.#open('line');
    this.#stage = { ...this.#stage, session };
    const { turnedAway } = this.#visitor;
    if (turnedAway !== null) this.close('refused', turnedAway);
    else session.greet();
  }

  known(kind: Kind, pieces: readonly Uint8Array[]): void {
    if (this.#stage.at !== 'door') return;
    if (kind === 'irc' || kind === 'line') return this.#talk(kind, this.#stage, pieces);
    const refused = this.#visitor.refuses(kind);
    this.wire.carried(kind);
    // Whoever comes as something else was nobody.
    this.#leave({ cause: 'refused', text: refused?.why ?? '' }, null);
    if (refused !== null) this.wire.outbox.push(refused.bytes);
    // What follows `pieces` is for whoever reads on.
    else this.connection.pause();
    this.wire.outbox.close(() => {
      if (refused !== null) this.wire.end(FAREWELL_MS);
      else if (this.#closedHow === null) this.#visitor.carry(kind, pieces);
    });
  }

  #talk(kind: Session['protocol'], door: Stage & { at: 'door' }, pieces: readonly Uint8Array[]): void {
    const { reception, session: greeted } = door;
    reception.stop();
    // Greeted as plain text, it turns out to be IRC: whoever came in under its address was nobody.
    if (kind !== 'line' && greeted !== null) {
      this.#host.forgetUser({ cause: 'left', text: '' });
      // Clients that only know CR LF would take the greeting for the beginning of their first line.
      this.wire.outbox.push(CRLF);
    }
    const session = kind === 'line' && greeted !== null ? greeted : this.#open(kind);
    const intake = new Intake(session.decoder, this.connection, this, this.setup.rules);
    this.#stage = { at: 'talking', session, intake };
    this.#visitor.talks(kind);
    const { turnedAway } = this.#visitor;
    if (turnedAway !== null) return this.close('refused', turnedAway);
    for (const piece of pieces) intake.push(piece);
    this.wire.rests(session.decoder);
  }

  #open(kind: Session['protocol']): Session {
    const session = this.#host.open(kind);
    if (this.wire.isWatched) session.watched('begins');
    return session;
  }

  // What comes in (Reader).

  #receive(chunk: Uint8Array): void {
    this.#watch.heard();
    if (this.#stage.at === 'talking') {
      const { intake, session } = this.#stage;
      intake.push(chunk);
      this.wire.rests(session.decoder);
    } else if (this.#stage.at === 'door') this.#stage.reception.push(chunk);
  }

  #end(how: 'ended' | 'broken'): void {
    if (this.#stage.at === 'door' && !this.#stage.reception.end()) this.finished();
    if (this.#stage.at === 'talking') this.#stage.intake.end(how);
  }

  get #isIdle(): boolean {
    return this.#stage.at === 'talking' && this.#host.isSettled && !this.#isHandling;
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
    this.wire.cut(line);
    this.#isHandling = true;
    try {
      this.#stage.session?.handle(line);
    } finally {
      this.#isHandling = false;
    }
    if (this.#host.isSettled) this.#stage.session?.settled();
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
    const { pingSeconds, idleSeconds } = this.setup.rules.limits;
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

  /** Who it is, or was. */
  get person(): Person | null {
    if (this.#stage.at === 'leaving') return this.#stage.person;
    return this.setup.chat.user(this.#host.userId)?.person ?? null;
  }

  /** The last words, in the session's protocol if there is one; then the connection ends. */
  #depart(departure: Departure, person: Person | null, session: Session | null): void {
    if (this.#stage.at === 'leaving') return;
    this.#leave(departure, person);
    const farewell = session?.farewell(departure, person) ?? null;
    if (farewell !== null) this.wire.outbox.push(farewell);
    this.wire.outbox.close(() => this.wire.end(FAREWELL_MS));
  }

  #leave(departure: Departure, person: Person | null): void {
    this.#watch.stop();
    this.#backpressure.stop();
    if (this.#stage.at === 'door') this.#stage.reception.stop();
    if (this.#stage.at === 'talking') this.#stage.intake.stop();
    this.#stage = { at: 'leaving', session: null, departure, person };
    this.#host.forgetUser(departure);
  }

  #closed(how: ConnectionEnd): void {
    // Who never reads breaks the connection by closing it, and may have said something just before.
    this.#closedHow = how;
    this.guard('reading', () => this.#end('broken'));
    if (this.#stage.at !== 'leaving') this.#leave({ cause: how, text: '' }, this.person);
    if (this.#stage.at !== 'leaving') return;
    const { departure, person } = this.#stage;
    const name = person?.name ?? null;
    this.setup.observe({ kind: 'disconnected', at: Date.now(), peer: this.connection.peer, name, departure });
    this.#visitor.gone();
  }

  guard(doing: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.failed(doing, error);
    }
  }

  /** Our own mistake ends this connection, with its cause logged, and no other. */
  failed(doing: string, error: unknown): void {
    this.setup.observe({ kind: 'failed', at: Date.now(), doing, error });
    try {
      this.close('failed', '');
    } catch (worse) {
      this.setup.observe({ kind: 'failed', at: Date.now(), doing: 'closing', error: worse });
      this.wire.end(0);
    }
  }
}

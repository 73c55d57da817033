// What the server does for the session of a connection, and what of it is not done yet.
import type { Accounts } from '../accounts/accounts.ts';
import type { Command, Departure, DepartureCause, Peer, SessionId, UserId } from '../chat/command.ts';
import type { ChatView } from '../chat/views.ts';
import type { Connection, Secured } from '../port/connection.ts';
import type { Archive } from './archive.ts';
import type { Participant } from './hub.ts';
import type { Host, HouseRules, Session } from './protocol.ts';
import type { CallerSetup } from './visitor.ts';
import type { Wire, WireForm } from './wire.ts';

/** On whose connection the session is. */
export interface Landlord extends Participant {
  readonly setup: CallerSetup;
  readonly connection: Connection;
  readonly wire: Wire;
  readonly isConnected: boolean;
  guard(doing: string, run: () => void): void;
  /** Our own mistake. */
  failed(doing: string, error: unknown): void;
  close(cause: DepartureCause, text: string): void;
}

export class CallerHost implements Host {
  readonly #landlord: Landlord;
  #sessions = 0;
  /** Somebody who was here before this session; null: it is the session's own. */
  #user: UserId | null = null;
  /** Commands submitted and not yet settled, and work that is waited for. */
  #pending = 0;

  constructor(landlord: Landlord) {
    this.#landlord = landlord;
  }

  /** From here on it is for this session. */
  open(kind: Session['protocol']): Session {
    this.#sessions++;
    this.#user = null;
    return this.#landlord.setup.protocols[kind].open(this);
  }

  get sessionId(): SessionId {
    return `${this.#landlord.id}.${this.#sessions}`;
  }

  get userId(): UserId {
    return this.#user ?? this.sessionId;
  }

  /** It turned out to be a further session of this user. */
  attach(user: UserId): void {
    this.#user = user;
  }

  get rules(): HouseRules {
    return this.#landlord.setup.rules;
  }

  get chat(): ChatView {
    return this.#landlord.setup.chat;
  }

  get accounts(): Accounts {
    return this.#landlord.setup.accounts;
  }

  get archive(): Archive {
    return this.#landlord.setup.archive;
  }

  get peer(): Peer {
    return this.#landlord.connection.peer;
  }

  get secured(): Secured | null {
    return this.#landlord.connection.secured;
  }

  get carries(): Connection['carries'] {
    return this.#landlord.connection.carries;
  }

  get isConnected(): boolean {
    return this.#landlord.isConnected;
  }

  /** Whether all that was asked for is done. */
  get isSettled(): boolean {
    return this.#pending === 0;
  }

  /** One thing that was asked for is done. */
  settle(): void {
    this.#pending--;
  }

  now(): number {
    return Date.now();
  }

  submit(command: Command): void {
    if (!this.isConnected) return;
    const { hub } = this.#landlord.setup;
    if (command.kind === 'enter') hub.add(this.#landlord, command.user);
    this.#pending++;
    hub.submit(command, this.#landlord);
  }

  /** Its session, if it had entered, is over. */
  forgetUser(departure: Departure): void {
    const { hub } = this.#landlord.setup;
    const { userId: user, sessionId: session } = this;
    hub.remove(this.#landlord, user);
    if (departure.cause !== 'closing') hub.submit({ kind: 'leave', user, session, departure }, null);
  }

  wait<T>(work: Promise<T>, done: (result: T) => void): void {
    this.#pending++;
    const finish = (result: T): void => {
      if (!this.isConnected) return;
      this.#landlord.guard('going on', () => done(result));
      this.#landlord.settled();
    };
    work.then(finish, (error: unknown) => this.#landlord.failed('waiting', error));
  }

  send(bytes: Uint8Array): void {
    this.#landlord.wire.outbox.push(bytes);
  }

  trace(form: WireForm | null): void {
    this.#landlord.wire.trace(form);
  }

  close(cause: DepartureCause, text: string): void {
    this.#landlord.close(cause, text);
  }
}

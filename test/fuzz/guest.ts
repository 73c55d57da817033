// One connection of the house that is fuzzed: what the server's Caller is to a socket, without time and without a socket.
import type { Accounts } from '../../src/accounts/accounts.ts';
import type { Command, Departure, DepartureCause, Peer, SessionId, UserId } from '../../src/chat/command.ts';
import type { Event, Person, Refusal } from '../../src/chat/event.ts';
import type { ChatView, UserView } from '../../src/chat/views.ts';
import { ircProtocol } from '../../src/irc/protocol.ts';
import type { Archive } from '../../src/session/archive.ts';
import type { Participant } from '../../src/session/hub.ts';
import type { Host, HouseRules, Line, Session } from '../../src/session/protocol.ts';
import type { House } from './house.ts';

interface Wait {
  readonly work: Promise<unknown>;
  readonly done: (result: unknown) => void;
}

export class Guest implements Host, Participant {
  readonly id: string;
  readonly sessionId: SessionId;
  readonly peer: Peer;
  readonly secured: Host['secured'];
  readonly carries = 'bytes';
  closed: DepartureCause | null = null;
  readonly #house: House;
  readonly #session: Session;
  readonly #waits: Wait[] = [];
  #user: UserId;
  /** Commands submitted and not settled, and what is waited for. */
  #pending = 0;
  #isHandling = false;

  constructor(house: House, id: string, peer: Peer, secured: Host['secured']) {
    this.#house = house;
    this.id = id;
    this.sessionId = `${id}.1`;
    this.#user = this.sessionId;
    this.peer = peer;
    this.secured = secured;
    this.#session = ircProtocol.open(this);
  }

  /** Whether the next line has to wait. */
  get isBusy(): boolean {
    return this.#pending > 0;
  }

  get userId(): UserId {
    return this.#user;
  }

  /** As a user of the chat, once it is in. */
  get user(): UserView | undefined {
    return this.chat.user(this.userId);
  }

  /** Feeds bytes. Lines that follow one that has to wait are handled by `finishWaiting`. */
  push(bytes: Uint8Array): void {
    this.#session.decoder.push(bytes);
    this.#goOn();
  }

  #goOn(): void {
    while (this.closed === null && !this.isBusy) {
      const line = this.#session.decoder.next();
      if (line === null) return;
      this.#house.witness.begins(this, line);
      this.#guard('handling', () => this.#handle(line));
      this.#house.witness.handled();
    }
  }

  #handle(line: Line): void {
    this.#isHandling = true;
    try {
      this.#session.handle(line);
    } finally {
      this.#isHandling = false;
    }
    if (this.#pending === 0) this.#session.settled();
  }

  async finishWaiting(): Promise<void> {
    for (let wait = this.#waits.shift(); wait !== undefined; wait = this.#waits.shift()) {
      const { work, done } = wait;
      try {
        const result = await work;
        this.#guard('going on', () => done(result));
        this.settled();
        this.#house.witness.handled();
      } catch (error) {
        this.#failed('waiting', error);
      }
    }
    this.#house.waiting.delete(this);
    this.#goOn();
  }

  /** The connection ends from outside: said goodbye, or broken. */
  hangUp(how: 'ended' | 'reset'): void {
    this.#guard('ending', () => this.#depart({ cause: how, text: '' }));
    this.#house.witness.handled();
  }

  /** As when nothing has come for a while. */
  quiet(): void {
    this.#guard('asking', () => this.#session.quiet());
    this.#house.witness.handled();
  }

  // Host

  get rules(): HouseRules {
    return this.#house.rules;
  }

  get chat(): ChatView {
    return this.#house.chat;
  }

  get isConnected(): boolean {
    return this.closed === null;
  }

  get accounts(): Accounts {
    return this.#house.accounts;
  }

  get archive(): Archive {
    return this.#house.archive;
  }

  trace(): void {
    // It shows what passes over a connection, and here is none.
  }

  now(): number {
    return this.#house.now();
  }

  submit(command: Command): void {
    if (this.closed !== null) return;
    if (command.kind === 'enter') this.#house.hub.add(this, command.user);
    this.#pending++;
    this.#house.hub.submit(command, this);
  }

  wait<T>(work: Promise<T>, done: (result: T) => void): void {
    this.#pending++;
    // It may fail long before somebody looks.
    work.catch(() => {});
    this.#waits.push({ work, done: done as (result: unknown) => void });
    this.#house.waiting.add(this);
  }

  send(bytes: Uint8Array): void {
    if (this.closed === null) this.#house.witness.sent(this, bytes);
  }

  close(cause: DepartureCause, text: string): void {
    this.#depart({ cause, text });
  }

  // Participant

  show(event: Event): void {
    this.#guard(`showing ${event.kind}`, () => {
      const bytes = this.#session.dialect.render(event);
      if (bytes !== null) this.send(bytes);
    });
  }

  own(event: Event): void {
    if (event.kind === 'attached') this.#user = event.who.id;
    this.#guard(`showing own ${event.kind}`, () => this.#session.own(event));
  }

  befall(event: Event): void {
    this.#guard(`showing ${event.kind} that befell`, () => this.#session.befall(event));
  }

  refuse(refusal: Refusal): void {
    this.#guard(`refusing: ${refusal.why}`, () => this.#session.refuse(refusal));
  }

  settled(): void {
    this.#pending--;
    if (this.#pending === 0 && !this.#isHandling) {
      this.#guard('settling', () => this.#session.settled());
    }
  }

  dismiss(departure: Departure, person: Person): void {
    this.#depart(departure, person);
  }

  #depart(departure: Departure, person = this.user?.person ?? null): void {
    if (this.closed !== null) return;
    this.closed = departure.cause;
    const { hub, guests } = this.#house;
    hub.remove(this, this.userId);
    hub.submit({ kind: 'leave', user: this.userId, session: this.sessionId, departure }, null);
    const farewell = this.#session.farewell(departure, person);
    if (farewell !== null) this.#house.witness.sent(this, farewell);
    guests.delete(this.sessionId);
  }

  /** Once it is gone, nothing reaches it. */
  #guard(doing: string, run: () => void): void {
    if (this.closed !== null) return;
    try {
      run();
    } catch (error) {
      this.#failed(doing, error);
    }
  }

  #failed(doing: string, error: unknown): void {
    this.#house.witness.failed(doing, error);
    this.#depart({ cause: 'failed', text: '' });
  }
}

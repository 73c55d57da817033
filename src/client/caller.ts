// Keeps a core connected: carries lines between it and the server, and calls again when the connection is gone.
import { parseMessage } from '../irc/message.ts';
import type { Address } from './address.ts';
import { backoff } from './backoff.ts';
import type { Step } from './core/context.ts';
import type { Core } from './core/core.ts';
import type { Request } from './core/request.ts';
import type { View } from './core/view.ts';
import { type Destination, isPrivate } from './dial.ts';
import { LineCutter } from './line-cutter.ts';
import { type Link, openLink } from './link.ts';
import { type LinkEnd, mayPass } from './link-end.ts';
import type { Trace } from './trace.ts';

/** There is no connection, or none any more. */
export interface Down {
  /** Of the server that was called. */
  readonly address: Address;
  readonly end: LinkEnd;
  /** Whether there was one, with a name. */
  readonly wasOnline: boolean;
  /** Seconds until the next call; null: there is none. */
  readonly nextCall: number | null;
}

export interface CallerEvents {
  view(view: View): void;
  /** Something of the core has changed, and all its views have been shown. */
  settled(): void;
  down(down: Down): void;
}

/** Silence after which the server is asked whether it is there, and after which, again, it is given up. */
const QUIET_SECONDS = 60;
/** Silence after the first question, after which the server is taken for one that does not understand it. */
const GREETING_MS = 2000;

export class Caller {
  readonly #core: Core;
  #destination: Destination;
  readonly #events: CallerEvents;
  readonly #trace: Trace | null;
  #link: Link | null = null;
  #timer: NodeJS.Timeout | undefined;
  #greeting: NodeJS.Timeout | undefined;
  #failures = 0;
  #wasOnline = false;
  #calls: 'once' | 'again';

  /** `calls`: whether to call again when there is no connection. */
  constructor(
    core: Core,
    destination: Destination,
    calls: 'once' | 'again',
    events: CallerEvents,
    trace: Trace | null,
  ) {
    this.#core = core;
    this.#destination = destination;
    this.#calls = calls;
    this.#events = events;
    this.#trace = trace;
  }

  call(): void {
    const cutter = new LineCutter();
    const link = openLink(
      this.#destination,
      {
        opened: () => this.#opened(),
        received: (chunk) => {
          const lines = cutter.push(chunk);
          this.#trace?.cut(
            lines.map(() => 'newline'),
            cutter.isWaiting ? 'newline' : null,
          );
          for (const line of lines) {
            const message = parseMessage(line);
            if (message !== null) this.#take(this.#core.receive(message));
          }
        },
        quiet: () => link.send('PING :are you there\r\n'),
        ended: (end) => this.#ended(end),
      },
      this.#trace,
      QUIET_SECONDS,
    );
    this.#link = link;
  }

  ask(request: Request): void {
    if (request.kind === 'quit') this.#calls = 'once';
    this.#take(this.#core.ask(request));
  }

  /** Drops the connection and does not call again. */
  hangUp(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#greeting);
    this.#link?.drop();
    this.#link = null;
  }

  #opened(): void {
    this.#take(this.#core.opened(isPrivate(this.#destination) ? 'private' : 'in-the-clear'));
    this.#greeting = setTimeout(() => this.#take(this.#core.heardNothing()), GREETING_MS);
  }

  #take(step: Step): void {
    if (step.lines.length > 0) this.#link?.send(step.lines.map((line) => `${line}\r\n`).join(''));
    if (this.#core.connection.kind === 'online') {
      this.#failures = 0;
      this.#wasOnline = true;
    }
    for (const view of step.views) this.#events.view(view);
    this.#events.settled();
    if (this.#core.connection.kind === 'diverted') this.#divert(this.#core.connection.port);
  }

  /** Calls the same host with TLS, and for as long as this program runs never again without (IRCv3 sts). */
  #divert(port: number): void {
    this.hangUp();
    this.#wasOnline = false;
    this.#take(this.#core.closed());
    const { address } = this.#destination;
    if (address.kind !== 'tcp') return;
    this.#destination = { address: { ...address, port }, security: { fingerprint: null, identity: null } };
    this.call();
  }

  #ended(end: LinkEnd): void {
    clearTimeout(this.#greeting);
    this.#link = null;
    const wasOnline = this.#wasOnline;
    this.#wasOnline = false;
    this.#take(this.#core.closed());
    const isOver = this.#calls === 'once' || this.#core.connection.kind === 'unwelcome' || !mayPass(end);
    const seconds = backoff(this.#failures, Math.random());
    this.#events.down({ address: this.#destination.address, end, wasOnline, nextCall: isOver ? null : seconds });
    if (isOver) return;
    this.#failures++;
    this.#timer = setTimeout(() => this.call(), seconds * 1000);
  }
}

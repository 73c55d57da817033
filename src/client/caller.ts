// Keeps a core connected: carries lines between it and the server, and calls again when the connection is gone.
import { parseMessage } from '../irc/message.ts';
import type { Address } from './address.ts';
import { backoff } from './backoff.ts';
import type { Step } from './core/context.ts';
import type { Core } from './core/core.ts';
import type { Request } from './core/request.ts';
import type { View } from './core/view.ts';
import { LineCutter } from './line-cutter.ts';
import { type Link, type LinkEnd, openLink } from './link.ts';

/** There is no connection, or none any more. */
export interface Down {
  readonly why: LinkEnd;
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

export class Caller {
  readonly #core: Core;
  readonly #address: Address;
  readonly #events: CallerEvents;
  #link: Link | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #wasOnline = false;
  #calls: 'once' | 'again';

  /** `calls`: whether to call again when there is no connection. */
  constructor(core: Core, address: Address, calls: 'once' | 'again', events: CallerEvents) {
    this.#core = core;
    this.#address = address;
    this.#calls = calls;
    this.#events = events;
  }

  call(): void {
    const cutter = new LineCutter();
    const link = openLink(
      this.#address,
      {
        opened: () => this.#take(this.#core.opened()),
        received: (chunk) => {
          for (const line of cutter.push(chunk)) {
            const message = parseMessage(line);
            if (message !== null) this.#take(this.#core.receive(message));
          }
        },
        quiet: () => link.send('PING :are you there\r\n'),
        ended: (why) => this.#ended(why),
      },
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
    this.#link?.drop();
    this.#link = null;
  }

  #take(step: Step): void {
    if (step.lines.length > 0) this.#link?.send(step.lines.map((line) => `${line}\r\n`).join(''));
    if (this.#core.connection.kind === 'online') {
      this.#failures = 0;
      this.#wasOnline = true;
    }
    for (const view of step.views) this.#events.view(view);
    this.#events.settled();
  }

  #ended(why: LinkEnd): void {
    this.#link = null;
    const wasOnline = this.#wasOnline;
    this.#wasOnline = false;
    this.#take(this.#core.closed());
    const isOver = this.#calls === 'once' || this.#core.connection.kind === 'unwelcome';
    const seconds = backoff(this.#failures, Math.random());
    this.#events.down({ why, wasOnline, nextCall: isOver ? null : seconds });
    if (isOver) return;
    this.#failures++;
    this.#timer = setTimeout(() => this.call(), seconds * 1000);
  }
}

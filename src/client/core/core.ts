// The client without a face: takes IRC messages and what the person asks, keeps what is known, and gives back what to
// show and what to send. It knows no socket, no clock and no terminal; a browser page can use it as it is.
import type { Message } from '../../irc/message.ts';
import { capability } from './capabilities.ts';
import { fold } from './casemapping.ts';
import {
  type Connection,
  Context,
  type Handler,
  type Handlers,
  type Privacy,
  type Step,
  type Wish,
} from './context.ts';
import { proofHandlers } from './login.ts';
import { presenceHandlers } from './presence.ts';
import { connectionHandlers, introduce, register, registrationHandlers } from './registration.ts';
import { answered, otherNumeric, replyHandlers } from './replies.ts';
import type { Request } from './request.ts';
import { perform } from './requests.ts';
import type { RosterView } from './roster.ts';
import { speechHandlers } from './speech.ts';

const alwaysHandlers: Handlers = { ...connectionHandlers, CAP: capability };
const arrivalHandlers = { ...registrationHandlers, ...proofHandlers };
const onlineHandlers = { ...presenceHandlers, ...speechHandlers, ...replyHandlers };

export class Core {
  readonly #context: Context;

  constructor(wish: Wish) {
    this.#context = new Context(wish);
    for (const name of wish.rooms) this.#context.wantedRooms.set(fold(name), { name, key: null });
  }

  get connection(): Connection {
    return this.#context.connection;
  }

  get roster(): RosterView {
    return this.#context.roster;
  }

  /** Where a plain line goes. Kept while the connection is gone. */
  get currentRoom(): string | null {
    return this.#context.currentRoom;
  }

  /** How many requests the server has not answered yet. */
  get unanswered(): number {
    return this.#context.unanswered.size;
  }

  /** A connection has been made. */
  opened(privacy: Privacy): Step {
    this.#context.forgetConnection();
    this.#context.privacy = privacy;
    register(this.#context);
    return this.#context.take();
  }

  /** The server has been silent for a while: what it was asked first it does not know. */
  heardNothing(): Step {
    introduce(this.#context);
    return this.#context.take();
  }

  /** The connection is gone. */
  closed(): Step {
    this.#context.forgetConnection();
    if (this.#context.connection.kind !== 'unwelcome') this.#context.connection = { kind: 'offline' };
    return this.#context.take();
  }

  receive(message: Message): Step {
    const context = this.#context;
    const time = Date.parse(message.tags.get('time') ?? '');
    context.at = Number.isNaN(time) ? null : time;
    this.#handlerOf(message.verb)?.(context, message);
    // A batch is the answer when it ends.
    if (message.verb !== 'BATCH') answered(context, message.tags.get('label'));
    context.at = null;
    return context.take();
  }

  #handlerOf(verb: string): Handler | undefined {
    const { kind } = this.#context.connection;
    if (kind === 'offline' || kind === 'unwelcome' || kind === 'diverted') return undefined;
    if (Object.hasOwn(alwaysHandlers, verb)) return alwaysHandlers[verb];
    const handlers = kind === 'online' ? onlineHandlers : arrivalHandlers;
    if (Object.hasOwn(handlers, verb)) return handlers[verb];
    return kind === 'online' && /^\d{3}$/.test(verb) ? otherNumeric : undefined;
  }

  ask(request: Request): Step {
    perform(this.#context, request);
    return this.#context.take();
  }
}

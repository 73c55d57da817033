// The client's core, whose lines and views are kept, before a server that says what the test says.
import { parseMessage } from '../../irc/message.ts';
import type { Privacy, Step, Wish } from './context.ts';
import { Core } from './core.ts';
import type { Request } from './request.ts';

const CAPS = 'batch echo-message labeled-response message-tags server-time';

/** Who it is unless said otherwise. */
export const WISH: Wish = { name: 'ann', password: null, rooms: ['#lobby'], whenTaken: 'ask', proof: null };

/** A core whose lines and views are kept, and that is told whole lines. */
export class Client {
  readonly core: Core;
  lines: string[] = [];
  views: Record<string, unknown>[] = [];

  readonly #privacy: Privacy;

  constructor(wish: Partial<Wish> = {}, privacy: Privacy = 'private') {
    this.#privacy = privacy;
    this.core = new Core({ ...WISH, ...wish });
    this.#take(this.core.opened(privacy));
  }

  hear(...lines: string[]): this {
    for (const line of lines) {
      const message = parseMessage(line);
      if (message !== null) this.#take(this.core.receive(message));
    }
    return this;
  }

  ask(request: Request): this {
    this.#take(this.core.ask(request));
    return this;
  }

  reopen(): this {
    this.#take(this.core.closed());
    this.#take(this.core.opened(this.#privacy));
    return this;
  }

  heardNothing(): this {
    this.#take(this.core.heardNothing());
    return this;
  }

  /** What came since the last time. */
  news(): { readonly lines: string[]; readonly views: Record<string, unknown>[] } {
    const { lines, views } = this;
    this.lines = [];
    this.views = [];
    return { lines, views };
  }

  #take(step: Step): void {
    this.lines.push(...step.lines);
    this.views.push(...step.views.map(({ at, ...view }) => (at === null ? view : { at, ...view })));
  }
}

/** In #lobby with bob, on a server with these capabilities; nothing is unanswered. */
export function inLobby(caps = CAPS): Client {
  const client = new Client();
  if (caps !== '') client.hear(`CAP * LS :${caps}`, `CAP ann ACK :${caps}`);
  client.hear(':s 001 ann :Welcome', ':s 005 ann CASEMAPPING=ascii PREFIX=(ov)@+ :are supported');
  client.hear(':ann!chaguan@h JOIN #lobby', ':s 353 ann = #lobby :ann @bob', ':s 366 ann #lobby :End');
  client.hear(caps === '' ? ':s PONG s c1' : '@label=c1 :s ACK');
  client.news();
  return client;
}

export function members(core: Core, room: string): Record<string, string> {
  return Object.fromEntries(core.roster.rooms.get(room)?.members ?? []);
}

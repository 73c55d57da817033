// Everybody who is here or at the door.
import type { Peer } from '../chat/command.ts';
import type { Lang } from '../i18n/language.ts';
import { visitSentences } from '../i18n/visits.ts';
import { MOST_TURNED_AWAY } from '../limits.ts';
import type { Connection, Secured, Stream } from '../port/connection.ts';
import type { Web } from '../port/http.ts';
import { introduce } from '../port/proxied.ts';
import type { Proxies } from '../port/proxies.ts';
import type { Tls } from '../port/tls.ts';
import type { Door } from './door.ts';
import type { Counted, Observer, Tally } from './happening.ts';
import { type Register, Visit } from './visit.ts';
import type { CallerSetup } from './visitor.ts';

/** One way in: what is asked of those who come through it. */
export interface Entrance {
  /** `only`: whoever comes without TLS is told so, and nothing else. */
  readonly tls: 'none' | 'offered' | 'only';
  /** Who may say for whom it speaks. */
  readonly proxies: Proxies;
}

export interface VisitsSetup {
  readonly callers: CallerSetup;
  readonly door: Door;
  /** Null: there is no certificate. */
  readonly tls: Tls | null;
  readonly web: Web;
  readonly lang: Lang;
  readonly handshakeMs: number;
  readonly observe: Observer;
  /** With what the ids of this process begin. */
  readonly start: string;
}

export class Visits implements Register {
  readonly #setup: VisitsSetup;
  readonly #here = new Set<Visit>();
  /** From a proxy that has not yet said for whom it speaks. */
  readonly #unknown = new Set<Stream>();
  readonly #everybodyGone = Promise.withResolvers<void>();
  readonly #tally: Record<Counted, number> = { line: 0, irc: 0, tls: 0, http: 0, websocket: 0, refused: 0 };
  #ids = 0;
  #turnedAway = 0;
  #isClosing = false;

  constructor(setup: VisitsSetup) {
    this.#setup = setup;
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  get tally(): Tally {
    return this.#tally;
  }

  /** How many are connected and not in. */
  get newcomers(): number {
    return [...this.#here].filter((visit) => visit.isNewcomer).length;
  }

  /** Somebody has called through one of the entrances. */
  arrive(stream: Stream, peer: Peer, entrance: Entrance): void {
    // From the first moment: an error that nobody listens to would end the program. Its `close` tells the rest.
    stream.on('error', () => {});
    if (!entrance.proxies.has(peer.host)) return this.#admit(stream, peer, entrance);
    this.#unknown.add(stream);
    introduce(stream, this.#setup.handshakeMs, {
      introduced: (client, secured) => {
        this.#unknown.delete(stream);
        this.#admit(stream, client ?? peer, entrance, secured);
      },
      unknown: () => {
        this.#unknown.delete(stream);
        if (!this.#isClosing) this.#notIntroduced(peer);
      },
    });
  }

  /** Somebody talks plain text over what is no stream. */
  arriveOn(connection: Connection, entrance: Entrance): void {
    const visit = this.#begin(connection.peer, entrance);
    if (visit === null) connection.end(0);
    else visit.talk(connection, 'line', () => {});
  }

  /**
   * What passes over somebody's connections, or the one from an address, is observed; asked for again, it is no longer.
   * @param who a name, or `address:port`
   * @returns false: there is no such connection
   */
  trace(who: string): boolean {
    const person = this.#setup.callers.chat.userNamed(who)?.person;
    const found = [...this.#here].filter((one) => (person === undefined ? one.isFrom(who) : one.isOf(person)));
    const change = found.some(({ isTraced }) => isTraced) ? 'ends' : 'begins';
    for (const visit of found) visit.trace(change);
    return found.length > 0;
  }

  /** Says goodbye to everybody, and takes nobody new. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const stream of this.#unknown) stream.destroy();
    for (const visit of this.#here) visit.sayGoodbye();
    if (this.#here.size > 0) await this.#everybodyGone.promise;
  }

  #admit(stream: Stream, peer: Peer, entrance: Entrance, secured: Secured | null = null): void {
    const visit = this.#begin(peer, entrance);
    if (visit === null) stream.destroy();
    else visit.open(stream, secured);
  }

  /** Null: there is no time to say why not. */
  #begin(peer: Peer, entrance: Entrance): Visit | null {
    if (this.#isClosing) return null;
    const { door } = this.#setup;
    const refusal = door.enter(peer, entrance.proxies.has(peer.host) ? 'through-a-proxy' : 'directly');
    if (refusal !== null && this.#turnedAway >= MOST_TURNED_AWAY) return null;
    if (refusal !== null) this.#turnedAway++;
    const visit = new Visit(this.#setup, this, entrance, peer, refusal);
    this.#here.add(visit);
    return visit;
  }

  #notIntroduced(peer: Peer): void {
    this.count('refused');
    const departure = { cause: 'refused', text: visitSentences[this.#setup.lang].notIntroduced } as const;
    this.#setup.observe({ kind: 'disconnected', at: Date.now(), peer, name: null, departure });
  }

  // What a visit needs of all the others (Register).

  nextId(): string {
    return `${this.#setup.start}-${(++this.#ids).toString(36)}`;
  }

  count(as: Counted): void {
    this.#tally[as]++;
  }

  over(visit: Visit, how: 'let-in' | 'turned-away'): void {
    this.#here.delete(visit);
    if (how === 'turned-away') this.#turnedAway--;
    if (this.#isClosing && this.#here.size === 0) this.#everybodyGone.resolve();
  }
}

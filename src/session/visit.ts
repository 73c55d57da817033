// Somebody who has called, from the moment it was accepted until it is gone, whatever its talk is carried in: TLS, HTTP, a
// WebSocket. Each carrier hands its stream on to what it turns out to hold; the place at the door is kept all the while.
import { TLSSocket } from 'node:tls';
import { type Departure, type Peer, peerName } from '../chat/command.ts';
import type { Person, TurnedAway } from '../chat/event.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { visitSentences } from '../i18n/visits.ts';
import { type Connection, type Secured, type Stream, StreamConnection } from '../port/connection.ts';
import { NO_TLS_HERE } from '../port/tls.ts';
import { Caller } from './caller.ts';
import type { Counted } from './happening.ts';
import type { Session } from './protocol.ts';
import type { Carried, Visitor } from './visitor.ts';
import type { Entrance, VisitsSetup } from './visits.ts';
import type { Watcher } from './wire.ts';

/** What a visit needs of all the others. */
export interface Register {
  /** The server stops: what is not talk yet will not become any. */
  readonly isClosing: boolean;
  /** Unique on this node, another each time. */
  nextId(): string;
  count(as: Counted): void;
  /** It has ended. `how`: what the door had said. */
  over(visit: Visit, how: 'let-in' | 'turned-away'): void;
}

export class Visit {
  readonly #setup: VisitsSetup;
  readonly #register: Register;
  readonly #entrance: Entrance;
  readonly #cameAs: 'let-in' | 'turned-away';
  #peer: Peer;
  #refusal: TurnedAway | null;
  /** Whoever talks on it now; null while a handshake or a request goes on. */
  #caller: Caller | null = null;
  #stream: Stream | null = null;
  /** It is traced, whoever talks on it. */
  #watcher: Watcher | null = null;

  /** @param refusal what the door has said of `peer` */
  constructor(setup: VisitsSetup, register: Register, entrance: Entrance, peer: Peer, refusal: TurnedAway | null) {
    this.#setup = setup;
    this.#register = register;
    this.#entrance = entrance;
    this.#peer = peer;
    this.#refusal = refusal;
    this.#cameAs = refusal === null ? 'let-in' : 'turned-away';
    this.#observeArrival();
  }

  /** @param secured what a proxy has said of the TLS between it and the client */
  open(stream: Stream, secured: Secured | null): void {
    this.#stream = stream;
    const connection = new StreamConnection(stream, this.#peer, secured);
    this.talk(connection, null, (kind, pieces) => this.#carry(kind, connection, pieces));
  }

  /** Somebody talks on this connection, or will turn out to do something else. */
  talk(
    connection: Connection,
    speaks: Session['protocol'] | null,
    carry: (kind: Carried, pieces: readonly Uint8Array[]) => void,
  ): void {
    const visitor: Visitor = {
      id: this.#register.nextId(),
      speaks,
      turnedAway: this.#turnedAway(connection.secured),
      watcher: this.#watcher,
      talks: (protocol) => this.#register.count(protocol),
      refuses: (kind) => this.#refuses(kind),
      carry,
      gone: () => this.#over(),
    };
    this.#caller = new Caller(connection, this.#setup.callers, visitor);
  }

  isOf(person: Person): boolean {
    return this.#caller?.person?.id === person.id;
  }

  /** @param address as `peerName` writes it */
  isFrom(address: string): boolean {
    return peerName(this.#peer) === address;
  }

  get isTraced(): boolean {
    return this.#watcher !== null;
  }

  /** What passes over it is observed, or no longer. */
  trace(change: 'begins' | 'ends'): void {
    const begins = change === 'begins';
    if (begins === this.isTraced) return;
    const tell: Watcher = (passing) => {
      const name = this.#caller?.person?.name ?? null;
      this.#setup.observe({ kind: 'wire', at: Date.now(), peer: this.#peer, name, passing });
    };
    this.#watcher = begins ? tell : null;
    tell({ kind: begins ? 'begun' : 'over' });
    this.#caller?.watch(this.#watcher);
  }

  /** Whether somebody is connected who has no name yet. */
  get isNewcomer(): boolean {
    return this.#caller?.isConnected === true && this.#caller.person === null;
  }

  /** The server stops. */
  sayGoodbye(): void {
    if (this.#caller !== null) this.#caller.sayGoodbye();
    else this.#stream?.destroy();
  }

  #turnedAway(secured: Secured | null): string | null {
    const { lang } = this.#setup;
    if (this.#refusal !== null) return refusalSentence(this.#refusal, lang);
    return this.#entrance.tls === 'only' && secured === null ? visitSentences[lang].tlsOnly : null;
  }

  #refuses(kind: Carried): { readonly bytes: Uint8Array; readonly why: string } | null {
    const { tls, lang } = this.#setup;
    const t = visitSentences[lang];
    // In TLS there is no other TLS: each costs memory, and there would be no end to it.
    const isTlsHere = tls !== null && this.#entrance.tls !== 'none' && !(this.#stream instanceof TLSSocket);
    if (kind === 'http' || (kind === 'tls' && isTlsHere)) return null;
    this.#register.count('refused');
    if (kind === 'tls') return { bytes: NO_TLS_HERE, why: t.noTls };
    const why = kind === 'ssh' ? t.noSsh : t.notAProxy;
    return { bytes: Buffer.from(`${why}\r\n`), why };
  }

  #carry(kind: Carried, connection: StreamConnection, pieces: readonly Uint8Array[]): void {
    this.#caller = null;
    const stream = connection.release(pieces);
    if (this.#register.isClosing) {
      stream.destroy();
      this.#depart({ cause: 'closing', text: '' });
    } else if (kind === 'tls') this.#shakeHands(stream, Buffer.concat(pieces));
    else this.#serveWeb(stream, connection.secured);
  }

  #shakeHands(stream: Stream, first: Uint8Array): void {
    this.#register.count('tls');
    this.#setup.tls?.accept(stream, first, {
      secured: (inside, secured) => this.open(inside, secured),
      failed: (why) => {
        this.#register.count('refused');
        this.#depart({ cause: 'refused', text: visitSentences[this.#setup.lang].handshakeFailed(why) });
      },
    });
  }

  #serveWeb(stream: Stream, secured: Secured | null): void {
    this.#register.count('http');
    const sentence = this.#turnedAway(secured);
    const kind = this.#refusal === null ? 'tls-only' : 'turned-away';
    const refused = sentence === null ? null : ({ kind, sentence } as const);
    const visit = { stream, peer: this.#peer, secured, proxies: this.#entrance.proxies, refused };
    this.#setup.web.serve(visit, {
      upgraded: (connection) => {
        this.#register.count('websocket');
        this.#speaksFor(connection.peer);
        // A WebSocket carries nothing but IRC.
        this.talk(connection, 'irc', () => {});
      },
      closed: () => this.#depart({ cause: 'ended', text: visitSentences[this.#setup.lang].web }),
      refused: (because, peer) => this.#setup.observe({ kind: 'web-refused', at: Date.now(), peer, because }),
    });
  }

  /** A proxy has said who it is that calls. */
  #speaksFor(peer: Peer): void {
    if (peer.host === this.#peer.host) return;
    const { door } = this.#setup;
    if (this.#refusal === null) door.left(this.#peer);
    this.#peer = peer;
    this.#refusal = door.enter(peer);
    this.#observeArrival();
  }

  #observeArrival(): void {
    const [at, peer] = [Date.now(), this.#peer];
    if (this.#refusal === null) this.#setup.observe({ kind: 'connected', at, peer });
    else this.#setup.observe({ kind: 'turned-away', at, peer, because: this.#refusal.why });
  }

  /** Nobody ever talked, or nobody who talked is left. */
  #depart(departure: Departure): void {
    this.#watcher?.({ kind: 'closed', how: 'ended' });
    this.#setup.observe({ kind: 'disconnected', at: Date.now(), peer: this.#peer, name: null, departure });
    this.#over();
  }

  #over(): void {
    if (this.#refusal === null) this.#setup.door.left(this.#peer);
    this.#register.over(this, this.#cameAs);
  }
}

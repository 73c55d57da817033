// HTTP on streams that the one port hands over, and the way from there to WebSocket.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ServerOptions, WebSocketServer } from 'ws';
import type { Peer } from '../chat/command.ts';
import { type Lang, languageAccepted } from '../i18n/language.ts';
import type { WebMistake } from '../i18n/web.ts';
import type { WebLimits } from '../limits.ts';
import { type Answer, headersOf, lastAnswer, mistakeAnswer, refusalAnswer } from './answer.ts';
import type { Connection, Stream } from './connection.ts';
import type { Seen } from './forwarded.ts';
import type { Origins } from './origins.ts';
import type { Proxies } from './proxies.ts';
import { isWebSocketRequest, type Understood, understand } from './request.ts';
import { type Route, route } from './router.ts';
import { subprotocolOf, WebSocketConnection } from './websocket.ts';

/** A stream whose first bytes are an HTTP request, and what is known of it. */
interface WebVisit extends Seen {
  readonly stream: Stream;
  /** Who may say for whom it speaks. */
  readonly proxies: Proxies;
  /** Why nothing is answered but that. */
  readonly refused: WebRefusal | null;
}

/** Somebody is not let in, or has to come back with TLS; one sentence says so. */
export interface WebRefusal {
  readonly kind: 'turned-away' | 'tls-only';
  readonly sentence: string;
}

/** Who wants to know what becomes of a visit. Either `upgraded` or `closed` is called, once. */
interface WebGuest {
  /** It is a WebSocket now: an IRC connection, from where the proxy in front says if there is one. It is to be opened at once. */
  upgraded(connection: Connection): void;
  /** The stream is gone without having become one. */
  closed(): void;
  /** A request was refused. What the operator may have to set is `origin-refused` and `forwarded-by-stranger`. */
  refused(mistake: WebMistake, peer: Peer): void;
}

export interface WebSetup {
  readonly routes: readonly Route[];
  /** The answer for paths that are in no route. */
  readonly fallback: Route['handle'];
  /** Whose pages may open a WebSocket. */
  readonly origins: Origins;
  /** The language for who wants none of ours. */
  readonly lang: Lang;
  readonly limits: WebLimits;
  /** Is told of our own mistakes, which end nothing. */
  readonly failed: (doing: string, error: unknown) => void;
}

export interface Web {
  /** Answers what is asked on a stream, from what can be read of it on. */
  serve(visit: WebVisit, guest: WebGuest): void;
  /** Ends all visits that have not become WebSockets. */
  close(): void;
}

/** The last answer must have been read by then. */
const FAREWELL_MS = 1000;
/** A closing handshake has this long. */
const CLOSE_MS = 2000;

/** How a request may be answered: and the connection kept for the next, or not. */
type Then = 'keep' | 'close';

interface Guest {
  readonly visit: WebVisit;
  readonly guest: WebGuest;
  readonly closed: () => void;
  /** A request must be answered by then. */
  deadline: NodeJS.Timeout;
  /** Requests so far. */
  requests: number;
}

export function createWeb(setup: WebSetup): Web {
  return new HttpOnStreams(setup);
}

class HttpOnStreams implements Web {
  readonly #setup: WebSetup;
  readonly #guests = new Map<Duplex, Guest>();
  readonly #server: Server;
  readonly #webSockets: WebSocketServer;

  constructor(setup: WebSetup) {
    this.#setup = setup;
    const { headerBytes, messageBytes, messagePieces } = setup.limits;
    // Node's own time-outs only run in a server that listens; the deadline of each guest stands for them.
    this.#server = createServer({
      maxHeaderSize: headerBytes,
      requireHostHeader: false,
      shouldUpgradeCallback: (request) => this.#isHandshake(request),
    });
    this.#server.on('request', (request, response) => this.#answer(request, response, 'keep'));
    // What the client has not sent yet is not wanted: it gets its answer instead of a 100.
    this.#server.on('checkContinue', (request, response) => this.#answer(request, response, 'close'));
    this.#server.on('checkExpectation', (request, response) =>
      this.#refuse(request, response, 'expects-too-much', 'close'),
    );
    this.#server.on('connect', (_request, stream) => this.#hangUp(stream, 'not-a-path'));
    this.#server.on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head));
    this.#server.on('clientError', (error: NodeJS.ErrnoException, stream) => this.#misunderstood(error, stream));

    const options: ServerOptions & { readonly closeTimeout: number } = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: messageBytes,
      maxFragments: messagePieces,
      closeTimeout: CLOSE_MS,
      handleProtocols: (offered) => subprotocolOf(offered) ?? false,
    };
    this.#webSockets = new WebSocketServer(options);
    this.#webSockets.on('wsClientError', (_error, stream) => this.#hangUp(stream, 'not-a-handshake'));
  }

  serve(visit: WebVisit, guest: WebGuest): void {
    const { stream } = visit;
    const closed = (): void => {
      this.#forget(stream);
      guest.closed();
    };
    stream.once('close', closed);
    this.#guests.set(stream, { visit, guest, closed, deadline: this.#deadline(stream), requests: 0 });
    this.#server.emit('connection', stream);
    // The stream was paused while it had no reader.
    stream.resume();
  }

  close(): void {
    for (const stream of this.#guests.keys()) stream.destroy();
  }

  #deadline(stream: Duplex): NodeJS.Timeout {
    return setTimeout(() => stream.destroy(), this.#setup.limits.requestMs);
  }

  #forget(stream: Duplex): Guest | undefined {
    const guest = this.#guests.get(stream);
    this.#guests.delete(stream);
    clearTimeout(guest?.deadline);
    return guest;
  }

  #understand(request: IncomingMessage): Understood | WebMistake {
    const guest = this.#guests.get(request.socket);
    if (guest === undefined) return 'failed';
    const { origins, limits } = this.#setup;
    return understand(request, guest.visit, { origins, limits, proxies: guest.visit.proxies });
  }

  #langOf(request: IncomingMessage): Lang {
    return languageAccepted(request.headers['accept-language'] ?? '', this.#setup.lang);
  }

  // Requests and their answers.

  #answer(request: IncomingMessage, response: ServerResponse, then: Then): void {
    // What comes behind a request to change the protocol is not read if the protocol stays.
    const isLast = then === 'close' || request.headers.upgrade !== undefined || this.#isLastRequest(request);
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
    if (isLast || (length === '0' && encoding === undefined)) {
      return this.#respond(request, response, isLast ? 'close' : 'keep');
    }
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= this.#setup.limits.bodyBytes) return;
      // The rest is read and dropped for a while: closing with unread bytes could cost its sender the answer.
      request.removeAllListeners('data').removeAllListeners('end').resume();
      this.#hangUp(request.socket, 'body-too-long', this.#langOf(request));
    });
    request.on('end', () => this.#respond(request, response, 'keep'));
  }

  #isLastRequest(request: IncomingMessage): boolean {
    const guest = this.#guests.get(request.socket);
    return guest !== undefined && ++guest.requests >= this.#setup.limits.requests;
  }

  #respond(request: IncomingMessage, response: ServerResponse, then: Then): void {
    const refused = this.#guests.get(request.socket)?.visit.refused ?? null;
    if (refused !== null) return this.#send(request, response, refusalAnswer(refused, request), 'close');
    const understood = this.#understand(request);
    if (typeof understood === 'string') return this.#refuse(request, response, understood, 'close');
    const { peer, secured, path, query } = understood;
    const { method = '', headers } = request;
    try {
      const asked = { method, path, query, headers, lang: this.#langOf(request), peer, secured };
      this.#send(request, response, route(this.#setup.routes, this.#setup.fallback, asked), then);
    } catch (error) {
      this.#setup.failed(`answering ${path}`, error);
      this.#refuse(request, response, 'failed', 'close');
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse, mistake: WebMistake, then: Then): void {
    const guest = this.#guests.get(request.socket);
    guest?.guest.refused(mistake, guest.visit.peer);
    const headers = mistake === 'websocket-version' ? { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' } : {};
    this.#send(request, response, mistakeAnswer(mistake, this.#langOf(request), headers), then);
  }

  #send(request: IncomingMessage, response: ServerResponse, answer: Answer, then: Then): void {
    if (then === 'close') response.setHeader('Connection', 'close');
    response.on('finish', () => {
      const guest = this.#guests.get(request.socket);
      if (guest === undefined) return;
      clearTimeout(guest.deadline);
      guest.deadline = this.#deadline(request.socket);
    });
    response.writeHead(answer.status, headersOf(answer)).end(answer.body);
  }

  /** What is no HTTP at all. Node may say so more than once. */
  #misunderstood(error: NodeJS.ErrnoException, stream: Duplex): void {
    const guest = this.#guests.get(stream);
    const mistake = MISUNDERSTOOD.get(error.code ?? '') ?? 'malformed';
    // A broken connection is no request; and nothing can be said in the middle of an answer.
    if (guest === undefined || !(error.code ?? '').startsWith('HPE_')) stream.destroy();
    else this.#hangUp(stream, mistake);
  }

  /** The last words, where there is no request to answer to. */
  #hangUp(stream: Duplex, mistake: WebMistake, lang = this.#setup.lang): void {
    const guest = this.#guests.get(stream);
    if (guest === undefined || !stream.writable) return;
    guest.guest.refused(mistake, guest.visit.peer);
    clearTimeout(guest.deadline);
    guest.deadline = setTimeout(() => stream.destroy(), FAREWELL_MS);
    stream.resume().end(lastAnswer(mistakeAnswer(mistake, lang)));
  }

  // WebSocket.

  /** Whether to leave HTTP. If not, the request is answered like any other: what is wrong, or as if it had not asked. */
  #isHandshake(request: IncomingMessage): boolean {
    const refused = this.#guests.get(request.socket)?.visit.refused ?? null;
    return refused === null && isWebSocketRequest(request) && typeof this.#understand(request) !== 'string';
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const understood = this.#understand(request);
    if (typeof understood === 'string') return this.#hangUp(stream, understood);
    const { peer, secured } = understood;
    this.#webSockets.handleUpgrade(request, stream, head, (socket) => {
      const guest = this.#forget(stream);
      if (guest === undefined) return socket.terminate();
      stream.off('close', guest.closed);
      guest.guest.upgraded(new WebSocketConnection(socket, guest.visit.stream, peer, secured));
    });
  }
}

/** By the code of Node's parser. */
const MISUNDERSTOOD: ReadonlyMap<string, WebMistake> = new Map([
  ['HPE_HEADER_OVERFLOW', 'headers-too-long'],
  ['HPE_INVALID_VERSION', 'http-version'],
  // The beginning of HTTP/2 (RFC 9113, 3.4).
  ['HPE_PAUSED_H2_UPGRADE', 'http-version'],
]);

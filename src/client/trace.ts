// What passes over a connection, piece by piece, for people who want to see it.
import { isIPv6, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { hexdump } from '../chat/hexdump.ts';
import type { Lang } from '../i18n/language.ts';
import { linkSentences } from '../i18n/link.ts';
import { type TraceSentences, traceSentences } from '../i18n/trace.ts';
import type { Prompt } from '../terminal/prompt.ts';
import { type LinkEnd, reasonOf } from './link-end.ts';
import { event, lookOf } from './look.ts';

/** Why a message ends where it does. */
export type Cut = keyof TraceSentences['cut'];

/** What the rest of a piece, which is no message yet, waits for. */
export type Awaited = keyof TraceSentences['waits'];

/** A trace in a terminal, above the line being typed. */
export function traceAbove(prompt: Prompt, lang: Lang): Trace {
  const look = lookOf(process.stdout);
  return new Trace(lang, (line) => prompt.print(look([event(line)])), process.stdout);
}

/** A trace beside what is printed. */
export function traceToErrors(lang: Lang): Trace {
  return new Trace(lang, (line) => process.stderr.write(`${line}\n`), process.stderr);
}

/** A terminal, perhaps. */
interface Screen {
  readonly columns?: number;
}

const UNKNOWN_COLUMNS = 80;

export class Trace {
  readonly #lang: Lang;
  readonly #print: (line: string) => void;
  readonly #screen: Screen;
  readonly #start = performance.now();

  constructor(lang: Lang, print: (line: string) => void, screen: Screen) {
    this.#lang = lang;
    this.#print = print;
    this.#screen = screen;
  }

  get #t() {
    return traceSentences[this.#lang];
  }

  connected(socket: Socket): void {
    const { localAddress, localPort, remoteAddress, remotePort } = socket;
    const here = endName(localAddress, localPort);
    const there = endName(remoteAddress, remotePort);
    this.#tell(here === null || there === null ? this.#t.connectedToSocket : this.#t.connected(here, there));
  }

  /** TLS has been agreed on; from now on what is shown is what is inside. */
  sealed(socket: Socket): void {
    if (!(socket instanceof TLSSocket)) return;
    this.#tell(this.#t.sealed(socket.getProtocol() ?? 'TLS', socket.getCipher().standardName));
  }

  received(chunk: Uint8Array): void {
    this.#tell(this.#t.received(chunk.length));
    this.#dump(chunk);
  }

  sent(chunk: Uint8Array): void {
    this.#tell(this.#t.sent(chunk.length));
    this.#dump(chunk);
  }

  /** How what has come was cut into messages, in order, and what the rest, if there is any, waits for. */
  cut(cuts: readonly Cut[], awaited: Awaited | null): void {
    const t = this.#t;
    const others = cuts.filter((cut) => cut !== 'newline');
    const newlines = cuts.length - others.length;
    const parts = [
      ...(newlines > 0 ? [t.cut.newline(newlines)] : []),
      ...others.map((cut) => t.cut[cut]),
      ...(cuts.length === 0 ? [t.noMessage] : []),
      ...(awaited === null ? [] : [t.waits[awaited]]),
    ];
    this.#tell(`= ${parts.join(t.and)}`);
  }

  /** One side sends nothing more. */
  finished(side: 'server' | 'client'): void {
    this.#tell(side === 'server' ? this.#t.serverFinished : this.#t.thisSideFinished);
  }

  /** This side closes the connection without waiting for the other. */
  dropped(): void {
    this.#tell(this.#t.dropped);
  }

  ended(end: LinkEnd): void {
    this.#tell(end.why === 'closed' ? this.#t.closed : this.#t.ended(reasonOf(end, linkSentences[this.#lang])));
  }

  #tell(what: string): void {
    this.#print(this.#t.at(((performance.now() - this.#start) / 1000).toFixed(3), what));
  }

  #dump(chunk: Uint8Array): void {
    for (const row of hexdump(chunk, this.#screen.columns || UNKNOWN_COLUMNS)) this.#print(row);
  }
}

/** One end of a connection; null for that of a Unix socket. */
function endName(host: string | undefined, port: number | undefined): string | null {
  if (host === undefined || port === undefined) return null;
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

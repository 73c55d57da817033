// What the server says to one plain-text client: in its language, with the newline it uses itself.
import type { Departure } from '../chat/command.ts';
import type { Event } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import { untilWords } from '../i18n/bans.ts';
import { farewellSentences } from '../i18n/farewells.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Host, LineEnd } from '../session/protocol.ts';
import { type Newline, plainDialect } from './dialect.ts';
import { serverLine } from './render.ts';

export class Voice {
  readonly #host: Host;
  /** How the last message ended: what is sent back ends the same way. */
  #end: LineEnd = 'lf';
  #newline: Newline = '\n';
  #lang: Lang;
  dialect: Dialect;

  constructor(host: Host) {
    this.#host = host;
    this.#lang = host.rules.lang;
    this.dialect = this.#ownDialect();
  }

  get lang(): Lang {
    return this.#lang;
  }

  set lang(lang: Lang) {
    this.#lang = lang;
    this.dialect = this.#ownDialect();
  }

  get t(): (typeof lineSentences)[Lang] {
    return lineSentences[this.#lang];
  }

  /** A message of the client has come. */
  heard(end: LineEnd): void {
    this.#end = end;
    if (end !== 'lf' && end !== 'crlf') return;
    const newline = end === 'crlf' ? '\r\n' : '\n';
    if (newline === this.#newline) return;
    this.#newline = newline;
    this.dialect = this.#ownDialect();
  }

  /** Lines of the server itself. */
  show(...sentences: string[]): void {
    this.write(...sentences.map(serverLine));
  }

  /** Lines as they are; of none, nothing. */
  write(...lines: string[]): void {
    if (lines.length > 0) this.#host.send(this.#bytes(lines.join(this.#newline)));
  }

  /** The bytes of lines of the server itself. */
  lines(sentences: readonly string[]): Uint8Array {
    return this.#bytes(sentences.map(serverLine).join(this.#newline));
  }

  /** An event as everybody reads it. */
  showEvent(event: Event): void {
    this.#send(this.dialect.render(event));
  }

  /** An event of its own command: whoever asked is told what came of it, also where little is told. */
  showOwn(event: Event): void {
    this.#send(plainDialect(this.#lang, this.#newline, 'all').render(event));
  }

  /** Gives back what was said. Who sends no newline does not want one back. */
  echo(text: string, at: number): void {
    const time = this.#host.rules.echoTime ? `${clockTime(at)} ` : '';
    const back = `${time}${printable(text)}`;
    if (this.#end === 'lf' || this.#end === 'crlf') this.write(back);
    else this.#host.send(Buffer.from(back));
  }

  /** The last words. */
  farewell(departure: Departure): Uint8Array {
    return this.#bytes(serverLine(this.#farewellText(departure)));
  }

  #farewellText({ cause, text, until }: Departure): string {
    const { farewells, farewell, goodbye } = farewellSentences[this.#lang];
    const { because } = this.t;
    switch (cause) {
      case 'kicked':
      case 'banned':
        return farewell(farewells[cause](untilWords(until, this.#lang) + (text === '' ? '' : because(text))));
      case 'flooded':
      case 'timed-out':
      case 'closing':
      case 'failed':
        return farewell(farewells[cause]);
      case 'refused':
        return text;
      default:
        return goodbye;
    }
  }

  /** Under their addresses come programs that expect nothing but what is said. */
  #ownDialect(): Dialect {
    return plainDialect(this.#lang, this.#newline, this.#host.rules.names === 'address' ? 'bare' : 'all');
  }

  #send(bytes: Uint8Array | null): void {
    if (bytes !== null) this.#host.send(bytes);
  }

  #bytes(line: string): Uint8Array {
    return Buffer.from(line + this.#newline);
  }
}

/** `HH:MM:SS` where the server stands. */
function clockTime(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

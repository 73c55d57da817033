// What happened, as one sentence for the operator. Whatever a guest wrote goes through `printable` here.
import { type Departure, type ModeChange, type Peer, peerName } from '../chat/command.ts';
import type { Event, EventOf, Person } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import { type ConsoleSentences, consoleSentences } from '../i18n/console.ts';
import { departureWord } from '../i18n/departures.ts';
import type { Lang } from '../i18n/language.ts';
import type { Happening } from '../session/happening.ts';
import type { Look } from './look.ts';

/** One line (or as many as `look.said` makes) without its time, or null for what is not worth one: typing signs, and an end that `left` has told already. */
export function describe(happening: Happening, lang: Lang, look: Look): string | null {
  return new Description(lang, look).of(happening);
}

/** When it happened, in ms since 1970. */
export function timeOf(happening: Happening): number {
  return happening.kind === 'event' ? happening.event.at : happening.at;
}

/** Where and in which file our own mistake was made, on one line. */
export function faultText(error: unknown): string {
  const text =
    error instanceof Error ? (error.stack ?? String(error)).split('\n').slice(0, 2).join(' ') : String(error);
  return printable(text.replace(/\s+/g, ' '));
}

class Description {
  readonly #lang: Lang;
  readonly #words: ConsoleSentences;
  readonly #look: Look;

  constructor(lang: Lang, look: Look) {
    this.#lang = lang;
    this.#words = consoleSentences[lang];
    this.#look = look;
  }

  of(happening: Happening): string | null {
    switch (happening.kind) {
      case 'listening':
        return this.#words.listening(happening.port);
      case 'log-gap':
        return this.#words.logGap(happening.lines);
      case 'connected':
        return this.#words.connected(this.#address(happening.peer));
      case 'disconnected':
        if (happening.name !== null) return null;
        return this.#words.disconnected(this.#address(happening.peer), this.#why(happening.departure));
      case 'turned-away':
        return this.#words.turnedAway(this.#address(happening.peer), happening.because);
      case 'failed':
        return this.#look.fault(this.#words.failed(printable(happening.doing), faultText(happening.error)));
      case 'event':
        return this.#event(happening.event);
    }
  }

  #event(event: Event): string | null {
    const words = this.#words;
    const who = this.#person(event.who);
    switch (event.kind) {
      case 'entered':
        return words.entered(who);
      case 'left':
        return words.left(who, this.#why(event.departure));
      case 'renamed':
        return words.renamed(who, this.#name(event.after));
      case 'away-changed':
        return event.text === null ? words.back(who) : words.away(who, printable(event.text));
      case 'described':
        return words.described(who, printable(event.realname));
      case 'user-mode-changed':
        if (event.mode === 'operator') return event.set ? words.operator(who) : words.noOperator(who);
        return event.set ? words.invisible(who) : words.visible(who);
      case 'joined':
        return event.created ? words.opened(who, event.room) : words.joined(who, event.room);
      case 'parted':
        return words.parted(who, event.room) + this.#with(event.text);
      case 'kicked':
        return words.kicked(who, this.#person(event.target), event.room) + this.#with(event.text);
      case 'invited':
        return words.invited(who, this.#person(event.target), event.room);
      case 'topic-changed':
        if (event.text === '') return words.noTopic(who, event.room);
        return words.topic(who, event.room, printable(event.text));
      case 'modes-changed':
        return words.modes(who, event.room, event.changes.map((change) => this.#change(change)).join(', '));
      case 'said':
        return this.#said(who, event);
      case 'broadcast':
        return this.#look.said(`${who} → ${words.everybody}:`, printable(event.text));
      case 'banned': {
        const others = event.others > 0 ? words.othersThere(event.others) : '';
        return words.banned(who, this.#look.address(printable(event.host))) + this.#with(event.text) + others;
      }
      case 'unbanned':
        return words.unbanned(who, this.#look.address(printable(event.host)));
      case 'limited':
        return words.limited(who, event.users);
      case 'locked':
        return event.locked ? words.locked(who) : words.unlocked(who);
      case 'mode-changed':
        return words.mode(who, event.mode);
      case 'line-given':
        return words.lineGiven(who);
      case 'line-busy':
        return words.lineBusy(who);
    }
  }

  #said(who: string, event: EventOf<'said'>): string | null {
    if (event.form === 'tags') return null;
    const { notice, ctcp } = this.#words;
    const marks = { message: ':', notice: `${notice}:`, action: ' *' };
    // What IRC clients ask each other stands between 0x01.
    const asked = /^\x01([^\x01]*)\x01?$/.exec(event.text)?.[1];
    const mark = asked === undefined ? marks[event.form] : `${ctcp}:`;
    return this.#look.said(`${who} → ${this.#target(event)}${mark}`, printable(asked ?? event.text));
  }

  #target({ to }: EventOf<'said'>): string {
    if (to.kind === 'room') return to.name;
    return to.kind === 'user' ? this.#person(to.person) : this.#words.echoed;
  }

  #person(person: Person): string {
    // The console itself has no port, and somebody named by its address needs it only once.
    if (person.peer.port === 0 || person.name === peerName(person.peer)) return this.#name(person);
    return `${this.#name(person)} ${this.#look.address(`(${peerName(person.peer)})`)}`;
  }

  #name(person: Person): string {
    return this.#look.name(printable(person.name));
  }

  #address(peer: Peer): string {
    return this.#look.address(peerName(peer));
  }

  #why({ cause, text }: Departure): string {
    return departureWord(cause, this.#lang) + this.#with(text);
  }

  #with(text: string): string {
    return text === '' ? '' : this.#words.with(printable(text));
  }

  #change(change: ModeChange): string {
    const { flags, roles, others } = this.#words.modeWords;
    const sign = change.set ? '+' : '-';
    switch (change.what) {
      case 'role':
        return `${sign}${roles[change.role]} ${printable(change.name)}`;
      case 'ban':
        return `${sign}${others.ban} ${printable(change.mask)}`;
      case 'key':
        return `${sign}${others.key}${change.set ? ` ${printable(change.key)}` : ''}`;
      case 'limit':
        return `${sign}${others.limit}${change.set ? ` ${change.limit}` : ''}`;
      default:
        return sign + flags[change.what];
    }
  }
}

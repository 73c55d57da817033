// The plain-text protocol: nc, telnet, the socket programs of networking courses.
import type { Departure } from '../chat/command.ts';
import type { Event, EventOf, Refusal } from '../chat/event.ts';
import { accountSentences, certificateSentence } from '../i18n/accounts.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { traceSentences } from '../i18n/trace.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Decoder, Host, Line, Protocol, Session } from '../session/protocol.ts';
import { Arrival } from './arrival.ts';
import { DatagramDecoder } from './datagrams.ts';
import { PlainDecoder } from './decoder.ts';
import { Passwords } from './passwords.ts';
import { Recall } from './recall.ts';
import { awaySentence } from './render.ts';
import { LineSpeaker } from './speaker.ts';
import { Voice } from './voice.ts';
import { Whereabouts } from './whereabouts.ts';

export const lineProtocol: Protocol = { open: (host) => new LineSession(host) };

class LineSession implements Session {
  readonly protocol = 'line';
  readonly decoder: Decoder;
  readonly #host: Host;
  readonly #voice: Voice;
  readonly #whereabouts: Whereabouts;
  readonly #arrival: Arrival;
  readonly #speaker: LineSpeaker;
  #isHere = false;

  constructor(host: Host) {
    this.#host = host;
    const { framing, limits } = host.rules;
    this.decoder =
      host.carries === 'datagrams'
        ? new DatagramDecoder(limits.lineBytes)
        : new PlainDecoder(framing, limits.lineBytes);
    this.#voice = new Voice(host);
    const recall = new Recall(host, this.#voice);
    this.#whereabouts = new Whereabouts(host, this.#voice, recall);
    const passwords = new Passwords(host, this.#voice);
    this.#arrival = new Arrival(host, this.#voice, passwords);
    this.#speaker = new LineSpeaker(host, this.#voice, passwords, this.#whereabouts, recall);
  }

  get dialect(): Dialect {
    return this.#voice.dialect;
  }

  greet(): void {
    this.#arrival.greet();
  }

  handle(line: Line): void {
    const voice = this.#voice;
    if (line.kind !== 'text') return voice.show(voice.t.tooLong(this.#host.rules.limits.lineBytes));
    voice.heard(line.end);
    if (this.#isHere) this.#speaker.handle(line.text);
    else this.#arrival.handle(line.text);
  }

  own(event: Event): void {
    const { t } = this.#voice;
    switch (event.kind) {
      case 'entered':
        return this.#entered(event);
      case 'said':
        return this.#saidByMe(event);
      case 'joined':
        return this.#whereabouts.joined(event);
      case 'parted':
        return this.#whereabouts.parted(event.room);
      case 'away-changed':
        return this.#voice.show(event.text === null ? t.youAreBack : t.youAreAway);
      case 'invited':
        return this.#voice.show(t.youInvited(event.target.name, event.room));
      case 'registered':
        return this.#voice.show(t.registered(event.account));
      case 'certificate-changed':
        return this.#voice.show(certificateSentence(event, this.#voice.lang));
      case 'account-changed':
        return this.#accountChanged(event);
      default:
        this.#voice.showOwn(event);
    }
  }

  befall(event: Event): void {
    switch (event.kind) {
      case 'joined':
        return this.#whereabouts.joined(event);
      case 'invited':
        return this.#voice.show(this.#voice.t.invitesYou(event.who.name, event.room));
      case 'kicked':
        this.#voice.showEvent(event);
        return this.#whereabouts.goOnWithout(event.room);
      case 'room-renamed':
        this.#whereabouts.renamed(event.room, event.after);
        return this.#voice.showEvent(event);
      default:
        this.#voice.showEvent(event);
    }
  }

  refuse(refusal: Refusal): void {
    if (this.#isHere) this.#voice.show(refusalSentence(refusal, this.#voice.lang));
    else this.#arrival.refuse(refusal);
  }

  settled(): void {
    const said = this.#isHere ? this.#arrival.takeSaid() : null;
    if (said !== null) this.#speaker.handle(said);
  }

  quiet(): void {
    // Nothing can be asked of a client that only knows text; it is sent away after `idleSeconds`.
  }

  watched(change: 'begins' | 'ends'): void {
    this.#voice.show(traceSentences[this.#voice.lang].watched[change]);
  }

  farewell(departure: Departure): Uint8Array {
    return this.#voice.farewell(departure);
  }

  #entered({ who }: EventOf<'entered'>): void {
    const { rules } = this.#host;
    this.#isHere = true;
    // Under their addresses come programs that expect nothing but what is said.
    if (rules.names === 'address') return;
    this.#voice.show(this.#voice.t.youAre(rules.serverName, who.name));
    for (const line of rules.motd) this.#voice.show(line);
  }

  #accountChanged({ who: { account } }: EventOf<'account-changed'>): void {
    const { loggedIn, loggedOut } = accountSentences[this.#voice.lang];
    this.#voice.show(account === null ? loggedOut : loggedIn(account));
  }

  /** What was said comes back only in echo mode; otherwise it stands on the speaker's screen already. */
  #saidByMe(event: EventOf<'said'>): void {
    const { to, text, at } = event;
    if (to.kind === 'echo') return this.#voice.echo(text, at);
    if (to.kind !== 'user') return;
    if (to.person.id === this.#host.userId) this.#voice.showOwn(event);
    if (to.away !== null) this.#voice.show(awaySentence(to.person.name, to.away, this.#voice.lang));
  }
}

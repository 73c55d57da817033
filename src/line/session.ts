// The plain-text protocol: nc, telnet, the socket programs of networking courses.
import { type Departure, peerName } from '../chat/command.ts';
import type { Event, EventOf, Refusal } from '../chat/event.ts';
import { accountSentences, certificateSentence } from '../i18n/accounts.ts';
import type { Lang } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { sessionSentences, staySentence } from '../i18n/sessions.ts';
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
import { ownLines } from './speech.ts';
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
  /** The entry by which it turned out to be somebody who is here already. */
  #attachedBy: string | null = null;

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
      case 'attached':
        return this.#attached(event);
      case 'left':
        // Not who it was itself until now.
        if (event.departure.cause !== 'logged-in') this.#voice.showOwn(event);
        return;
      case 'stay-changed':
        return this.#voice.show(staySentence(event, this.#voice.lang));
      case 'said':
        return this.#saidByMe(event);
      case 'joined':
        return this.#whereabouts.joined(event);
      case 'parted':
        return this.#whereabouts.parted(event.room);
      case 'away-changed':
        // It has been welcomed back.
        if (event.id === this.#attachedBy) return;
        return this.#voice.show(event.text === null ? t.youAreBack : t.youAreAway);
      case 'invited':
        return this.#voice.show(t.youInvited(event.target.name, event.room));
      case 'registered':
        return this.#voice.show(t.registered(event.account));
      case 'password-changed':
        return this.#voice.show(accountSentences[this.#voice.lang].passwordChanged(event.account));
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
        // What is being typed here is not for where another session of its user goes.
        if (this.#whereabouts.isSomewhere) return this.#voice.showEvent(event);
        return this.#whereabouts.joined(event);
      case 'account-changed':
        return this.#accountChanged(event);
      case 'invited':
        return this.#voice.show(this.#voice.t.invitesYou(event.who.name, event.room));
      case 'kicked':
        this.#voice.showEvent(event);
        return this.#whereabouts.goOnWithout(event.room);
      case 'room-renamed':
        this.#whereabouts.renamed(event.room, event.after);
        return this.#voice.showEvent(event);
      // What follows is by another session of its user.
      case 'said':
        return this.#voice.write(...ownLines(event, this.#voice.lang));
      case 'parted':
        return this.#whereabouts.parted(event.room);
      case 'attached':
        return this.#voice.show(this.#sessions.connectedToo(peerName(event.peer)));
      case 'detached':
        return this.#voice.show(this.#sessions.disconnectedThere(peerName(event.peer)));
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

  /** It is somebody who is here already, or was here without a connection. */
  #attached(event: EventOf<'attached'>): void {
    const { who, since } = event;
    const { rules, chat } = this.#host;
    const others = (chat.user(who.id)?.sessions.size ?? 1) - 1;
    const { welcomeBack, youAreHereToo } = this.#sessions;
    const isNew = !this.#isHere;
    this.#isHere = true;
    this.#attachedBy = event.id;
    this.#voice.show(
      since === null ? youAreHereToo(rules.serverName, who.name, others) : welcomeBack(rules.serverName, who.name),
    );
    if (isNew) for (const line of rules.motd) this.#voice.show(line);
    this.#whereabouts.goOn(event.at, since);
  }

  get #sessions(): (typeof sessionSentences)[Lang] {
    return sessionSentences[this.#voice.lang];
  }

  #accountChanged({ who: { id, account } }: EventOf<'account-changed'>): void {
    if (id !== this.#host.userId) return;
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

// What happened, as one sentence for the operator. Whatever a guest wrote goes through `printable` here.
import { type Departure, type ModeChange, type Peer, peerName } from '../chat/command.ts';
import type { Event, EventOf, Person, Target } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import { banSentences, sanctionSentence, untilWords } from '../i18n/bans.ts';
import { type ConsoleSentences, consoleSentences } from '../i18n/console.ts';
import { departureWord } from '../i18n/departures.ts';
import { lanFault, lanSentences } from '../i18n/lan.ts';
import type { Lang } from '../i18n/language.ts';
import { resumedSentence, resumedSentences } from '../i18n/resumed.ts';
import { sessionSentences } from '../i18n/sessions.ts';
import { webSentences } from '../i18n/web.ts';
import type { Happening, HappeningOf } from '../session/happening.ts';
import { wireText } from '../session/wire-text.ts';
import type { Look } from './look.ts';
import { faultText, isTold, reactionIn } from './told.ts';

/** One line (or as many as `look.said` makes) without its time, or null for what is not told, and an end that `left` has told already. */
export function describe(happening: Happening, lang: Lang, look: Look): string | null {
  return new Description(lang, look).of(happening);
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

  get #sessions(): (typeof sessionSentences)[Lang] {
    return sessionSentences[this.#lang];
  }

  of(happening: Happening): string | null {
    switch (happening.kind) {
      case 'listening':
        return this.#words.listening(happening.addresses.join(', '));
      case 'store':
        return happening.health === 'well'
          ? this.#words.storesAgain
          : this.#look.fault(this.#words.cannotStore(this.#words.storeTroubles[happening.health]));
      case 'resumed':
        return resumedSentence(happening, this.#lang);
      case 'overruled':
        return resumedSentences[this.#lang].overruled[happening.setting](printable(happening.before));
      case 'strange-fact':
        return this.#look.fault(
          resumedSentences[this.#lang].strangeFact(printable(`${happening.of} ${happening.key}`)),
        );
      case 'certificate':
        return this.#certificate(happening.renewal);
      case 'web-refused':
        return this.#words.webRefused(
          this.#address(happening.peer),
          webSentences[this.#lang].mistakes[happening.because],
        );
      case 'announced':
        return lanSentences[this.#lang].announced(printable(happening.name));
      case 'not-announced':
        return lanSentences[this.#lang].notAnnounced(printable(lanFault(happening.error, this.#lang)));
      case 'log-gap':
        return this.#words.logGap(happening.lines);
      case 'closing':
        return this.#words.closing(this.#words.came(happening.tally));
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
      case 'wire':
        return this.#wire(happening);
    }
  }

  #certificate(renewal: HappeningOf<'certificate'>['renewal']): string {
    if (renewal.kind === 'renewed') return this.#words.certificateRenewed(renewal.fingerprint);
    const { error } = renewal;
    return this.#look.fault(
      this.#words.certificateKept(printable(error instanceof Error ? error.message : String(error))),
    );
  }

  #wire({ peer, name, passing }: HappeningOf<'wire'>): string {
    const who = name === null ? this.#address(peer) : this.#person({ name, peer });
    if (passing.kind === 'begun') return this.#words.traced(who);
    if (passing.kind === 'over') return this.#words.tracedNoMore(who);
    const { sentence, bytes } = wireText(passing, this.#lang);
    const head = `${who} ${sentence}`;
    return bytes.length === 0 ? head : this.#look.bytes(head, bytes);
  }

  #event(event: Event): string | null {
    if (!isTold(event)) return null;
    const words = this.#words;
    const who = this.#person(event.who);
    switch (event.kind) {
      case 'entered':
        return words.entered(who);
      case 'attached': {
        const { peer, face, since } = event;
        const { attached, attachedAgain } = this.#sessions;
        return (since === null ? attached : attachedAgain)(who, this.#address(peer), words.faces[face]);
      }
      case 'detached':
        return this.#sessions.detached(who, this.#address(event.peer), this.#why(event.departure), event.others);
      case 'stay-changed':
        return (event.set ? this.#sessions.staysFor : this.#sessions.staysNoMoreFor)(who);
      case 'left':
        return words.left(who, this.#why(event.departure));
      case 'renamed':
        return words.renamed(who, this.#name(event.after));
      case 'away-changed':
        return event.text === null ? words.back(who) : words.away(who, printable(event.text));
      case 'described':
        return words.described(who, printable(event.realname));
      case 'user-modes-changed':
        return event.changes.map(({ set, mode }) => (set ? words.modeSet : words.modeRemoved)[mode](who)).join(', ');
      case 'operator-denied':
        return this.#look.fault(words.operatorDenied(who));
      case 'registered':
        return words.registered(who, this.#look.name(event.account));
      case 'password-changed':
        return words.passwordChanged(who, this.#look.name(event.account));
      case 'account-dropped':
        return words.accountDropped(who, this.#look.name(event.account));
      case 'certificate-changed': {
        const change = event.set ? words.certificateAdded : words.certificateRemoved;
        return change(who, this.#look.name(event.account), event.fingerprint);
      }
      case 'account-changed': {
        const { account } = event.who;
        return account === null ? words.loggedOut(who) : words.loggedIn(who, this.#look.name(account));
      }
      case 'host-changed':
        return words.hostChanged(who, printable(`${event.after.username}@${event.after.cloak}`));
      case 'metadata-changed': {
        const { of, key, value } = event;
        return value === null ? words.noMetadata(who, of, key) : words.metadata(who, of, key, printable(value));
      }
      case 'joined':
        return event.created ? words.opened(who, event.room) : words.joined(who, event.room);
      case 'parted':
        return words.parted(who, event.room) + this.#with(event.text);
      case 'kicked':
        return (
          words.kicked(who, this.#person(event.target), event.room) +
          untilWords(event.until, this.#lang) +
          this.#with(event.text)
        );
      case 'invited':
        return words.invited(who, this.#person(event.target), event.room);
      case 'room-renamed':
        return words.roomRenamed(who, event.room, event.after) + this.#with(event.text);
      case 'room-registered':
        return words.roomRegistered(who, event.room);
      case 'room-dropped':
        return words.roomDropped(who, event.room);
      case 'founder-changed':
        return words.founderChanged(event.room, this.#look.name(event.founder));
      case 'roles-given': {
        const { roles } = words.modeWords;
        return words.rolesGiven(who, event.room, event.roles.map((role) => roles[role]).join(', '));
      }
      case 'topic-changed':
        if (event.text === '') return words.noTopic(who, event.room);
        return words.topic(who, event.room, printable(event.text));
      case 'modes-changed':
        return words.modes(who, event.room, event.changes.map((change) => this.#change(change)).join(', '));
      case 'bans-ended':
        return banSentences[this.#lang].bansEnded(printable(event.masks.join(', ')), event.room);
      case 'said':
        return this.#said(who, event);
      case 'redacted':
        return words.tookBack(who, this.#name(event.author), this.#target(event.to)) + this.#with(event.text);
      case 'broadcast':
        return this.#look.said(`${who} → ${words.everybody}:`, [printable(event.text)]);
      case 'wallops':
        return this.#look.said(`${who} → ${words.wallops}:`, [printable(event.text)]);
      case 'banned':
      case 'unbanned':
        return sanctionSentence(event, who, this.#lang, printable);
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

  #said(who: string, event: EventOf<'said'>): string {
    const { notice, ctcp, reaction } = this.#words;
    const marks = { message: ':', notice: `${notice}:`, action: ' *', tags: `${reaction}:` };
    const text = event.form === 'tags' ? (reactionIn(event) ?? '') : event.text;
    // What IRC clients ask each other stands between 0x01.
    const asked = /^\x01([^\x01]*)\x01?$/.exec(text)?.[1];
    const mark = asked === undefined ? marks[event.form] : `${ctcp}:`;
    const lines = (asked ?? text).split('\n').map(printable);
    return this.#look.said(`${who} → ${this.#target(event.to)}${mark}`, lines);
  }

  #target(to: Target): string {
    switch (to.kind) {
      case 'room':
        return to.least === null ? to.name : this.#words.from(to.name, this.#words.modeWords.roles[to.least]);
      case 'user':
        return this.#person(to.person);
      case 'echo':
        return this.#words.echoed;
    }
  }

  #person({ name, peer }: Pick<Person, 'name' | 'peer'>): string {
    const shown = this.#look.name(printable(name));
    // The console itself has no port, and somebody named by its address needs it only once.
    if (peer.port === 0 || name === peerName(peer)) return shown;
    return `${shown} ${this.#look.address(`(${peerName(peer)})`)}`;
  }

  #name({ name }: Person): string {
    return this.#look.name(printable(name));
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
      case 'exception':
      case 'invite-exception':
        return `${sign}${others[change.what]} ${printable(change.mask)}`;
      case 'key':
        // Logs are read by others: the key itself is not told.
        return `${sign}${others.key}`;
      case 'limit':
        return `${sign}${others.limit}${change.set ? ` ${change.limit}` : ''}`;
      default:
        return sign + flags[change.what];
    }
  }
}

// Events as a plain-text client reads them, the same for everybody who reads the same language. docs/DOWNGRADE.md says
// what becomes of that which only IRC has.
import { ROLES } from '../chat/command.ts';
import type { Event, EventOf } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import { LOBBY } from '../chat/views.ts';
import { accountSentences } from '../i18n/accounts.ts';
import { banSentences, untilWords } from '../i18n/bans.ts';
import { departureWord } from '../i18n/departures.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import { modeSentences } from '../i18n/line-modes.ts';
import { registeredRoomSentences } from '../i18n/registered-rooms.ts';
import { sessionSentences } from '../i18n/sessions.ts';
import { changeClause, whom } from './changes.ts';
import { saidLines } from './speech.ts';

/** A line of the server itself. */
export function serverLine(text: string): string {
  return printable(`-- ${text}`);
}

/**
 * The lines an event is shown as, without their newlines; none for what a plain-text client is not told.
 * @param home the room of which it need not be said that something was there
 */
export function eventLines(event: Event, lang: Lang, home: string = LOBBY): string[] {
  if (event.kind === 'said') return saidLines(event, lang, home);
  const text = happened(event, lang, home);
  return text === null ? [] : [serverLine(text)];
}

/** How IRC clients say that they give no reason (IRCv3 pre-away). */
const NO_REASON = '*';

/** That somebody is away, and why. */
export function awaySentence(name: string, text: string, lang: Lang): string {
  const t = lineSentences[lang];
  if (text === '') return sessionSentences[lang].readsLater(name);
  return text === NO_REASON ? t.awayWithoutWords(name) : t.away(name, text);
}

function happened(event: Exclude<Event, { kind: 'said' }>, lang: Lang, home: string): string | null {
  const t = lineSentences[lang];
  const { name } = event.who;
  const because = (reason: string): string => (reason === '' ? '' : t.because(reason));
  switch (event.kind) {
    case 'joined':
      return (event.room === home ? t.joined(name) : t.joinedRoom(name, event.room)) + because(absence(event, lang));
    case 'parted':
      return t.parted(name, event.room, because(event.text));
    case 'left': {
      const { cause, text } = event.departure;
      if (cause === 'left') return t.left(name, because(text));
      const word = departureWord(cause, lang);
      return t.left(name, because(text === '' ? word : t.inWords(word, text)));
    }
    case 'renamed':
      return t.renamed(name, event.after.name);
    case 'away-changed':
      if (event.text === '') return sessionSentences[lang].disconnected(name);
      return event.text === null ? t.back(name) : awaySentence(name, event.text, lang);
    case 'kicked':
      return t.kicked(event.target.name, name, event.room, untilWords(event.until, lang) + because(event.text));
    case 'invited':
      return t.invited(event.target.name, name, event.room);
    case 'room-renamed':
      return t.roomRenamed(event.room, event.after, name, because(event.text));
    case 'room-registered':
      return t.roomRegistered(name, event.room);
    case 'room-dropped':
      return t.roomDropped(name, event.room);
    case 'founder-changed':
      return registeredRoomSentences[lang].passedOn(event.room, event.founder);
    case 'account-dropped':
      return accountSentences[lang].dropped(event.account);
    case 'roles-given': {
      const highest = ROLES.find((role) => event.roles.includes(role));
      return highest === undefined ? null : modeSentences[lang].roleBack[highest](name, event.room);
    }
    case 'topic-changed':
      return event.text === '' ? t.topicRemoved(name, event.room) : t.topicChanged(name, event.room, event.text);
    case 'modes-changed':
      return t.clauses(event.changes.map((change) => changeClause(change, name, event.room, lang)));
    case 'bans-ended':
      return t.clauses(event.masks.map((mask) => banSentences[lang].bansEnded(whom(mask, lang), event.room)));
    case 'redacted':
      return redacted(event, lang, home) + because(event.text);
    case 'broadcast':
      return t.announcement(event.text);
    case 'wallops':
      return t.fromOperator(name, event.text);
    case 'mode-changed':
      return t.modeNow[event.mode];
    case 'line-given':
      return t.lineGiven;
    case 'line-busy':
      return t.lineBusy;
    // Told otherwise to whom it concerns, or of use to programs only.
    case 'entered':
    case 'attached':
    case 'detached':
    case 'stay-changed':
    case 'described':
    case 'user-modes-changed':
    case 'operator-denied':
    case 'account-changed':
    case 'registered':
    case 'password-changed':
    case 'certificate-changed':
    case 'host-changed':
    case 'rejoined':
    case 'appeared':
    case 'disappeared':
    case 'monitored':
    case 'watched':
    case 'read-marked':
    case 'subscribed':
    case 'metadata-changed':
    case 'banned':
    case 'unbanned':
    case 'limited':
    case 'locked':
      return null;
  }
}

/** Why somebody who comes in is not there; empty for who is. */
function absence({ away }: EventOf<'joined'>, lang: Lang): string {
  const t = lineSentences[lang];
  if (away === null) return '';
  if (away === '') return sessionSentences[lang].notConnected;
  return away === NO_REASON ? t.isAway : t.inWords(t.isAway, away);
}

/** What has been read cannot be made unread, but that it should not have been said can be told. */
function redacted({ who, author, to }: EventOf<'redacted'>, lang: Lang, home: string): string {
  const t = lineSentences[lang];
  if (to.kind !== 'room') return t.tookBackPrivate(who.name);
  const isOwn = author.id === who.id || (author.account !== null && author.account === who.account);
  if (to.name === home) return isOwn ? t.tookBack(who.name) : t.removed(author.name, who.name);
  return isOwn ? t.tookBackIn(who.name, to.name) : t.removedIn(author.name, who.name, to.name);
}

// Events as a plain-text client reads them: one line each, the same for everybody who reads the same language.
import type { ModeChange } from '../chat/command.ts';
import type { Event, EventOf } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import { LOBBY } from '../chat/views.ts';
import { departureWord } from '../i18n/departures.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';

/** A line of the server itself. */
export function serverLine(text: string): string {
  return printable(`-- ${text}`);
}

/** The line an event is shown as, without its newline; null for what a plain-text client is not told. */
export function eventLine(event: Event, lang: Lang): string | null {
  if (event.kind === 'said') return saidLine(event, lang);
  const text = happened(event, lang);
  return text === null ? null : serverLine(text);
}

function saidLine({ who, to, text, form }: EventOf<'said'>, lang: Lang): string | null {
  // Typing notes and the questions that IRC clients ask each other (CTCP) are nothing to read.
  if (form === 'tags' || text.startsWith('\x01')) return null;
  const said = form === 'action' ? `* ${who.name} ${text}` : `${who.name}: ${text}`;
  if (to.kind === 'room' && to.name !== LOBBY) return printable(`[${to.name}] ${said}`);
  if (to.kind === 'user' && to.by === 'name') return printable(`[${lineSentences[lang].private}] ${said}`);
  return printable(said);
}

function happened(event: Exclude<Event, { kind: 'said' }>, lang: Lang): string | null {
  const t = lineSentences[lang];
  const { name } = event.who;
  const because = (reason: string): string => (reason === '' ? '' : t.because(reason));
  switch (event.kind) {
    case 'joined':
      return event.room === LOBBY ? t.joined(name) : t.joinedRoom(name, event.room);
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
      return event.text === null ? t.back(name) : t.away(name, event.text);
    case 'kicked':
      return t.kicked(event.target.name, name, event.room, because(event.text));
    case 'invited':
      return t.invited(name, event.room);
    case 'topic-changed':
      return event.text === '' ? t.topicRemoved(name, event.room) : t.topicChanged(name, event.room, event.text);
    case 'modes-changed':
      return t.clauses(event.changes.map((change) => modeChanged(change, name, event.room, lang)));
    case 'broadcast':
      return t.announcement(event.text);
    case 'mode-changed':
      return t.modeNow[event.mode];
    case 'line-given':
      return t.lineGiven;
    case 'line-busy':
      return t.lineBusy;
    case 'entered':
    case 'described':
    case 'user-mode-changed':
    case 'banned':
    case 'unbanned':
    case 'limited':
    case 'locked':
      return null;
  }
}

function modeChanged(change: ModeChange, by: string, room: string, lang: Lang): string {
  const t = lineSentences[lang];
  switch (change.what) {
    case 'role':
      return (change.set ? t.roleGiven : t.roleTaken)[change.role](change.name, by, room);
    case 'ban':
      return (change.set ? t.banSet : t.banLifted)(change.mask, by, room);
    case 'key':
      return (change.set ? t.keySet : t.keyRemoved)(by, room);
    case 'limit':
      return change.set ? t.limitSet(change.limit, by, room) : t.limitRemoved(by, room);
    default:
      return (change.set ? t.flagSet : t.flagRemoved)[change.what](by, room);
  }
}

// Views as lines of a terminal or a pipe.

import { printable } from '../chat/text.ts';
import { type ClientSentences, clientSentences } from '../i18n/client.ts';
import type { Lang } from '../i18n/language.ts';
import { timeOfDay } from '../i18n/time.ts';
import { tabulate } from '../terminal/table.ts';
import type { View, ViewOf } from './core/view.ts';
import { alert, event, type Look, type Part, plain } from './look.ts';
import { whyRefused } from './refusal.ts';

export interface Showing {
  readonly lang: Lang;
  readonly look: Look;
  /** Columns of the terminal; for a pipe, as many as one likes. */
  readonly columns: number;
  /** What is said here needs no room before it. */
  readonly currentRoom: string | null;
}

type Parts = readonly Part[];

/** The lines that show a view; `now` in ms since 1970, for views without a time of their own. */
export function show(view: View, showing: Showing, now: number): string[] {
  const time = timePart(view.at ?? now, now);
  return linesOf(view, showing).map((parts) => showing.look([time, ...parts]));
}

/** The time before every line, in the machine's own time zone, with the date if it is not today's. Both in ms since 1970. */
export function timePart(at: number, now: number): Part {
  return { tone: 'time', text: `${timeOfDay(at, now)} ` };
}

function linesOf(view: View, showing: Showing): Parts[] {
  const t = clientSentences[showing.lang];
  const happened = (text: string): Parts[] => [[event(`-- ${text}`)]];
  const because = (reason: string): string => (reason === '' ? '' : t.because(reason));
  switch (view.kind) {
    case 'said':
      return [speech(view, showing, t)];
    case 'welcomed':
      return happened(t.welcomed(view.name));
    case 'name-refused':
      return [[alert(`-- ${view.why === 'taken' ? t.taken(view.name) : view.text}`)]];
    case 'name-numbered':
      return [[alert(`-- ${t.numbered(view.name, view.next)}`)]];
    case 'joined':
      return happened(view.own ? t.youJoined(view.room) : t.joined(view.who, view.room));
    case 'parted':
      return happened((view.own ? t.youParted(view.room) : t.parted(view.who, view.room)) + because(view.text));
    case 'gone':
      return happened(t.gone(view.who) + because(view.text));
    case 'kicked': {
      const text = view.own ? t.youWereKicked(view.by, view.room) : t.kicked(view.who, view.by, view.room);
      const reason = view.text === view.by ? '' : because(view.text);
      return view.own ? [[alert(`-- ${text}${reason}`)]] : happened(text + reason);
    }
    case 'renamed':
      return happened(view.own ? t.youRenamed(view.after) : t.renamed(view.before, view.after));
    case 'away-changed':
      return happened(view.text === null ? t.back(view.who) : t.away(view.who, view.text));
    case 'own-away-changed':
      return happened(view.away ? t.youAreAway : t.youAreBack);
    case 'topic':
      return happened(topicSentence(view, t));
    case 'modes':
      return happened(
        view.by === '' ? t.modesAre(view.target, view.text) : t.modesChanged(view.by, view.target, view.text),
      );
    case 'invited':
      return happened(t.invited(view.by, view.room));
    case 'members':
      return happened(t.members(view.room, view.names.join(' ')));
    case 'people':
      return peopleLines(view, showing, t);
    case 'rooms':
      return roomLines(view, showing, t);
    case 'room-chosen':
      return happened(view.room === null ? t.inNoRoom : t.roomChosen(view.room));
    case 'refused':
      return [[alert(`-- ${whyRefused(view, showing.lang)}`)]];
    case 'not-done':
      return [[alert(`-- ${obstacle(view, t)}`)]];
    case 'server-said':
      return [[plain(`-- ${view.text}`)]];
    case 'password-refused':
      return [[alert(`-- ${view.given ? t.wrongPassword : t.passwordNeeded}`)]];
    case 'diverted':
      return happened(t.diverted(view.port));
    case 'logged-in':
      return happened(t.loggedIn(view.account));
    case 'proof-refused':
      return [[alert(`-- ${t.proofRefused}`)]];
    case 'proof-useless':
      return [[alert(`-- ${t.proofUseless}`)]];
    case 'sent-away':
      return [[alert(`-- ${t.sentAway(view.by)}${view.text === view.by ? '' : because(view.text)}`)]];
    case 'dismissed':
      return [[alert(`-- ${view.text}`)]];
  }
}

function speech({ who, place, form, text, own }: ViewOf<'said'>, showing: Showing, t: ClientSentences): Parts {
  const where = place.kind === 'private' || place.room === showing.currentRoom ? [] : [event(`[${place.room}] `)];
  const name = (label: string): Part => ({ tone: own ? 'own' : 'name', text: label });
  const privately = own ? t.toPrivate(place.kind === 'private' ? place.with : '') : t.fromPrivate(who);
  const label = place.kind === 'private' ? privately : who;
  switch (form) {
    case 'message':
      return [...where, name(label), plain(`: ${text}`)];
    case 'notice':
      return [...where, name(`-${label}-`), plain(` ${text}`)];
    case 'action':
      return place.kind === 'private'
        ? [name(`${label}:`), plain(` * ${who} ${text}`)]
        : [...where, plain('* '), name(who), plain(` ${text}`)];
  }
}

function topicSentence({ room, text, by }: ViewOf<'topic'>, t: ClientSentences): string {
  if (by === null) return text === '' ? t.noTopic(room) : t.topicIs(room, text);
  return text === '' ? t.topicRemoved(by, room) : t.topicChanged(by, room, text);
}

function obstacle({ why, about }: ViewOf<'not-done'>, t: ClientSentences): string {
  switch (why) {
    case 'offline':
      return t.notSent(about);
    case 'no-room':
      return t.inNoRoom;
    case 'not-in-room':
      return t.notInRoom(about);
  }
}

function peopleLines({ people }: ViewOf<'people'>, showing: Showing, t: ClientSentences): Parts[] {
  const rows = people.map(({ name, address, away, prefixes }) => [prefixes + name, address, away ? t.isAway : '']);
  return rows.length === 0 ? [[event(`-- ${t.nobody}`)]] : tableLines(rows, showing);
}

function roomLines({ rooms }: ViewOf<'rooms'>, showing: Showing, t: ClientSentences): Parts[] {
  const table = rooms.map(({ name, members, topic }) => [name, t.people(members), topic]);
  return table.length === 0 ? [[event(`-- ${t.noRooms}`)]] : tableLines(table, showing);
}

/** Made printable before it is aligned: that changes how wide the cells are. The time and `-- ` stand before each line. */
function tableLines(rows: readonly (readonly string[])[], showing: Showing): Parts[] {
  const cells = rows.map((row) => row.map(printable));
  return tabulate(cells, showing.columns - '00:00 -- '.length).map((line) => [plain(`-- ${line}`)]);
}

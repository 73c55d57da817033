// Who is here, and which rooms there are, as tables.
import { peerName } from '../chat/command.ts';
import { printable } from '../chat/text.ts';
import { banSentences, sanctionRows } from '../i18n/bans.ts';
import { consoleSentences } from '../i18n/console.ts';
import { sessionSentences } from '../i18n/sessions.ts';
import { tabulate } from '../terminal/table.ts';
import { since } from './clock.ts';
import type { ConsoleHost } from './console.ts';
import { guestsOf } from './guests.ts';

type Seen = Pick<ConsoleHost, 'chat' | 'lang'>;

/** Name, address, protocol, rooms and since when, of each guest; a further connection has a row of its own. `now` in ms since 1970. */
export function whoLines({ chat, lang }: Seen, now: number, columns: number): string[] {
  const words = consoleSentences[lang];
  const rows = guestsOf(chat).flatMap(({ person, sessions, rooms, enteredAt }) => {
    const connections = [...sessions.values()].map(({ peer, face }) => [peerName(peer), words.faces[face]]);
    const [first = [sessionSentences[lang].notConnected, ''], ...others] = connections;
    const places = [...rooms].map((room) => room.name).join(' ');
    const rest = others.map((connection) => ['', ...connection]);
    return [[printable(person.name), ...first, places, since(enteredAt, now)], ...rest];
  });
  return rows.length === 0 ? [words.nobodyHere] : tabulate([words.whoHead, ...rows], columns);
}

/** Name, number of people and topic of each room. */
export function roomsLines({ chat, lang }: Seen, columns: number): string[] {
  const rows = [...chat.rooms].map(({ name, members, topic }) => [
    name,
    String(members.size),
    printable(topic?.text ?? ''),
  ]);
  return tabulate([consoleSentences[lang].roomsHead, ...rows], columns);
}

/** Number, whom, until when, by whom, since when and why, of each sanction. `now` in ms since 1970. */
export function bansLines({ chat, lang }: Seen, now: number, columns: number): string[] {
  const rows = sanctionRows(chat.house.sanctions.values(), now, lang);
  return rows.length === 1
    ? [banSentences[lang].nobody]
    : tabulate(
        rows.map((row) => row.map(printable)),
        columns,
      );
}

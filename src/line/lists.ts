// Lists of people and of rooms, no longer than anybody reads.
import type { RoomMask, RoomView, UserView } from '../chat/views.ts';
import { banLine, banSentences } from '../i18n/bans.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import { sessionSentences } from '../i18n/sessions.ts';
import { whom } from './changes.ts';

const ROOMS_SHOWN = 50;

export function membersOf(room: RoomView): UserView[] {
  return [...room.members.values()].map(({ user }) => user);
}

/** Who of these people are in a room; of more than `most` the rest are counted. */
export function peopleLine(room: RoomView, people: readonly UserView[], most: number, lang: Lang): string {
  const t = lineSentences[lang];
  if (people.length === 0) return t.nobodyIn(room.name);
  const names = t.list(people.slice(0, most).map((user) => user.person.name + absence(user, lang)));
  return t.here(room.name, people.length > most ? t.andMorePeople(names, people.length - most) : names);
}

/** Behind the name of who is there and will not answer. */
function absence({ away }: UserView, lang: Lang): string {
  const t = lineSentences[lang];
  if (away === null) return '';
  return t.because(away === '' ? sessionSentences[lang].notConnected : t.isAway);
}

/** A line for each room, busiest first. */
export function roomsLines(rooms: readonly RoomView[], lang: Lang): string[] {
  const t = lineSentences[lang];
  const busiest = rooms.toSorted((one, other) => other.members.size - one.members.size).slice(0, ROOMS_SHOWN);
  const lines = busiest.map(({ name, members, topic }) => t.roomLine(name, members.size, topic?.text ?? null));
  const more = rooms.length - busiest.length;
  return [t.rooms, ...lines, ...(more === 0 ? [] : [t.andMoreRooms(more)])];
}

/** Who is kept out of a room, or silent in it; with the name of who was banned by it. */
export function bansLines(room: string, bans: readonly RoomMask[], lang: Lang): string[] {
  const t = banSentences[lang];
  if (bans.length === 0) return [t.nobodyFrom(room)];
  const lines = bans.map((ban) => {
    const mask = whom(ban.mask, lang);
    return banLine(ban, ban.name === null || ban.name === mask ? mask : t.named(ban.name, mask), lang);
  });
  return [t.bannedFrom(room), ...lines];
}

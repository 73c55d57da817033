import { globMatches } from '../../chat/masks.ts';
import { fold } from '../../chat/names.ts';
import type { RoomView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { targetsIn } from '../targets.ts';
import { openedAt } from '../time.ts';
import { knownRoom } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** Some clients send this, to be sure that somebody wants all rooms. */
const SURELY = '-YES';

/** modern-irc "LIST message": the rooms that are named, or all that the client may know of, and fit all conditions. */
export const list: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<room>[,<room>]] [<condition>[,<condition>]]',
  help: {
    en: 'Lists rooms. Conditions: *name*, !*name*, >users, <users, C>minutes, T<minutes.',
    'zh-CN': '列出房间。条件：*名字*、!*名字*、>人数、<人数、C>分钟、T<分钟。',
  },
  run(client, { params }) {
    const { chat, host } = client;
    const words = params
      .slice(0, 2)
      .flatMap(targetsIn)
      .filter((word) => word !== SURELY);
    const names = words.filter((word) => word.startsWith('#') && !/[*?]/.test(word));
    const conditions = words.filter((word) => !names.includes(word)).map((word) => conditionOf(word, client));
    const rooms: Iterable<RoomView> =
      names.length > 0 ? names.flatMap((name) => knownRoom(client, name) ?? []) : chat.rooms;
    client.reply('RPL_LISTSTART', 'Channel');
    for (const room of rooms) {
      if (!chat.mayKnow(host.userId, room) || !conditions.every((fits) => fits(room))) continue;
      client.reply('RPL_LIST', room.name, String(room.members.size), room.topic?.text ?? '');
    }
    client.reply('RPL_LISTEND');
  },
};

type Condition = (room: RoomView) => boolean;

const MINUTE = 60_000;

/** modern-irc "ELIST": C and T by minutes, U by people, M and N by mask. */
function conditionOf(word: string, client: Client): Condition {
  const [, what = '', sign, number] = /^([CT]?)([<>])([0-9]{1,9})$/i.exec(word) ?? [];
  if (sign === undefined) {
    const pattern = fold(word.replace(/^!/, ''));
    return word.startsWith('!')
      ? (room) => !globMatches(pattern, fold(room.name))
      : (room) => globMatches(pattern, fold(room.name));
  }
  const limit = Number(number);
  const compare = (value: number): boolean => (sign === '<' ? value < limit : value > limit);
  const age = (at: number): number => (client.host.now() - at) / MINUTE;
  switch (what.toUpperCase()) {
    case 'C':
      return (room) => compare(age(openedAt(client, room)));
    case 'T':
      return (room) => room.topic !== null && compare(age(room.topic.at));
    default:
      return (room) => compare(room.members.size);
  }
}

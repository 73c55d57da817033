import { Glob } from '../../chat/glob.ts';
import { fold } from '../../chat/names.ts';
import { utf8Length } from '../../chat/text.ts';
import type { RoomView } from '../../chat/views.ts';
import { MOST_SEARCH_BYTES } from '../../limits.ts';
import type { Client } from '../client.ts';
import { answerRefusal } from '../refusals.ts';
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
    const written = words.filter((word) => !names.includes(word));
    if (utf8Length(written.join(',')) > MOST_SEARCH_BYTES) {
      return answerRefusal(client, { why: 'too-long', limit: MOST_SEARCH_BYTES });
    }
    const conditions = written.map((word) => conditionOf(word, client));
    const rooms: Iterable<RoomView> =
      names.length > 0 ? names.flatMap((name) => knownRoom(client, name) ?? []) : chat.rooms;
    client.reply('RPL_LISTSTART', 'Channel');
    for (const room of rooms) {
      if (!chat.mayKnow(host.userId, room)) continue;
      const name = fold(room.name);
      if (!conditions.every((fits) => fits(room, name))) continue;
      client.reply('RPL_LIST', room.name, String(room.members.size), room.topic?.text ?? '');
    }
    client.reply('RPL_LISTEND');
  },
};

/** `name` is the room's under `fold`: it costs as much as the comparison. */
type Condition = (room: RoomView, name: string) => boolean;

const MINUTE = 60_000;

/** modern-irc "ELIST": C and T by minutes, U by people, M and N by mask. */
function conditionOf(word: string, client: Client): Condition {
  const [, what = '', sign, number] = /^([CT]?)([<>])([0-9]{1,9})$/i.exec(word) ?? [];
  if (sign === undefined) {
    const isWanted = !word.startsWith('!');
    const glob = new Glob(fold(word.replace(/^!/, '')));
    return (_, name) => glob.matches(name) === isWanted;
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

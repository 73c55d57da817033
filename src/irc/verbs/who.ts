import type { Person } from '../../chat/event.ts';
import { Glob } from '../../chat/glob.ts';
import { fold } from '../../chat/names.ts';
import { utf8Length } from '../../chat/text.ts';
import type { RoomView, UserView } from '../../chat/views.ts';
import { MOST_SEARCH_BYTES } from '../../limits.ts';
import type { Client } from '../client.ts';
import { answerRefusal } from '../refusals.ts';
import { hostPart, realnamePart, userPart } from '../userhost.ts';
import { knownRoom, membersSeen, roomsSeen } from '../visibility.ts';
import { type Found, sendFields, sendWho } from '../who-reply.ts';
import type { Verb } from './verb.ts';

/** `o%tna,42`: flags, and behind the sign the fields and the token of WHOX. */
const OPTIONS = /^([^%]*)(?:%([^,]*)(?:,([0-9]{1,3})$)?)?/;

/** modern-irc "WHO message"; IRCv3 whox: a room, a name, or a mask of names, addresses and real names; `o`: operators only. */
export const who: Verb = {
  when: 'entered',
  least: 0,
  usage: '<mask> [<options>]',
  help: {
    en: 'Lists people: of a room, of a name, or that fit a mask.',
    'zh-CN': '列出房间里的、叫某名的或符合掩码的人。',
  },
  run(client, { params: [mask = '*', options = ''] }) {
    const [, flags = '', fields, token] = OPTIONS.exec(options) ?? [];
    for (const found of findAll(client, mask)) {
      if (flags.includes('o') && !found.user.person.operator) continue;
      if (fields === undefined) sendWho(client, found);
      else sendFields(client, found, fields, token ?? '0');
    }
    client.reply('RPL_ENDOFWHO', mask);
  },
};

function findAll(client: Client, mask: string): Found[] {
  if (mask.startsWith('#')) {
    const room = knownRoom(client, mask);
    return room === undefined ? [] : membersSeen(client, room).map(({ user }) => ({ user, room }));
  }
  const named = client.chat.userNamed(mask);
  const users = named === undefined ? findFitting(client, mask) : [named];
  return users.map((user) => ({ user, room: roomInCommon(client, user) }));
}

function findFitting(client: Client, mask: string): UserView[] {
  const { chat, host } = client;
  if (utf8Length(mask) > MOST_SEARCH_BYTES) {
    answerRefusal(client, { why: 'too-long', limit: MOST_SEARCH_BYTES });
    return [];
  }
  const glob = new Glob(fold(mask === '0' ? '*' : mask));
  return [...chat.users.values()].filter(
    (user) => searched(user.person).some((value) => glob.matches(value)) && chat.maySee(host.userId, user),
  );
}

const searchedOf = new WeakMap<Person, readonly string[]>();

/** What a mask is compared with. Made once for each person: everybody's is needed at every search. */
function searched(person: Person): readonly string[] {
  const known = searchedOf.get(person);
  if (known !== undefined) return known;
  const values = [person.name, userPart(person), hostPart(person), realnamePart(person)].map(fold);
  searchedOf.set(person, values);
  return values;
}

/** A room of that user that the client may know of: one they share, if there is one. */
function roomInCommon(client: Client, user: UserView): RoomView | null {
  const rooms = roomsSeen(client, user);
  return rooms.find((room) => room.members.has(client.host.userId)) ?? rooms[0] ?? null;
}

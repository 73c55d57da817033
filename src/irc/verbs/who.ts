import { globMatches } from '../../chat/masks.ts';
import { fold } from '../../chat/names.ts';
import type { MemberView, RoomView, UserView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { signsOf } from '../modes.ts';
import { hostPart, userPart } from '../userhost.ts';
import { knownRoom } from '../visibility.ts';
import type { Verb } from './verb.ts';

interface Found {
  readonly user: UserView;
  /** Through which room the client found it, if any. */
  readonly room: RoomView | null;
}

/** modern-irc "WHO message": a room, a name, or a mask of names, addresses and real names; `o` for operators only. */
export const who: Verb = {
  when: 'entered',
  least: 0,
  run(client, { params: [mask = '*', options = ''] }) {
    const onlyOperators = options === 'o';
    for (const { user, room } of found(client, mask)) {
      if (!onlyOperators || user.person.operator) sendWho(client, user, room);
    }
    client.reply('RPL_ENDOFWHO', mask);
  },
};

function found(client: Client, mask: string): Found[] {
  const { chat, host } = client;
  if (mask.startsWith('#')) {
    const room = knownRoom(client, mask);
    const members: MemberView[] = room === undefined ? [] : [...room.members.values()];
    return members.flatMap(({ user }) =>
      room !== undefined && chat.maySee(host.userId, user) ? [{ user, room }] : [],
    );
  }
  const named = chat.userNamed(mask);
  const pattern = fold(mask === '0' ? '*' : mask);
  const users =
    named === undefined
      ? [...chat.users.values()].filter((user) => chat.maySee(host.userId, user) && fits(user, pattern))
      : [named];
  return users.map((user) => ({ user, room: roomInCommon(client, user) }));
}

function fits({ person }: UserView, pattern: string): boolean {
  const values = [person.name, userPart(person), hostPart(person), person.realname];
  return values.some((value) => globMatches(pattern, fold(value)));
}

/** A room of that user that the client may know of: one they share, if there is one. */
function roomInCommon(client: Client, user: UserView): RoomView | null {
  const rooms = [...user.rooms].filter((room) => client.chat.mayKnow(client.host.userId, room));
  const shared = rooms.find((room) => room.members.has(client.host.userId));
  return shared ?? (user.invisible ? null : (rooms[0] ?? null));
}

/** RPL_WHOREPLY: here or gone, operator, signs (IRCv3 multi-prefix). */
function sendWho(client: Client, user: UserView, room: RoomView | null): void {
  const { person, away, id } = user;
  const roles = room?.members.get(id)?.roles ?? new Set();
  const signs = signsOf(roles, client.caps.has('multi-prefix') ? 'all' : 'highest');
  const flags = `${away === null ? 'H' : 'G'}${person.operator ? '*' : ''}${signs}`;
  const where = [room?.name ?? '*', userPart(person), hostPart(person), client.server];
  client.reply('RPL_WHOREPLY', ...where, person.name, flags, `0 ${person.realname}`);
}

import type { RoomView, UserView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { signsFor } from '../modes.ts';
import { targetsIn } from '../targets.ts';
import { sourceOf } from '../userhost.ts';
import { knownRoom, membersSeen } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "NAMES message" */
export const names: Verb = {
  when: 'entered',
  least: 0,
  usage: '<room>[,<room>]',
  help: { en: 'Lists who is in a room.', 'zh-CN': '列出房间里的人。' },
  run(client, { params: [list = ''] }) {
    const targets = targetsIn(list);
    if (targets.length === 0) return client.reply('RPL_ENDOFNAMES', '*');
    for (const name of targets) {
      const room = knownRoom(client, name);
      if (room === undefined) client.reply('RPL_ENDOFNAMES', name);
      else sendNames(client, room);
    }
  },
};

/** RPL_NAMREPLY and RPL_ENDOFNAMES; IRCv3 multi-prefix, userhost-in-names. */
export function sendNames(client: Client, room: RoomView): void {
  const { caps } = client;
  const nameOf = ({ person }: UserView): string => (caps.has('userhost-in-names') ? sourceOf(person) : person.name);
  const words = membersSeen(client, room).map(({ user, roles }) => signsFor(caps, roles) + nameOf(user));
  const symbol = room.flags.has('secret') ? '@' : '=';
  if (words.length > 0) client.replyList('RPL_NAMREPLY', [symbol, room.name], words);
  client.reply('RPL_ENDOFNAMES', room.name);
}

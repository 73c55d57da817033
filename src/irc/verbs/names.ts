import type { RoomView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { signsOf } from '../modes.ts';
import { targetsIn } from '../targets.ts';
import { sourceOf } from '../userhost.ts';
import { knownRoom } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "NAMES message" */
export const names: Verb = {
  when: 'entered',
  least: 0,
  usage: '<channel>[,<channel>]',
  help: { en: 'Lists who is in a channel.', 'zh-CN': '列出频道里的人。' },
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
  const { chat, host } = client;
  const show = client.caps.has('multi-prefix') ? 'all' : 'highest';
  const members = [...room.members.values()].filter(({ user }) => chat.maySee(host.userId, user));
  const isLong = client.caps.has('userhost-in-names');
  const words = members.map(({ user, roles }) => {
    return `${signsOf(roles, show)}${isLong ? sourceOf(user.person) : user.person.name}`;
  });
  const symbol = room.flags.has('secret') ? '@' : '=';
  if (words.length > 0) client.replyList('RPL_NAMREPLY', [symbol, room.name], words);
  client.reply('RPL_ENDOFNAMES', room.name);
}

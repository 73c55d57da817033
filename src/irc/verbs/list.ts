import type { RoomView } from '../../chat/views.ts';
import { targetsIn } from '../targets.ts';
import { knownRoom } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "LIST message": the rooms that are named, or all that the client may know of. */
export const list: Verb = {
  when: 'entered',
  least: 0,
  run(client, { params: [names = ''] }) {
    const { chat, host } = client;
    const rooms: Iterable<RoomView> = names.startsWith('#')
      ? targetsIn(names).flatMap((name) => knownRoom(client, name) ?? [])
      : chat.rooms;
    client.reply('RPL_LISTSTART', 'Channel');
    for (const room of rooms) {
      if (!chat.mayKnow(host.userId, room)) continue;
      client.reply('RPL_LIST', room.name, String(room.members.size), room.topic?.text ?? '');
    }
    client.reply('RPL_LISTEND');
  },
};

import { TARGMAX, targetsIn } from '../targets.ts';
import type { Verb } from './verb.ts';

/** modern-irc "KICK message": several users of one room; more than TARGMAX are left out silently. */
export const kick: Verb = {
  when: 'entered',
  least: 2,
  usage: '<room> <nick>[,<nick>] [<reason>]',
  help: { en: 'Puts people out of a room.', 'zh-CN': '把人请出房间。' },
  run(client, { verb, params: [room = '', users = '', text = ''] }) {
    const names = targetsIn(users).slice(0, TARGMAX.KICK ?? undefined);
    if (names.length === 0) return client.reply('ERR_NEEDMOREPARAMS', verb);
    client.submit({ kind: 'kick', user: client.host.userId, room, names, text });
  },
};

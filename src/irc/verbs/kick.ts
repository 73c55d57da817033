import { TARGMAX, targetsIn } from '../targets.ts';
import type { Verb } from './verb.ts';

/** modern-irc "KICK message": several users of one room; more than TARGMAX are left out silently. */
export const kick: Verb = {
  when: 'entered',
  least: 2,
  usage: '<channel> <nick>[,<nick>] [<reason>]',
  help: { en: 'Puts people out of a channel.', 'zh-CN': '把人请出频道。' },
  run(client, { params: [room = '', users = '', text = ''] }) {
    for (const name of targetsIn(users).slice(0, TARGMAX.KICK ?? undefined)) {
      client.submit({ kind: 'kick', user: client.host.userId, room, name, text });
    }
  },
};

import { targetsIn } from '../targets.ts';
import type { Verb } from './verb.ts';

/** modern-irc "PART message" */
export const part: Verb = {
  when: 'entered',
  least: 1,
  usage: '<room>[,<room>] [<reason>]',
  help: { en: 'Leaves rooms.', 'zh-CN': '离开房间。' },
  run(client, { verb, params: [list = '', text = ''] }) {
    const rooms = targetsIn(list);
    if (rooms.length === 0) return client.reply('ERR_NEEDMOREPARAMS', verb);
    for (const room of rooms) client.submit({ kind: 'part', user: client.host.userId, room, text });
  },
};

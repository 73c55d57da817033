import { targetsIn } from '../targets.ts';
import type { Verb } from './verb.ts';

/** modern-irc "PART message" */
export const part: Verb = {
  when: 'entered',
  least: 1,
  usage: '<channel>[,<channel>] [<reason>]',
  help: { en: 'Leaves channels.', 'zh-CN': '离开频道。' },
  run(client, { params: [rooms = '', text = ''] }) {
    for (const room of targetsIn(rooms)) client.submit({ kind: 'part', user: client.host.userId, room, text });
  },
};

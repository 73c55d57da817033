import { isForThisServer } from '../server-name.ts';
import { seconds } from '../time.ts';
import type { Verb } from './verb.ts';

/** modern-irc "TIME message" */
export const time: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<server>]',
  help: { en: 'Tells what time it is at the server.', 'zh-CN': '查询服务器的时间。' },
  run(client, { params: [server] }) {
    if (!isForThisServer(client, server)) return;
    const now = client.host.now();
    client.reply('RPL_TIME', client.server, seconds(now), '0', new Date(now).toISOString());
  },
};

import { isForThisServer } from '../server-name.ts';
import type { Verb } from './verb.ts';

/** modern-irc "INFO message" */
export const info: Verb = {
  when: 'entered',
  least: 0,
  usage: '',
  help: { en: 'Tells about this server.', 'zh-CN': '介绍本服务器。' },
  run(client, { params: [server] }) {
    if (!isForThisServer(client, server)) return;
    const { rules, text } = client;
    const started = text.started(new Date(rules.startedAt).toISOString());
    for (const line of [`Chaguan ${rules.version}`, text.serverInfo, started]) client.reply('RPL_INFO', line);
    client.reply('RPL_ENDOFINFO');
  },
};

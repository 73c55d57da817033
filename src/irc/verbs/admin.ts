import { isForThisServer } from '../server-name.ts';
import type { Verb } from './verb.ts';

/** modern-irc "ADMIN message": there is nothing to tell but that an operator can be asked. */
export const admin: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<server>]',
  help: { en: 'Tells whom to ask about this server.', 'zh-CN': '查询谁管理本服务器。' },
  run(client, { params: [server] }) {
    if (isForThisServer(client, server)) client.reply('ERR_NOADMININFO', client.server);
  },
};

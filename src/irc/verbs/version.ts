import { isForThisServer } from '../server-name.ts';
import { sendIsupport, softwareName } from '../welcome.ts';
import type { Verb } from './verb.ts';

/** modern-irc "VERSION message" */
export const version: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<server>]',
  help: { en: 'Tells which program and version this server runs.', 'zh-CN': '查询服务器的程序和版本。' },
  run(client, { params: [server] }) {
    if (!isForThisServer(client, server)) return;
    client.reply('RPL_VERSION', softwareName(client.rules.version), client.server, client.text.serverInfo);
    sendIsupport(client);
  },
};

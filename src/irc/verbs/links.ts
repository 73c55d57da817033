import type { Verb } from './verb.ts';

/** modern-irc "LINKS message": one server, linked with itself. */
export const links: Verb = {
  when: 'entered',
  least: 0,
  usage: '',
  help: { en: 'Lists the servers of this network.', 'zh-CN': '列出本网络的服务器。' },
  run(client) {
    client.reply('RPL_LINKS', client.server, client.server, `0 ${client.text.serverInfo}`);
    client.reply('RPL_ENDOFLINKS', '*');
  },
};

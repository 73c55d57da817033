import { fold } from '../../chat/names.ts';
import type { Verb } from './verb.ts';

/** modern-irc "KILL message" */
export const kill: Verb = {
  when: 'entered',
  least: 2,
  usage: '<nick> <reason>',
  help: { en: 'Sends somebody away from the server. For operators.', 'zh-CN': '让某人断开连接。仅限掌柜。' },
  run(client, { verb, params: [name = '', text = ''] }) {
    if (text === '') return client.reply('ERR_NEEDMOREPARAMS', verb);
    const { self, server, host } = client;
    if (self?.person.operator && fold(name) === fold(server)) {
      return client.reply('ERR_CANTKILLSERVER', client.text.cannotKillServer);
    }
    client.submit({ kind: 'expel', user: host.userId, name, text });
  },
};

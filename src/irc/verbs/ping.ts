import type { Verb } from './verb.ts';

/** modern-irc "PING message" */
export const ping: Verb = {
  when: 'always',
  least: 1,
  usage: '<token>',
  help: { en: 'Asks for an answer, to see that the connection works.', 'zh-CN': '请求应答，看看连接是否正常。' },
  run(client, { params: [token = ''] }) {
    if (token === '') client.reply('ERR_NOORIGIN');
    else client.say('PONG', [client.server, token]);
  },
};

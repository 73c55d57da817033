import type { Verb } from './verb.ts';

/** modern-irc "WALLOPS message" */
export const wallops: Verb = {
  when: 'entered',
  least: 1,
  usage: '<text>',
  help: {
    en: 'Tells something to everybody who has mode +w. For operators.',
    'zh-CN': '告诉所有设了 +w 的人。仅限掌柜。',
  },
  run(client, { verb, params: [text = ''] }) {
    if (text === '') return client.reply('ERR_NEEDMOREPARAMS', verb);
    client.submit({ kind: 'wallops', user: client.host.userId, text });
  },
};

import type { Verb } from './verb.ts';

/** modern-irc "QUIT message": answered with ERROR, which is the farewell. */
export const quit: Verb = {
  when: 'always',
  least: 0,
  usage: '[<reason>]',
  help: { en: 'Leaves the server.', 'zh-CN': '离开服务器。' },
  run: (client, { params: [text = ''] }) => client.close('left', text),
};

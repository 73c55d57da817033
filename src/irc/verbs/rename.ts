import type { Verb } from './verb.ts';

/** IRCv3 channel-rename "Messages" */
export const rename: Verb = {
  when: 'entered',
  least: 2,
  usage: '<channel> <channel> [<reason>]',
  help: { en: 'Gives a channel another name.', 'zh-CN': '给频道改名。' },
  run(client, { params: [room = '', name = '', text = ''] }) {
    client.submit({ kind: 'rename-room', user: client.host.userId, room, name, text });
  },
};

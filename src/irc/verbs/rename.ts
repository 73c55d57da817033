import type { Verb } from './verb.ts';

/** IRCv3 channel-rename "Messages" */
export const rename: Verb = {
  when: 'entered',
  least: 2,
  usage: '<room> <name> [<reason>]',
  help: { en: 'Gives a room another name.', 'zh-CN': '给房间改名。' },
  run(client, { params: [room = '', name = '', text = ''] }) {
    client.submit({ kind: 'rename-room', user: client.host.userId, room, name, text });
  },
};

import type { Verb } from './verb.ts';

/** modern-irc "JOIN message"; `JOIN 0` leaves all rooms. */
export const join: Verb = {
  when: 'entered',
  least: 1,
  usage: '<room>[,<room>] [<key>[,<key>]] | 0',
  help: { en: 'Goes into rooms; 0 leaves all of them.', 'zh-CN': '进入房间；0 表示离开所有房间。' },
  run(client, { verb, params: [list = '', keyList = ''] }) {
    const user = client.host.userId;
    if (list === '0') {
      const inside = [...(client.self?.rooms ?? [])].map((room) => room.name);
      for (const room of inside) client.submit({ kind: 'part', user, room, text: '' });
      return;
    }
    const rooms = list.split(',');
    if (rooms.every((room) => room === '')) return client.reply('ERR_NEEDMOREPARAMS', verb);
    const keys = keyList.split(',');
    rooms.forEach((room, index) => {
      if (room !== '') client.submit({ kind: 'join', user, room, key: keys[index] ?? '' });
    });
  },
};

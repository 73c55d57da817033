import type { Verb } from './verb.ts';

/** modern-irc "JOIN message"; `JOIN 0` leaves all rooms. */
export const join: Verb = {
  when: 'entered',
  least: 1,
  usage: '<channel>[,<channel>] [<key>[,<key>]] | 0',
  help: { en: 'Goes into channels; 0 leaves all of them.', 'zh-CN': '进入频道；0 表示离开所有频道。' },
  run(client, { params: [rooms = '', keyList = ''] }) {
    const user = client.host.userId;
    if (rooms === '0') {
      const inside = [...(client.self?.rooms ?? [])].map((room) => room.name);
      for (const room of inside) client.submit({ kind: 'part', user, room, text: '' });
      return;
    }
    const keys = keyList.split(',');
    rooms.split(',').forEach((room, index) => {
      if (room !== '') client.submit({ kind: 'join', user, room, key: keys[index] ?? '' });
    });
  },
};

import type { RoomView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { answerRefusal } from '../refusals.ts';
import { seconds } from '../time.ts';
import { knownRoom } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "TOPIC message" */
export const topic: Verb = {
  when: 'entered',
  least: 1,
  usage: '<room> [<topic>]',
  help: { en: 'Shows or sets the topic of a room.', 'zh-CN': '查看或设置房间的话题。' },
  run(client, { params: [name = '', text] }) {
    if (text !== undefined) return client.submit({ kind: 'topic', user: client.host.userId, room: name, text });
    const room = knownRoom(client, name);
    if (room === undefined) answerRefusal(client, { why: 'no-such-room', room: name });
    else sendTopic(client, room);
  },
};

/** RPL_TOPIC and RPL_TOPICWHOTIME, or RPL_NOTOPIC. */
export function sendTopic(client: Client, room: RoomView): void {
  if (room.topic === null) return client.reply('RPL_NOTOPIC', room.name);
  const { text, by, at } = room.topic;
  client.reply('RPL_TOPIC', room.name, text);
  client.reply('RPL_TOPICWHOTIME', room.name, by, seconds(at));
}

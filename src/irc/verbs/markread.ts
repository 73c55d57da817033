import { roomNameFlaw, userNameFlaw } from '../../chat/names.ts';
import type { Client } from '../client.ts';
import { readStamp } from '../events.ts';
import { timeIn } from '../time.ts';
import type { Verb } from './verb.ts';

const STAMP = /^timestamp=/;

/** IRCv3 read-marker "MARKREAD Command": with a time it moves the marker, without one it asks for it. */
export const markread: Verb = {
  when: 'entered',
  least: 0,
  usage: '<target> [timestamp=<time>]',
  help: {
    en: 'Keeps until when you have read a conversation, or asks for it.',
    'zh-CN': '记下某个对话读到了哪里，或查询它。',
  },
  run(client, { params: [target = '', stamp] }) {
    if (target === '') return client.fail('NEED_MORE_PARAMS', [], client.text.missing);
    if (!isName(client, target)) return client.fail('INVALID_PARAMS', [target], client.text.badTarget);
    if (stamp === undefined) return sendMarker(client, target);
    const at = STAMP.test(stamp) ? timeIn(stamp.replace(STAMP, '')) : null;
    if (at === null) return client.fail('INVALID_PARAMS', [target, stamp], client.text.badTime);
    client.submit({ kind: 'mark-read', user: client.host.userId, target, at });
  },
};

/** Whether a room or a user can be called so. */
function isName(client: Client, target: string): boolean {
  const { roomNameLength, nameLength } = client.rules.limits;
  const isRoom = target.startsWith('#');
  return (isRoom ? roomNameFlaw(target, roomNameLength) : userNameFlaw(target, nameLength)) === null;
}

/** "If there is no known last message read timestamp, the `timestamp` parameter is a literal `*`." */
export function sendMarker(client: Client, target: string): void {
  const { self, chat } = client;
  const read = self === undefined ? null : chat.readUntil(self, target);
  client.say('MARKREAD', [target, readStamp(read)]);
}

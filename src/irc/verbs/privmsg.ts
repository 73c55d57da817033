import { sayToEach } from '../saying.ts';
import type { Verb } from './verb.ts';

const ACTION = /^\x01ACTION ([^\x01]*)\x01?$/;

/**
 * modern-irc "PRIVMSG message"; CTCP "ACTION". Other CTCP requests are for the other client and pass as they are. That nobody is
 * there is told before that there is no text.
 */
export const privmsg: Verb = {
  when: 'entered',
  least: 0,
  usage: '<target>[,<target>] <text>',
  help: { en: 'Says something to people or rooms.', 'zh-CN': '对人或房间说话。' },
  run(client, message) {
    const [, text = ''] = message.params;
    const action = ACTION.exec(text)?.[1];
    if (action === undefined) sayToEach(client, message, text, 'message');
    else sayToEach(client, message, action, 'action');
  },
};

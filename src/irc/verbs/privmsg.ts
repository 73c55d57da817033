import { answerRefusal } from '../refusals.ts';
import { sayToEach } from '../saying.ts';
import type { Verb } from './verb.ts';

const ACTION = /^\x01ACTION ([^\x01]*)\x01?$/;

/** modern-irc "PRIVMSG message"; CTCP "ACTION". Other CTCP requests are for the other client and pass as they are. */
export const privmsg: Verb = {
  when: 'entered',
  least: 0,
  usage: '<target>[,<target>] <text>',
  help: { en: 'Says something to people or channels.', 'zh-CN': '对人或频道说话。' },
  run(client, message) {
    const [list = '', text = ''] = message.params;
    if (list === '') return client.reply('ERR_NORECIPIENT', client.text.noRecipient('PRIVMSG'));
    if (text === '') return answerRefusal(client, { why: 'nothing-said' });
    const action = ACTION.exec(text)?.[1];
    if (action === undefined) sayToEach(client, message, text, 'message');
    else sayToEach(client, message, action, 'action');
  },
};

import { sayToEach } from '../saying.ts';
import type { Verb } from './verb.ts';

/** IRCv3 message-tags "The TAGMSG tag-only message" */
export const tagmsg: Verb = {
  when: 'entered',
  least: 1,
  usage: '<target>[,<target>]',
  help: { en: 'Sends only tags: that you are typing, a reaction.', 'zh-CN': '只发标签：正在输入、表情回应等。' },
  run: (client, message) => sayToEach(client, message, '', 'tags'),
};

import { sayToEach } from '../saying.ts';
import type { Verb } from './verb.ts';

/** modern-irc "NOTICE message": never answered, not even with an error. */
export const notice: Verb = {
  when: 'entered',
  least: 0,
  usage: '<target>[,<target>] <text>',
  help: { en: 'Sends a message that nobody answers by itself.', 'zh-CN': '发一条不会被自动回复的消息。' },
  run(client, message) {
    const [, text = ''] = message.params;
    sayToEach(client, message, text, 'notice');
  },
};

import { sayToEach } from '../saying.ts';
import type { Verb } from './verb.ts';

/** modern-irc "NOTICE message": never answered, not even with an error. */
export const notice: Verb = {
  when: 'entered',
  least: 0,
  run(client, message) {
    const [, text = ''] = message.params;
    sayToEach(client, message, text, 'notice');
  },
};

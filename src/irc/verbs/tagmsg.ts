import { sayToEach } from '../saying.ts';
import type { Verb } from './verb.ts';

/** IRCv3 message-tags "The TAGMSG tag-only message" */
export const tagmsg: Verb = {
  when: 'entered',
  least: 1,
  run: (client, message) => sayToEach(client, message, '', 'tags'),
};

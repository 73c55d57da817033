import { askService } from '../service-requests.ts';
import type { Verb } from './verb.ts';

/** No specification has it: what many servers understand, and some clients send, instead of PRIVMSG to NickServ. */
export const ns: Verb = {
  when: 'entered',
  least: 0,
  usage: '<text>',
  help: { en: 'Says something to NickServ.', 'zh-CN': '对 NickServ 说话。' },
  run(client, { params }) {
    askService(client, 'NickServ', params.join(' '));
  },
};

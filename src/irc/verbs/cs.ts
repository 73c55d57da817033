import { askService } from '../service-requests.ts';
import type { Verb } from './verb.ts';

/** No specification has it: what many servers understand instead of PRIVMSG to ChanServ. */
export const cs: Verb = {
  when: 'entered',
  least: 0,
  usage: '<text>',
  help: { en: 'Says something to ChanServ.', 'zh-CN': '对 ChanServ 说话。' },
  run(client, { params }) {
    askService(client, 'ChanServ', params.join(' '));
  },
};

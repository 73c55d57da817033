import { askPlayback, isPlayback } from '../playback.ts';
import { answerRefusal } from '../refusals.ts';
import type { Verb } from './verb.ts';

/** What clients of the bouncer ZNC send instead of PRIVMSG to one of its modules (https://wiki.znc.in/Playback). */
export const znc: Verb = {
  when: 'entered',
  least: 1,
  usage: '*playback PLAY <rooms or nicks> [<from>] [<to>] | *playback LIST',
  help: { en: 'Plays what was said before, as ZNC does.', 'zh-CN': '像 ZNC 那样重放以前的消息。' },
  run(client, { params: [module = '', ...words] }) {
    if (isPlayback(module)) askPlayback(client, words.join(' '));
    else answerRefusal(client, { why: 'no-such-user', name: module });
  },
};

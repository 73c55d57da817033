import { whoIn } from './kline.ts';
import type { Verb } from './verb.ts';

/** Ends what KLINE, or `/ban` at the console, has begun. */
export const unkline: Verb = {
  when: 'entered',
  least: 1,
  usage: '<number or nick or account or address or network>',
  help: {
    en: 'Lets somebody into the server again; STATS k lists the bans. For operators.',
    'zh-CN': '解除封禁；STATS k 列出所有封禁。仅限掌柜。',
  },
  run(client, { params: [who = ''] }) {
    client.submit({ kind: 'unban', user: client.host.userId, who: whoIn(who) });
  },
};

import { USERLEN } from '../isupport.ts';
import { answerRefusal } from '../refusals.ts';
import type { Verb } from './verb.ts';

/** What others see instead of somebody's user name and address (IRCv3 chghost says how they are told). USERLEN stays true. */
export const chghost: Verb = {
  when: 'entered',
  least: 3,
  usage: '<nick> <username> <host>',
  help: {
    en: 'Changes what is shown as somebody’s address. For operators.',
    'zh-CN': '更改某人对外显示的地址。仅限掌柜。',
  },
  run(client, { params: [name = '', username = '', host = ''] }) {
    if (username.length > USERLEN) return answerRefusal(client, { why: 'host-invalid', host: username });
    client.submit({ kind: 'change-host', user: client.host.userId, name, username, host });
  },
};

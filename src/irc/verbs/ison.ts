import type { Verb } from './verb.ts';

/** RFC 2812 4.9 "Ison message" */
export const ison: Verb = {
  when: 'entered',
  least: 1,
  usage: '<nick> [<nick> ...]',
  help: { en: 'Tells which of these people are here.', 'zh-CN': '查询这些人谁在这里。' },
  run(client, { params }) {
    const wanted = params.flatMap((param) => param.split(' ')).filter((name) => name !== '');
    const here = wanted.flatMap((name) => client.chat.userNamed(name)?.person.name ?? []);
    client.replyList('RPL_ISON', [], here);
  },
};

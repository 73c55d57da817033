import type { Verb } from './verb.ts';

/** RFC 2812 4.9 "Ison message" */
export const ison: Verb = {
  when: 'entered',
  least: 1,
  run(client, { params }) {
    const wanted = params.flatMap((param) => param.split(' ')).filter((name) => name !== '');
    const here = wanted.flatMap((name) => client.chat.userNamed(name)?.person.name ?? []);
    client.replyList('RPL_ISON', [], here);
  },
};

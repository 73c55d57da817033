import { hostPart, userPart } from '../userhost.ts';
import type { Verb } from './verb.ts';

/** "The USERHOST command takes up to five nicknames" */
const AT_ONCE = 5;

/** modern-irc "USERHOST message" */
export const userhost: Verb = {
  when: 'entered',
  least: 1,
  usage: '<nick> [<nick> ...]',
  help: { en: 'Tells the addresses of people.', 'zh-CN': '查询几个人的地址。' },
  run(client, { params }) {
    const replies = params.slice(0, AT_ONCE).flatMap((name) => {
      const found = client.chat.userNamed(name);
      if (found === undefined) return [];
      const { person, away } = found;
      const operator = person.operator ? '*' : '';
      return [`${person.name}${operator}=${away === null ? '+' : '-'}${userPart(person)}@${hostPart(person)}`];
    });
    client.replyList('RPL_USERHOST', [], replies);
  },
};

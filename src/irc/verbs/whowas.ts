import { hostPart, realnamePart, userPart } from '../userhost.ts';
import type { Verb } from './verb.ts';

/** modern-irc "WHOWAS message": the latest first. */
export const whowas: Verb = {
  when: 'entered',
  least: 0,
  usage: '<nick> [<count>]',
  help: { en: 'Tells who had a name before.', 'zh-CN': '查询以前谁用过某个名字。' },
  run(client, { params: [name = '', count = ''] }) {
    if (name === '') return client.reply('ERR_NONICKNAMEGIVEN');
    const past = client.chat.pastNamed(name);
    // "If given, `<count>` SHOULD be a positive number. Otherwise, a full search is done."
    const most = /^[0-9]+$/.test(count) && Number(count) > 0 ? Number(count) : past.length;
    if (past.length === 0) client.reply('ERR_WASNOSUCHNICK', name);
    for (const { person, at } of past.slice(0, most)) {
      client.reply('RPL_WHOWASUSER', person.name, userPart(person), hostPart(person), '*', realnamePart(person));
      if (person.account !== null) client.reply('RPL_WHOISACCOUNT', person.name, person.account);
      client.reply('RPL_WHOISSERVER', person.name, client.server, new Date(at).toISOString());
    }
    client.reply('RPL_ENDOFWHOWAS', name);
  },
};

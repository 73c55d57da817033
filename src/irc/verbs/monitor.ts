import { userNameFlaw } from '../../chat/names.ts';
import type { Client } from '../client.ts';
import { sourceOf } from '../userhost.ts';
import type { Verb } from './verb.ts';

/** IRCv3 monitor "`MONITOR` Command". What is no name cannot be watched for, and is left out. */
export const monitor: Verb = {
  when: 'entered',
  least: 1,
  usage: '+ <nicks> | - <nicks> | C | L | S',
  help: { en: 'Tells you when people come and go.', 'zh-CN': '有人来去时通知你。' },
  run(client, { verb, params: [modifier = '', list = ''] }) {
    const user = client.host.userId;
    const names = list.split(',').filter((name) => name !== '');
    const monitored = [...(client.self?.monitored.values() ?? [])];
    switch (modifier.toUpperCase()) {
      case '+': {
        if (list === '') return client.reply('ERR_NEEDMOREPARAMS', verb);
        const { nameLength } = client.rules.limits;
        const add = names.filter((name) => userNameFlaw(name, nameLength) === null);
        return client.submit({ kind: 'monitor', user, add, remove: [] });
      }
      case '-':
        return client.submit({ kind: 'monitor', user, add: [], remove: names });
      case 'C':
        return client.submit({ kind: 'monitor', user, add: [], remove: 'all' });
      case 'L':
        if (monitored.length > 0) client.replyList('RPL_MONLIST', [], monitored, ',');
        return client.reply('RPL_ENDOFMONLIST');
      case 'S':
        return sendPresence(client, monitored);
      default:
        return client.reply('ERR_UNKNOWNERROR', verb, client.text.unknownSubcommand(modifier));
    }
  },
};

/** RPL_MONONLINE and RPL_MONOFFLINE for these names. */
export function sendPresence(client: Client, names: readonly string[]): void {
  const online: string[] = [];
  const offline: string[] = [];
  for (const name of names) {
    const user = client.chat.userNamed(name);
    if (user === undefined) offline.push(name);
    else online.push(sourceOf(user.person));
  }
  if (online.length > 0) client.replyList('RPL_MONONLINE', [], online, ',');
  if (offline.length > 0) client.replyList('RPL_MONOFFLINE', [], offline, ',');
}

import type { Client } from '../client.ts';
import type { Verb } from './verb.ts';

/** modern-irc "LUSERS message" */
export const lusers: Verb = {
  when: 'entered',
  least: 0,
  usage: '',
  help: { en: 'Tells how many are here.', 'zh-CN': '查询有多少人在这里。' },
  run: sendLusers,
};

export function sendLusers(client: Client): void {
  const { chat, rules, text } = client;
  // Who stays without a connection is no client.
  const users = [...chat.users.values()].filter(({ sessions }) => sessions.size > 0);
  const invisible = users.filter((user) => user.modes.has('invisible')).length;
  const operators = users.filter((user) => user.person.operator).length;
  client.reply('RPL_LUSERCLIENT', text.usersHere(users.length - invisible, invisible));
  if (operators > 0) client.reply('RPL_LUSEROP', String(operators));
  const newcomers = rules.newcomers();
  if (newcomers > 0) client.reply('RPL_LUSERUNKNOWN', String(newcomers));
  const rooms = [...chat.rooms].filter(({ members }) => members.size > 0).length;
  if (rooms > 0) client.reply('RPL_LUSERCHANNELS', String(rooms));
  client.reply('RPL_LUSERME', text.clientsHere(users.length));
  const most = chat.house.mostUsers;
  const numbers = [String(users.length), String(most)] as const;
  client.reply('RPL_LOCALUSERS', ...numbers, text.localUsers(users.length, most));
  client.reply('RPL_GLOBALUSERS', ...numbers, text.globalUsers(users.length, most));
}

import { fold } from '../../chat/names.ts';
import type { Client } from '../client.ts';
import type { Verb } from './verb.ts';

/** modern-irc "INVITE message": "Servers MAY allow the `INVITE` with no parameter". */
export const invite: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<nick> <room>]',
  help: {
    en: 'Asks somebody into a room; alone, lists where you are asked in.',
    'zh-CN': '邀请别人进房间；单独使用则列出邀请你的房间。',
  },
  run(client, { verb, params: [name, room] }) {
    if (name === undefined) return sendInvitations(client);
    if (room === undefined) return client.reply('ERR_NEEDMOREPARAMS', verb);
    client.submit({ kind: 'invite', user: client.host.userId, room, name });
  },
};

function sendInvitations(client: Client): void {
  const { self, chat } = client;
  const account = fold(self?.person.account ?? '');
  const rooms = [...chat.rooms].filter((room) => self?.invitedTo.has(room) || room.invitedAccounts.has(account));
  for (const { name } of rooms) client.reply('RPL_INVITELIST', name);
  client.reply('RPL_ENDOFINVITELIST');
}

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
  for (const room of client.self?.invitedTo ?? []) client.reply('RPL_INVITELIST', room.name);
  client.reply('RPL_ENDOFINVITELIST');
}

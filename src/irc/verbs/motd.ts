import { pieces } from '../../chat/text.ts';
import type { Client } from '../client.ts';
import { isForThisServer } from '../server-name.ts';
import type { Verb } from './verb.ts';

/** Bytes of one line; with the names before it, it fits. */
const LINE_BYTES = 300;

/** modern-irc "MOTD message" */
export const motd: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<server>]',
  help: { en: 'Shows the message of the day.', 'zh-CN': '显示今日公告。' },
  run(client, { params: [server] }) {
    if (isForThisServer(client, server)) sendMotd(client);
  },
};

export function sendMotd(client: Client): void {
  const { rules, text } = client;
  if (rules.motd.length === 0) return client.reply('ERR_NOMOTD');
  client.reply('RPL_MOTDSTART', `- ${text.motdOf(rules.serverName)} -`);
  for (const line of rules.motd) for (const piece of pieces(line, LINE_BYTES)) client.reply('RPL_MOTD', `- ${piece}`);
  client.reply('RPL_ENDOFMOTD');
}

import { pieces } from '../../chat/text.ts';
import type { Client } from '../client.ts';
import { BODY_BYTES } from '../decoder.ts';
import { formatMessage } from '../message.ts';
import { NUMERICS } from '../numerics.ts';
import { isForThisServer } from '../server-name.ts';
import type { Verb } from './verb.ts';

/** Bytes that are left for a line however long the names before it are. */
const LEAST_BYTES = 16;

/** modern-irc "MOTD message". A line that is too long goes on in the next one. */
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
  const head = formatMessage(NUMERICS.RPL_MOTD, [client.nick, '- '], client.server);
  const room = Math.max(BODY_BYTES - Buffer.byteLength(head), LEAST_BYTES);
  for (const piece of rules.motd.flatMap((line) => pieces(line, room))) client.reply('RPL_MOTD', `- ${piece}`);
  client.reply('RPL_ENDOFMOTD');
}

import type { Client } from '../client.ts';
import type { Verb } from './verb.ts';

/** modern-irc "MOTD message" */
export const motd: Verb = { when: 'entered', least: 0, run: sendMotd };

export function sendMotd(client: Client): void {
  const { rules, text } = client;
  if (rules.motd.length === 0) return client.reply('ERR_NOMOTD');
  client.reply('RPL_MOTDSTART', `- ${text.motdOf(rules.serverName)} -`);
  for (const line of rules.motd) client.reply('RPL_MOTD', `- ${line}`);
  client.reply('RPL_ENDOFMOTD');
}

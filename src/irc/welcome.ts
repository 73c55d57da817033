// The first lines for somebody who has just come in (modern-irc "Connection Registration").

import type { Client } from './client.ts';
import { isupportTokens, TOKENS_PER_LINE } from './isupport.ts';
import { CHANMODES, USER_MODES } from './modes.ts';
import { sendLusers } from './verbs/lusers.ts';
import { sendMotd } from './verbs/motd.ts';

export function welcome(client: Client): void {
  const { rules, text, server } = client;
  client.reply('RPL_WELCOME', text.welcome(rules.serverName, client.nick));
  client.reply('RPL_YOURHOST', text.yourHost(rules.serverName, rules.version));
  client.reply('RPL_CREATED', text.started(new Date(rules.startedAt).toISOString()));
  const [lists, always, whenSet, flags] = CHANMODES;
  const withParameter = `${lists}${always}${whenSet}ov`;
  const letters = [...`${withParameter}${flags}`].sort().join('');
  client.reply(
    'RPL_MYINFO',
    server,
    softwareName(rules.version),
    USER_MODES,
    letters,
    [...withParameter].sort().join(''),
  );
  sendIsupport(client);
  sendLusers(client);
  sendMotd(client);
}

/** modern-irc "RPL_ISUPPORT (005)" */
export function sendIsupport(client: Client): void {
  const tokens = isupportTokens(client.rules);
  for (let from = 0; from < tokens.length; from += TOKENS_PER_LINE) {
    client.reply('RPL_ISUPPORT', ...tokens.slice(from, from + TOKENS_PER_LINE), client.text.supported);
  }
}

/** `chaguan-1.2.3`: one word. */
export function softwareName(version: string): string {
  return `chaguan-${version}`;
}

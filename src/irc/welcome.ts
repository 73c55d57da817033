// The first lines for somebody who has just come in (modern-irc "Connection Registration").
import type { Client } from './client.ts';
import { BODY_BYTES } from './decoder.ts';
import { isupportTokens, TOKENS_PER_LINE } from './isupport.ts';
import { formatMessage } from './message.ts';
import { ALL_LETTERS, LETTERS_WITH_PARAMETER } from './modes.ts';
import { NUMERICS } from './numerics.ts';
import { USER_MODE_LETTERS } from './user-modes.ts';
import { sendLusers } from './verbs/lusers.ts';
import { sendOwn } from './verbs/metadata.ts';
import { sendMotd } from './verbs/motd.ts';
import { packWords } from './wire.ts';

export function welcome(client: Client): void {
  const { rules, text, server } = client;
  client.reply('RPL_WELCOME', text.welcome(rules.serverName, client.nick));
  client.reply('RPL_YOURHOST', text.yourHost(rules.serverName, rules.version));
  client.reply('RPL_CREATED', text.started(new Date(rules.startedAt).toISOString()));
  const software = softwareName(rules.version);
  client.reply('RPL_MYINFO', server, software, USER_MODE_LETTERS, ALL_LETTERS, LETTERS_WITH_PARAMETER);
  sendIsupport(client);
  sendLusers(client);
  if (client.caps.has('draft/metadata-2')) sendOwn(client);
  sendMotd(client);
}

/** modern-irc "RPL_ISUPPORT (005)"; in a batch for who asks for that (IRCv3 extended-isupport "`draft/isupport` batch"). */
export function sendIsupport(client: Client): void {
  if (client.caps.has('draft/extended-isupport')) client.batch('draft/isupport', [], () => sendTokens(client));
  else sendTokens(client);
}

function sendTokens(client: Client): void {
  const around = formatMessage(NUMERICS.RPL_ISUPPORT, [client.nick, client.text.supported], client.server);
  for (const fitting of packWords(isupportTokens(client.rules), BODY_BYTES - Buffer.byteLength(`${around} `))) {
    const tokens = fitting.split(' ');
    for (let from = 0; from < tokens.length; from += TOKENS_PER_LINE) {
      client.reply('RPL_ISUPPORT', ...tokens.slice(from, from + TOKENS_PER_LINE), client.text.supported);
    }
  }
}

/** `chaguan-1.2.3`: one word. */
export function softwareName(version: string): string {
  return `chaguan-${version}`;
}

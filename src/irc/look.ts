// What decides how an event looks to a session: its capabilities, the server's name and language.

import type { Event } from '../chat/event.ts';
import { cutToBytes } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import type { Capabilities } from './capabilities.ts';
import { NO_TAGS, type Tags } from './message.ts';

export interface Look {
  readonly caps: Capabilities;
  /** The source of what the server itself says. */
  readonly server: string;
  readonly lang: Lang;
}

/** The tags that the server puts on an event's line: when, by whose account, by a program (IRCv3 server-time, account-tag, bot-mode). */
export function eventTags({ at, who, kind }: Event, { caps }: Look): Tags {
  const tags = new Map<string, string>();
  if (caps.has('server-time')) tags.set('time', new Date(at).toISOString());
  // On ACCOUNT it would be the account that is only being told of.
  if (who.account !== null && caps.has('account-tag') && kind !== 'account-changed') tags.set('account', who.account);
  if (who.bot && caps.has('message-tags')) tags.set('bot', '');
  return tags.size === 0 ? NO_TAGS : tags;
}

/** Bytes of a server's name (RFC 2813 section 1.1). */
const SERVER_NAME_BYTES = 63;

/** The server's name as one word that can be a source. A dot tells it from somebody's name (modern-irc "Servers"). */
export function serverSource(name: string): string {
  const word = cutToBytes(name.replace(/[\s\p{C}!@:*]+/gu, '-'), SERVER_NAME_BYTES - '.irc'.length);
  return word.includes('.') ? word : `${word || 'chaguan'}.irc`;
}

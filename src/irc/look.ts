// What decides how an event looks to a session: its capabilities, the server's name and language.

import type { Event } from '../chat/event.ts';
import type { Lang } from '../i18n/language.ts';
import type { Capabilities } from './capabilities.ts';
import { NO_TAGS, type Tags } from './message.ts';

export interface Look {
  readonly caps: Capabilities;
  /** The source of what the server itself says. */
  readonly server: string;
  readonly lang: Lang;
}

/** The tags that the server puts on an event's line (IRCv3 server-time). */
export function timeTags(event: Event, look: Look): Tags {
  return look.caps.has('server-time') ? new Map([['time', new Date(event.at).toISOString()]]) : NO_TAGS;
}

/** Characters in a server's name (RFC 2813 section 1.1). */
const SERVER_NAME_LENGTH = 63;

/** The server's name as one word that can be a source. A dot tells it from somebody's name (modern-irc "Servers"). */
export function serverSource(name: string): string {
  const word = [...name.replace(/[\s\p{C}!@:*]+/gu, '-')].slice(0, SERVER_NAME_LENGTH - '.irc'.length).join('');
  return word.includes('.') ? word : `${word || 'chaguan'}.irc`;
}

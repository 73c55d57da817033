import type { Protocol } from '../session/protocol.ts';
import { IrcSession } from './session.ts';

/** IRC: modern-irc, IRCv3 and, where they are silent, RFC 1459 and 2812. */
export const ircProtocol: Protocol = { open: (host) => new IrcSession(host) };

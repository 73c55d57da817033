// Registered names, by way of NickServ, which every server with accounts has.

import type { Message } from '../../irc/message.ts';
import { fold } from './casemapping.ts';
import { type Context, type Handler, sourceName } from './context.ts';

const NICKSERV = 'NickServ';

/** Keeps the name one has. */
export function registerName(context: Context, password: string): void {
  if (context.connection.kind !== 'online') return;
  context.login = { name: context.connection.name, password };
  context.request('PRIVMSG', NICKSERV, `REGISTER ${password}`);
}

/** Logs in to the account that is wanted, if any. */
export function identify(context: Context): void {
  const { login } = context;
  if (login !== null) context.request('PRIVMSG', NICKSERV, `IDENTIFY ${login.name} ${login.password}`);
}

export function logOut(context: Context): void {
  context.login = null;
  context.request('PRIVMSG', NICKSERV, 'LOGOUT');
}

/** RPL_LOGGEDIN (IRCv3 sasl-3.1): the name is one's own now. NickServ says it in words. */
export const loggedIn: Handler = (context, { params }) => {
  const { login } = context;
  const [, , account = ''] = params;
  if (login === null || fold(login.name) !== fold(account) || context.isMe(account)) return;
  context.request('NICK', account);
};

export function isNickServ(name: string): boolean {
  return fold(name) === fold(NICKSERV);
}

/** Whether NickServ says it: that is the server's own word, not somebody's. */
export function isFromNickServ(message: Message): boolean {
  return isNickServ(sourceName(message));
}

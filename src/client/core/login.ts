// Registered names: with a password by way of NickServ, which every server with accounts has; with the certificate that TLS
// shows by SASL EXTERNAL (IRCv3 sasl-3.1).

import type { Message } from '../../irc/message.ts';
import { fold } from './casemapping.ts';
import { type Context, type Handler, type Handlers, sourceName } from './context.ts';

const NICKSERV = 'NickServ';
const SERVICES: ReadonlySet<string> = new Set([NICKSERV, 'ChanServ'].map(fold));

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

/** If the old one was right before, it is right now, and next time the new one is. */
export function changePassword(context: Context, old: string, password: string): void {
  const { login } = context;
  if (login?.password === old) context.login = { ...login, password };
  context.request('PRIVMSG', NICKSERV, `PASSWD ${old} ${password}`);
}

/** As with `changePassword`: there is nothing to log in to next time. */
export function unregister(context: Context, password: string): void {
  if (context.login?.password === password) context.login = null;
  context.request('PRIVMSG', NICKSERV, `DROP ${password}`);
}

export function logOut(context: Context): void {
  context.login = null;
  context.request('PRIVMSG', NICKSERV, 'LOGOUT');
}

/** As it is asked of the services that know it. What they do not understand they say. */
export function setAlwaysOn(context: Context, state: string): void {
  context.request('PRIVMSG', NICKSERV, `SET ALWAYS-ON ${state}`);
}

/** RPL_LOGGEDIN (IRCv3 sasl-3.1): the name is one's own now. NickServ says it in words. */
export const loggedIn: Handler = (context, { params }) => {
  const { login } = context;
  const [, , account = ''] = params;
  if (login === null || fold(login.name) !== fold(account) || context.isMe(account)) return;
  context.request('NICK', account);
};

/** NickServ or ChanServ: the server itself, not somebody. */
export function isService(name: string): boolean {
  return SERVICES.has(fold(name));
}

/** Whether a service says it: that is the server's own word. */
export function isFromService(message: Message): boolean {
  return isService(sourceName(message));
}

/** Whether a server with this value of the capability `sasl` may take a certificate; without a value it does not say. */
export function takesCertificates(mechanisms: string): boolean {
  return mechanisms === '' || mechanisms.split(',').includes('EXTERNAL');
}

/** The server asks who is shown by the certificate: whoever it says. */
const challenged: Handler = (context, { params }) => {
  if (params[0] === '+') context.send('AUTHENTICATE', '+');
};

const provedItself: Handler = (context, { params }) => {
  context.show({ kind: 'logged-in', account: params[2] ?? '' });
};

const proofTaken: Handler = (context) => context.send('CAP', 'END');

const proofRefused: Handler = (context) => {
  context.show({ kind: 'proof-refused' });
  context.send('CAP', 'END');
};

/** Understood until the name is accepted. */
export const proofHandlers: Handlers = {
  AUTHENTICATE: challenged,
  '900': provedItself,
  '903': proofTaken,
  // ERR_NICKLOCKED, ERR_SASLFAIL, ERR_SASLTOOLONG, ERR_SASLABORTED, ERR_SASLALREADY
  ...Object.fromEntries(['902', '904', '905', '906', '907'].map((code) => [code, proofRefused])),
};

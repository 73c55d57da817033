// Who a client has proved to be (IRCv3 sasl-3.1, "Numerics used by this extension").
import type { Denial, Registration } from '../accounts/attempts.ts';
import type { Client } from './client.ts';
import { NUMERICS } from './numerics.ts';
import { serviceSays } from './services.ts';
import { userPart } from './userhost.ts';

/** The client owns this account. On the way in it will enter with it. */
export function logIn(client: Client, account: string): void {
  const { stage, self } = client;
  if (stage.kind === 'entered' && self?.person.account !== account) {
    return client.submit({ kind: 'login', user: client.host.userId, session: client.host.sessionId, account });
  }
  if (stage.kind === 'registering') client.stage = { ...stage, account };
  sendLoggedIn(client, account);
}

/** RPL_LOGGEDIN, with as much of `nick!user@host` as is known, and what else is waited for by who has just proved it. */
export function sendLoggedIn(client: Client, account: string): void {
  const { stage, self, peer } = client;
  const user = stage.kind === 'registering' ? stage.user?.username : self && userPart(self.person);
  const host = self?.person.cloak ?? peer.host;
  const sentence = client.text.accounts.loggedIn(account);
  client.reply('RPL_LOGGEDIN', `${client.nick}!${user ?? '*'}@${host}`, account, sentence);
  if (client.verb === 'AUTHENTICATE') client.reply('RPL_SASLSUCCESS');
  if (client.askedService === 'NickServ') serviceSays(client, 'NickServ', sentence);
}

/** After several wrong passwords the connection ends. */
export function closeIfTooOften(client: Client, why: Denial): void {
  if (why === 'too-often') client.close('refused', client.text.accounts.denied[why]);
}

/** A password that is no account's was not believed: ERR_PASSWDMISMATCH, which says why where it may be right. */
export function denyPassword(client: Client, why: Denial): void {
  if (why === 'paused') client.say(NUMERICS.ERR_PASSWDMISMATCH, [client.nick, client.text.accounts.denied[why]]);
  else client.reply('ERR_PASSWDMISMATCH');
  closeIfTooOften(client, why);
}

/** Asks the chat for an account of this name with this password, or tells why not. */
export function registerAccount(
  client: Client,
  account: string,
  password: string,
  tell: (why: Exclude<Registration, { kind: 'protected' }>) => void,
): void {
  const { self, host, attempts } = client;
  if (self === undefined) return;
  host.wait(attempts.register(self, account, password), (registration) => {
    if (registration.kind !== 'protected') return tell(registration);
    client.submit({ kind: 'register', user: self.id, account, credentials: registration.credentials });
  });
}

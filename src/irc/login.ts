// Who a client has proved to be (IRCv3 sasl-3.1, "Numerics used by this extension").
import { TooBusy } from '../accounts/limiter.ts';
import { MOST_FAILED_LOGINS } from '../limits.ts';
import type { Client } from './client.ts';
import { userPart } from './userhost.ts';

/** Waits for something about a password; `busy` when too many wait for the same. */
export function waitFor<T>(client: Client, work: Promise<T>, done: (result: T | 'busy') => void): void {
  const result = work.catch((error: unknown) => {
    if (error instanceof TooBusy) return 'busy' as const;
    throw error;
  });
  client.host.wait(result, done);
}

/** The client owns this account. On the way in it will enter with it. */
export function logIn(client: Client, account: string): void {
  const { stage, self } = client;
  if (stage.kind === 'entered' && self?.person.account !== account) {
    return client.submit({ kind: 'login', user: client.host.userId, account });
  }
  if (stage.kind === 'registering') client.stage = { ...stage, account };
  sendLoggedIn(client, account);
}

/** RPL_LOGGEDIN, with as much of `nick!user@host` as is known. */
export function sendLoggedIn(client: Client, account: string): void {
  const { stage, self, peer } = client;
  const user = stage.kind === 'registering' ? stage.user?.username : self && userPart(self.person);
  const host = self?.person.cloak ?? peer.host;
  client.reply(
    'RPL_LOGGEDIN',
    `${client.nick}!${user ?? '*'}@${host}`,
    account,
    client.text.accounts.loggedIn(account),
  );
}

/** A password was wrong. After several, the connection ends. @returns whether it goes on */
export function mayTryAgain(client: Client): boolean {
  client.failedLogins++;
  if (client.failedLogins < MOST_FAILED_LOGINS) return true;
  client.close('refused', client.text.accounts.tooManyWrong);
  return false;
}

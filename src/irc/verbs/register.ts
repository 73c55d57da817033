import { passwordFlaw } from '../../accounts/passwords.ts';
import type { Client } from '../client.ts';
import { waitFor } from '../login.ts';
import type { Verb } from './verb.ts';

/** IRCv3 account-registration "Commands": an account of the name that the client has. The address is not asked for. */
export const register: Verb = {
  when: 'always',
  least: 3,
  usage: '<account or *> <email or *> <password>',
  help: { en: 'Registers the name you have, so that it stays yours.', 'zh-CN': '注册你现在的名字，以后只归你用。' },
  run(client, { params: [wanted = '', , password = ''] }) {
    const { self } = client;
    if (self === undefined) return client.fail('COMPLETE_CONNECTION_REQUIRED', [], client.text.registerLater);
    const account = wanted === '*' ? self.person.name : wanted;
    const flaw = passwordFlaw(password);
    if (flaw === null) return registerAccount(client, account, password);
    const code = flaw.kind === 'empty' ? 'WEAK_PASSWORD' : 'UNACCEPTABLE_PASSWORD';
    client.fail(code, [account], client.text.accounts.flaw(flaw));
  },
};

/** Asks the chat for an account with this password, which must be one that may be used. */
export function registerAccount(client: Client, account: string, password: string): void {
  const user = client.host.userId;
  waitFor(client, client.host.accounts.protect(password), (credentials) => {
    if (credentials === 'busy') client.fail('TEMPORARILY_UNAVAILABLE', [account], client.text.accounts.busy);
    else client.submit({ kind: 'register', user, account, credentials });
  });
}

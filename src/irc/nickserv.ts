// NickServ, for clients without SASL: nobody of that name is here, but who writes to it is answered.
import { passwordFlaw } from '../accounts/passwords.ts';
import { fold } from '../chat/names.ts';
import type { Client } from './client.ts';
import { logIn, mayTryAgain, waitFor } from './login.ts';
import { formatMessage } from './message.ts';
import { registerAccount } from './verbs/register.ts';

const NAME = 'NickServ';

export function isNickServ(name: string): boolean {
  return fold(name) === fold(NAME);
}

/** What somebody has written to NickServ. Answers, also of the chat, come back as its notices. */
export function askNickServ(client: Client, text: string): void {
  client.askedNickServ();
  const [word, rest] = firstWord(text);
  const request = REQUESTS.get(word.toUpperCase());
  if (request === undefined) for (const line of client.text.nickServHelp) saysNickServ(client, line);
  else request(client, rest);
}

export function saysNickServ(client: Client, sentence: string): void {
  client.write([formatMessage('NOTICE', [client.nick, sentence], `${NAME}!${NAME}@${client.server}`)]);
}

const REQUESTS = new Map<string, (client: Client, rest: string) => void>([
  ['REGISTER', register],
  ['IDENTIFY', identify],
  ['LOGOUT', (client) => client.submit({ kind: 'logout', user: client.host.userId })],
]);

function register(client: Client, password: string): void {
  const flaw = passwordFlaw(password);
  if (flaw === null) registerAccount(client, client.nick, password);
  else saysNickServ(client, client.text.accounts.flaw(flaw));
}

/** `IDENTIFY account password`, or `IDENTIFY password` for the name one has. A password may have spaces in it. */
function identify(client: Client, rest: string): void {
  const [word, after] = firstWord(rest);
  const isNamed = after !== '' && client.chat.accountNamed(word) !== undefined;
  const [account, password] = isNamed ? [word, after] : [client.nick, rest];
  waitFor(client, client.host.accounts.verify(account, password), (proved) => {
    if (proved === 'busy') saysNickServ(client, client.text.accounts.busy);
    else if (proved !== null) identified(client, proved);
    else {
      saysNickServ(client, client.text.accounts.wrongLogin);
      mayTryAgain(client);
    }
  });
}

/** The chat says nothing of an account that one is logged in to already. */
function identified(client: Client, account: string): void {
  if (client.self?.person.account === account) saysNickServ(client, client.text.accounts.loggedIn(account));
  else logIn(client, account);
}

function firstWord(text: string): [word: string, rest: string] {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  return [word, rest];
}

// What can be asked of NickServ.
import { notRegisteredSentence } from '../i18n/accounts.ts';
import type { Client } from './client.ts';
import { closeIfTooOften, logIn, registerAccount } from './login.ts';
import { saysNickServ } from './nickserv.ts';

/** What somebody has written to NickServ. Answers, also of the chat, come back as its notices. */
export function askNickServ(client: Client, text: string): void {
  client.askedNickServ();
  const [word, rest] = firstWord(text);
  const request = REQUESTS.get(word.toUpperCase());
  if (request === undefined) for (const line of client.text.nickServHelp) saysNickServ(client, line);
  else request(client, rest);
}

const REQUESTS = new Map<string, (client: Client, rest: string) => void>([
  ['REGISTER', register],
  ['IDENTIFY', identify],
  ['LOGOUT', (client) => client.submit({ kind: 'logout', user: client.host.userId })],
]);

function register(client: Client, password: string): void {
  registerAccount(client, client.nick, password, (why) =>
    saysNickServ(client, notRegisteredSentence(why, client.rules.lang)),
  );
}

/** `IDENTIFY account password`, or `IDENTIFY password` for the name one has. A password may have spaces in it. */
function identify(client: Client, rest: string): void {
  const [word, after] = firstWord(rest);
  const isNamed = after !== '' && client.chat.accountNamed(word) !== undefined;
  const [account, password] = isNamed ? [word, after] : [client.nick, rest];
  client.host.wait(client.attempts.verify(account, password), (verdict) => {
    if (verdict.kind === 'proved') return logIn(client, verdict.account);
    saysNickServ(client, client.text.accounts.denied[verdict.why]);
    closeIfTooOften(client, verdict.why);
  });
}

function firstWord(text: string): [word: string, rest: string] {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  return [word, rest];
}

// What can be asked of NickServ.
import type { EventOf } from '../chat/event.ts';
import { certificateLines, notRegisteredSentence } from '../i18n/accounts.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Client } from './client.ts';
import { closeIfTooOften, logIn, registerAccount } from './login.ts';
import { nickServ, saysNickServ } from './nickserv.ts';

type Said = Pick<EventOf<'said'>, 'text' | 'form' | 'tags' | 'lines'>;

/** PRIVMSG, NOTICE or TAGMSG to NickServ. It is no event of the chat: nobody else is shown it, nor is it logged. */
export function sayToNickServ(client: Client, said: Said): void {
  echo(client, said);
  if (said.form !== 'tags') askNickServ(client, said.text);
}

/** IRCv3 echo-message. Clients show and keep what comes back, so a password does not. */
function echo(client: Client, said: Said): void {
  const { host, self } = client;
  if (self === undefined || !client.caps.has('echo-message')) return;
  const [word, rest] = firstWord(said.text);
  const isRequest = rest !== '' && REQUESTS.has(word.toUpperCase());
  client.show({
    kind: 'said',
    id: `${host.userId}.${client.nextReference()}`,
    at: host.now(),
    who: self.person,
    to: { kind: 'user', person: nickServ(client), away: null, by: 'name' },
    ...said,
    ...(isRequest ? { text: `${word} ***`, lines: null } : {}),
  });
}

/** What somebody has written to NickServ. Answers, also of the chat, come back as its notices. */
export function askNickServ(client: Client, text: string): void {
  client.askedNickServ();
  const [word, rest] = firstWord(text);
  const request = REQUESTS.get(word.toUpperCase()) ?? help;
  request(client, rest);
}

function help(client: Client): void {
  for (const line of client.text.nickServHelp) saysNickServ(client, line);
}

const REQUESTS = new Map<string, (client: Client, rest: string) => void>([
  ['REGISTER', register],
  ['IDENTIFY', identify],
  ['CERT', certificates],
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

/** `CERT LIST`, `CERT ADD [fingerprint]`, `CERT DEL fingerprint` */
function certificates(client: Client, rest: string): void {
  const [act, after] = firstWord(rest);
  const [written] = firstWord(after);
  const user = client.host.userId;
  switch (act.toUpperCase()) {
    case 'LIST':
      return listCertificates(client);
    case 'ADD': {
      const fingerprint = written === '' ? client.certificate : written;
      if (fingerprint === null) return saysNickServ(client, client.text.accounts.shownNone);
      return client.submit({ kind: 'certificate', user, set: true, fingerprint });
    }
    case 'DEL':
      return client.submit({ kind: 'certificate', user, set: false, fingerprint: written });
    default:
      return help(client);
  }
}

function listCertificates(client: Client): void {
  const { self, chat, certificate, rules } = client;
  const account = chat.accountNamed(self?.person.account ?? '');
  const lines =
    account === undefined
      ? [refusalSentence({ why: 'not-logged-in' }, rules.lang)]
      : certificateLines(account, certificate, rules.lang);
  for (const line of lines) saysNickServ(client, line);
}

function firstWord(text: string): [word: string, rest: string] {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  return [word, rest];
}

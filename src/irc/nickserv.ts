// What can be asked of NickServ: names and accounts.
import { certificateLines, notRegisteredSentence } from '../i18n/accounts.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Client } from './client.ts';
import { closeIfTooOften, logIn, registerAccount } from './login.ts';
import { serviceSays } from './services.ts';
import { firstWord } from './words.ts';

export const NICKSERV = new Map<string, (client: Client, rest: string) => void>([
  ['REGISTER', register],
  ['IDENTIFY', identify],
  ['CERT', certificates],
  ['SET', set],
  ['LOGOUT', (client) => client.submit({ kind: 'logout', user: client.host.userId })],
]);

export function nickServHelp(client: Client): void {
  for (const line of client.text.nickServHelp) says(client, line);
}

function says(client: Client, sentence: string): void {
  serviceSays(client, 'NickServ', sentence);
}

function register(client: Client, password: string): void {
  registerAccount(client, client.nick, password, (why) => says(client, notRegisteredSentence(why, client.rules.lang)));
}

/** `IDENTIFY account password`, or `IDENTIFY password` for the name one has. A password may have spaces in it. */
function identify(client: Client, rest: string): void {
  const [word, after] = firstWord(rest);
  const isNamed = after !== '' && client.chat.accountNamed(word) !== undefined;
  const [account, password] = isNamed ? [word, after] : [client.nick, rest];
  client.host.wait(client.attempts.verify(account, password), (verdict) => {
    if (verdict.kind === 'proved') return logIn(client, verdict.account);
    says(client, client.text.accounts.denied[verdict.why]);
    closeIfTooOften(client, verdict.why);
  });
}

/** `SET ALWAYS-ON on|off` */
function set(client: Client, rest: string): void {
  const [what, after] = firstWord(rest);
  const state = ['OFF', 'ON'].indexOf(after.trim().toUpperCase());
  if (what.toUpperCase() !== 'ALWAYS-ON' || state < 0) return nickServHelp(client);
  client.submit({ kind: 'stay', user: client.host.userId, set: state === 1 });
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
      if (fingerprint === null) return says(client, client.text.accounts.shownNone);
      return client.submit({ kind: 'certificate', user, set: true, fingerprint });
    }
    case 'DEL':
      return client.submit({ kind: 'certificate', user, set: false, fingerprint: written });
    default:
      return nickServHelp(client);
  }
}

function listCertificates(client: Client): void {
  const { self, chat, certificate, rules } = client;
  const account = chat.accountNamed(self?.person.account ?? '');
  const lines =
    account === undefined
      ? [refusalSentence({ why: 'not-logged-in' }, rules.lang)]
      : certificateLines(account, certificate, rules.lang);
  for (const line of lines) says(client, line);
}

// What can be asked of NickServ: names and accounts.
import { fold } from '../chat/names.ts';
import { certificateLines, notProvedSentence, notRegisteredSentence } from '../i18n/accounts.ts';
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
  ['PASSWD', changePassword],
  ['DROP', drop],
  ['FDROP', dropOther],
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

/** `SET PASSWORD old new`, `SET ALWAYS-ON on|off` */
function set(client: Client, rest: string): void {
  const [what, after] = firstWord(rest);
  switch (what.toUpperCase()) {
    case 'PASSWORD':
      return changePassword(client, after);
    case 'ALWAYS-ON':
      return setAlwaysOn(client, after.trim().toUpperCase());
    default:
      return nickServHelp(client);
  }
}

function setAlwaysOn(client: Client, state: string): void {
  if (state !== 'ON' && state !== 'OFF') return nickServHelp(client);
  client.submit({ kind: 'stay', user: client.host.userId, set: state === 'ON' });
}

/** `PASSWD old new` */
function changePassword(client: Client, written: string): void {
  const { self, host, attempts } = client;
  if (self === undefined) return;
  host.wait(attempts.change(self, written), (change) => {
    if (change.kind !== 'protected') return deny(client, change);
    const { account, credentials } = change;
    client.submit({ kind: 'change-password', user: self.id, account, credentials });
  });
}

/** `DROP password`, or `DROP account password` as with other services */
function drop(client: Client, rest: string): void {
  const { self, host, attempts } = client;
  if (self === undefined) return;
  const [word, after] = firstWord(rest);
  const isNamed = after !== '' && fold(word) === fold(self.person.account ?? '');
  host.wait(attempts.proveAgain(self, isNamed ? after : rest), (proof) => {
    if (proof.kind === 'proved') client.submit({ kind: 'drop-account', user: self.id, account: proof.account });
    else deny(client, proof);
  });
}

/** `FDROP account`, for operators */
function dropOther(client: Client, rest: string): void {
  const { self, rules } = client;
  const [account] = firstWord(rest);
  if (self?.person.operator === true) client.submit({ kind: 'drop-account', user: self.id, account });
  else says(client, refusalSentence({ why: 'operator-needed' }, rules.lang));
}

function deny(client: Client, why: Parameters<typeof notProvedSentence>[0]): void {
  says(client, notProvedSentence(why, client.rules.lang));
  if (why.kind === 'denied') closeIfTooOften(client, why.why);
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

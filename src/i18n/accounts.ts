// What people are told about passwords, certificates and registered names.
import type { PasswordChange, ProofAgain, Registration } from '../accounts/attempts.ts';
import type { PasswordFlaw } from '../accounts/passwords.ts';
import type { EventOf } from '../chat/event.ts';
import type { AccountView } from '../chat/views.ts';
import type { Lang, Translated } from './language.ts';
import { refusalSentence } from './refusals.ts';

const en = {
  loggedIn: (account: string) => `You are logged in as ${account}.`,
  loggedOut: 'You are logged out.',
  certificateAdded: (account: string, fingerprint: string) =>
    `The certificate ${fingerprint} now logs you in as ${account}.`,
  certificateRemoved: (account: string, fingerprint: string) =>
    `The certificate ${fingerprint} no longer logs you in as ${account}.`,
  certificates: (account: string) => `The certificates that log you in as ${account}:`,
  noCertificates: (account: string) => `No certificate logs you in as ${account}.`,
  ofThisConnection: (fingerprint: string) => `${fingerprint} (of this connection)`,
  shownNone: 'You have not shown a certificate; connect through TLS with one, or write its fingerprint.',
  passwordChanged: (account: string) => `The password of ${account} is changed. Whoever is logged in stays so.`,
  bothPasswords:
    'Write your password as it is, and then the new one. If there is a space in one of them, write the new one twice.',
  dropped: (account: string) => `${account} is no longer registered; anybody may have the name.`,
  wrongPassword: 'That password is wrong.',
  denied: {
    wrong: 'The name or the password is wrong.',
    'too-often': 'Too many wrong passwords.',
    busy: 'Too many people are logging in right now. Try again in a moment.',
    paused: 'There were too many wrong passwords. Try again in a minute.',
    'too-many-names': 'Too many names have been registered from here. Try again later.',
  },
  flaw: (flaw: PasswordFlaw) =>
    flaw.kind === 'empty' ? 'A password is missing.' : `The password is too long: at most ${flaw.limit} bytes.`,
};

const zh: typeof en = {
  loggedIn: (account) => `你已登录，账号是 ${account}。`,
  loggedOut: '你已退出登录。',
  certificateAdded: (account, fingerprint) => `证书 ${fingerprint} 现在可以登录账号 ${account}。`,
  certificateRemoved: (account, fingerprint) => `证书 ${fingerprint} 不能再登录账号 ${account}。`,
  certificates: (account) => `可以登录账号 ${account} 的证书：`,
  noCertificates: (account) => `没有可以登录账号 ${account} 的证书。`,
  ofThisConnection: (fingerprint) => `${fingerprint}（本次连接）`,
  shownNone: '你没有出示证书；请带证书用 TLS 连接，或写出证书的指纹。',
  passwordChanged: (account) => `账号 ${account} 的密码改好了，已经登录的不受影响。`,
  bothPasswords: '先写现在的密码，再写新密码。如果其中有空格，新密码要写两遍。',
  dropped: (account) => `账号 ${account} 已经注销，这个名字谁都可以用了。`,
  wrongPassword: '密码不对。',
  denied: {
    wrong: '名字或密码不对。',
    'too-often': '密码错了太多次。',
    busy: '现在登录的人太多，请稍后再试。',
    paused: '刚才密码错了太多次，请过一分钟再试。',
    'too-many-names': '从这里注册的名字太多了，请过一阵再来注册。',
  },
  flaw: (flaw) => (flaw.kind === 'empty' ? '没有写密码。' : `密码太长了：最多 ${flaw.limit} 字节。`),
};

export const accountSentences: Translated<typeof en> = { en, 'zh-CN': zh };

/** Why a name cannot be registered, or not with this password. */
export function notRegisteredSentence(why: Exclude<Registration, { kind: 'protected' }>, lang: Lang): string {
  const { flaw, denied } = accountSentences[lang];
  switch (why.kind) {
    case 'flawed':
      return flaw(why.flaw);
    case 'refused':
      return refusalSentence(why.refusal, lang);
    case 'denied':
      return denied[why.why];
  }
}

/** Why the password is not changed, or it is not believed that the account is one's own. */
export function notProvedSentence(
  why: Exclude<PasswordChange | ProofAgain, { kind: 'protected' | 'proved' }>,
  lang: Lang,
): string {
  const { flaw, denied, wrongPassword, bothPasswords } = accountSentences[lang];
  switch (why.kind) {
    case 'unclear':
      return bothPasswords;
    case 'flawed':
      return flaw(why.flaw);
    case 'refused':
      return refusalSentence(why.refusal, lang);
    case 'denied':
      return why.why === 'wrong' ? wrongPassword : denied[why.why];
  }
}

/**
 * The certificates of an account, a line each.
 * @param shown the one that the connection of who asks has shown
 */
export function certificateLines({ name, certificates }: AccountView, shown: string | null, lang: Lang): string[] {
  const t = accountSentences[lang];
  if (certificates.size === 0) return [t.noCertificates(name)];
  const lines = [...certificates].map((one) => (one === shown ? t.ofThisConnection(one) : one));
  return [t.certificates(name), ...lines];
}

/** That a certificate was added or removed. */
export function certificateSentence(event: EventOf<'certificate-changed'>, lang: Lang): string {
  const { certificateAdded, certificateRemoved } = accountSentences[lang];
  return (event.set ? certificateAdded : certificateRemoved)(event.account, event.fingerprint);
}

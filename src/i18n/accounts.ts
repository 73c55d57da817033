// What people are told about passwords and registered names.
import type { Registration } from '../accounts/attempts.ts';
import type { PasswordFlaw } from '../accounts/passwords.ts';
import type { Lang, Translated } from './language.ts';
import { refusalSentence } from './refusals.ts';

const en = {
  loggedIn: (account: string) => `You are logged in as ${account}.`,
  loggedOut: 'You are logged out.',
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

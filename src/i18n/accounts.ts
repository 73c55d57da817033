// What people are told about passwords and registered names.
import type { PasswordFlaw } from '../accounts/passwords.ts';
import type { Translated } from './language.ts';

const en = {
  loggedIn: (account: string) => `You are logged in as ${account}.`,
  loggedOut: 'You are logged out.',
  wrongLogin: 'The name or the password is wrong.',
  wrongPassword: 'That password is wrong.',
  tooManyWrong: 'Too many wrong passwords.',
  busy: 'Too many people are logging in right now. Try again in a moment.',
  flaw: (flaw: PasswordFlaw) =>
    flaw.kind === 'empty' ? 'A password is missing.' : `The password is too long: at most ${flaw.limit} bytes.`,
};

const zh: typeof en = {
  loggedIn: (account) => `你已登录，账号是 ${account}。`,
  loggedOut: '你已退出登录。',
  wrongLogin: '名字或密码不对。',
  wrongPassword: '密码不对。',
  tooManyWrong: '密码错了太多次。',
  busy: '现在登录的人太多，请稍后再试。',
  flaw: (flaw) => (flaw.kind === 'empty' ? '没有写密码。' : `密码太长了：最多 ${flaw.limit} 字节。`),
};

export const accountSentences: Translated<typeof en> = { en, 'zh-CN': zh };

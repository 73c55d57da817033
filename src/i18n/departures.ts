// Why somebody is gone, in a word or two.
import type { DepartureCause } from '../chat/command.ts';
import type { Lang, Translated } from './language.ts';

type Words = Readonly<Record<DepartureCause, string>>;

const en: Words = {
  left: 'left',
  'logged-in': 'logged in',
  ended: 'ended the connection',
  reset: 'connection reset',
  'timed-out': 'timed out',
  kicked: 'kicked',
  banned: 'banned',
  flooded: 'sent too fast',
  'too-slow': 'read too slowly',
  refused: 'not let in',
  closing: 'server closed',
  failed: 'server error',
};

const zh: Words = {
  left: '主动离开',
  'logged-in': '登录',
  ended: '关闭了连接',
  reset: '连接中断',
  'timed-out': '超时',
  kicked: '被请走',
  banned: '被封禁',
  flooded: '发得太快',
  'too-slow': '收得太慢',
  refused: '没能进来',
  closing: '服务器关闭',
  failed: '服务器出错',
};

const words: Translated<Words> = { en, 'zh-CN': zh };

/** The cause as it stands in brackets behind a departure: `Ann left (timed out)`. */
export function departureWord(cause: DepartureCause, lang: Lang): string {
  return words[lang][cause];
}

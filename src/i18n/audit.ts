// The audit log: what somebody has done, without saying who.
import type { Act, AuditEntry } from '../chat/audit.ts';
import { banSentences } from './bans.ts';
import type { Lang, Translated } from './language.ts';
import { timeOfDay } from './time.ts';

/** `on`: to whom or what; `room`: where; `until`: with its words, or empty. */
type Acts = Readonly<Record<Act, (on: string, room: string, until: string) => string>>;

interface AuditSentences {
  readonly acts: Acts;
  /** Logged in to this account. */
  readonly as: (account: string) => string;
  readonly nothing: string;
  readonly unreadable: string;
}

const en: AuditSentences = {
  acts: {
    ban: (on, _, until) => `banned ${on}${until}`,
    unban: (on) => `lifted the ban on ${on}`,
    'ban-ended': (on) => `the ban on ${on} is over`,
    expel: (on) => `sent ${on} away`,
    limit: (on) => `set the limit to ${on} guests`,
    lock: () => 'locked the server',
    unlock: () => 'unlocked the server',
    mode: (on) => `set the mode to ${on}`,
    operator: (on) => `became an operator: ${on}`,
    'no-operator': (on) => `is no longer an operator: ${on}`,
    host: (on) => `changed the shown address of ${on}`,
    denied: (on) => `could not become an operator, from ${on}`,
    kick: (on, room, until) => `put ${on} out of ${room}${until}`,
    'room-ban': (on, room, until) => `banned ${on} from ${room}${until}`,
    'room-unban': (on, room) => `lifted the ban on ${on} in ${room}`,
    'room-ban-ended': (on, room) => `the ban on ${on} in ${room} is over`,
    'register-room': (_, room) => `registered ${room}`,
    'drop-room': (_, room) => `dropped ${room}`,
    'rename-room': (on, room) => `renamed ${room} to ${on}`,
    register: (on) => `registered the name ${on}`,
    'drop-account': (on) => `dropped the account ${on}`,
  },
  as: (account) => ` (${account})`,
  nothing: 'There is nothing in the log about that.',
  unreadable: 'The log cannot be read now.',
};

const zh: AuditSentences = {
  acts: {
    ban: (on, _, until) => `封禁了 ${on}${until}`,
    unban: (on) => `解封了 ${on}`,
    'ban-ended': (on) => `封禁到期：${on}`,
    expel: (on) => `请走了 ${on}`,
    limit: (on) => `把人数上限设为 ${on}`,
    lock: () => '锁定了服务器',
    unlock: () => '解除了锁定',
    mode: (on) => `把模式设为 ${on}`,
    operator: (on) => `成为掌柜：${on}`,
    'no-operator': (on) => `不再是掌柜：${on}`,
    host: (on) => `更改了对外显示的地址：${on}`,
    denied: (on) => `想成为掌柜，没有成功，来自 ${on}`,
    kick: (on, room, until) => `把 ${on} 请出 ${room}${until}`,
    'room-ban': (on, room, until) => `在 ${room} 封禁了 ${on}${until}`,
    'room-unban': (on, room) => `在 ${room} 解封了 ${on}`,
    'room-ban-ended': (on, room) => `${room} 的封禁到期：${on}`,
    'register-room': (_, room) => `注册了房间 ${room}`,
    'drop-room': (_, room) => `注销了房间 ${room}`,
    'rename-room': (on, room) => `把房间 ${room} 改名为 ${on}`,
    register: (on) => `注册了名字 ${on}`,
    'drop-account': (on) => `注销了账号 ${on}`,
  },
  as: (account) => `（${account}）`,
  nothing: '记录里没有相关内容。',
  unreadable: '记录现在读不出来。',
};

export const auditSentences: Translated<AuditSentences> = { en, 'zh-CN': zh };

/** @param now ms since 1970 */
export function auditSentence({ act, on, room, text, until }: AuditEntry, now: number, lang: Lang): string {
  const t = banSentences[lang];
  const [first = '', ...more] = on;
  const whom = more.length === 0 ? first : t.named(first, t.list(more));
  const end = until === null ? '' : t.until(timeOfDay(until, now));
  return auditSentences[lang].acts[act](whom, room ?? '', end) + (text === '' ? '' : t.because(text));
}

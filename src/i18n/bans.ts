// Bans, of the house and of rooms: who, why and until when.
import type { EventOf } from '../chat/event.ts';
import type { RoomMask, Sanction } from '../chat/views.ts';
import type { Lang, Translated } from './language.ts';
import { moment, timeOfDay } from './time.ts';

const en = {
  account: (name: string) => `account ${name}`,
  list: (items: readonly string[]) => items.join(', '),
  named: (name: string, covers: string) => `${name} (${covers})`,
  until: (moment: string) => ` until ${moment}`,
  forGood: 'for good',
  because: (reason: string) => ` (${reason})`,
  banned: (by: string, whom: string, until: string, why: string) => `${by} banned ${whom}${until}${why}`,
  othersThere: (count: number) => `; ${count} more from there stay, and can come back with an account`,
  lifted: (by: string, whom: string) => `${by} lifted the ban on ${whom}`,
  expired: (whom: string) => `The ban on ${whom} is over`,
  head: ['no.', 'who', 'until', 'by', 'since', 'why'],
  nobody: 'Nobody is banned.',
  bannedFrom: (room: string) => `Banned from ${room}:`,
  nobodyFrom: (room: string) => `Nobody is banned from ${room}`,
  line: (whom: string, by: string, until: string, why: string) =>
    `${whom}, by ${by}${until}${why === '' ? '' : `: ${why}`}`,
  bansEnded: (whom: string, room: string) => `The ban on ${whom} in ${room} is over`,
};

const zh: typeof en = {
  account: (name) => `账号 ${name}`,
  list: (items) => items.join('、'),
  named: (name, covers) => `${name}（${covers}）`,
  until: (moment) => `，到 ${moment} 为止`,
  forGood: '永久',
  because: (reason) => `（${reason}）`,
  banned: (by, whom, until, why) => `${by} 封禁了 ${whom}${until}${why}`,
  othersThere: (count) => `；那里还有 ${count} 个人可以留下，再来时要用账号登录`,
  lifted: (by, whom) => `${by} 解封了 ${whom}`,
  expired: (whom) => `封禁到期了：${whom}`,
  head: ['编号', '对象', '到期', '封禁者', '时间', '理由'],
  nobody: '没有人被封禁。',
  bannedFrom: (room) => `${room} 封禁了：`,
  nobodyFrom: (room) => `${room} 没有封禁任何人`,
  line: (whom, by, until, why) => `${whom}，由 ${by} 封禁${until}${why === '' ? '' : `：${why}`}`,
  bansEnded: (whom, room) => `${room} 的封禁到期了：${whom}`,
};

export const banSentences: Translated<typeof en> = { en, 'zh-CN': zh };

/** Whom a sanction is against, and as what: `Ann (account ann, 10.0.0.1)`. */
export function whomSentence({ name, account, networks }: Sanction, lang: Lang): string {
  const t = banSentences[lang];
  const covers = t.list([...(account === null ? [] : [t.account(account)]), ...networks.map(({ text }) => text)]);
  return name === null ? covers : t.named(name, covers);
}

/** Until when, as the end of a sentence; empty: for good. @param until ms since 1970 */
export function untilWords(until: number | null | undefined, lang: Lang): string {
  return until === null || until === undefined ? '' : banSentences[lang].until(moment(until));
}

/** That somebody is kept out from now on, or no longer. @param clean makes the reason fit to be shown */
export function sanctionSentence(
  event: EventOf<'banned' | 'unbanned'>,
  by: string,
  lang: Lang,
  clean: (text: string) => string,
): string {
  const t = banSentences[lang];
  const whom = whomSentence(event.sanction, lang);
  if (event.kind === 'unbanned') return event.because === 'lifted' ? t.lifted(by, whom) : t.expired(whom);
  const { text, until } = event.sanction;
  const why = text === '' ? '' : t.because(clean(text));
  const others = event.others > 0 ? t.othersThere(event.others) : '';
  return t.banned(by, whom, untilWords(until, lang), why) + others;
}

/** One ban in a list, of a room or of the house. @param whom in words */
export function banLine(ban: Pick<RoomMask, 'by' | 'text' | 'until'>, whom: string, lang: Lang): string {
  const { by, text, until } = ban;
  return banSentences[lang].line(whom, by, untilWords(until, lang), text);
}

/** The cells of a table of sanctions, its head first. @param now ms since 1970 */
export function sanctionRows(sanctions: Iterable<Sanction>, now: number, lang: Lang): string[][] {
  const t = banSentences[lang];
  const rows = [...sanctions].map((one) => {
    const until = one.until === null ? t.forGood : timeOfDay(one.until, now);
    return [String(one.number), whomSentence(one, lang), until, one.by, timeOfDay(one.at, now), one.text];
  });
  return [[...t.head], ...rows];
}

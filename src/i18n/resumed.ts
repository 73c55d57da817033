// What the operator is told of that which an earlier run has left.
import type { Lang, Translated } from './language.ts';

/** What is not as in a new house; null: as the options say. */
export interface Resumed {
  readonly mode: string | null;
  readonly limit: number | null;
  readonly locked: boolean;
  readonly bans: number;
  readonly rooms: number;
}

const en = {
  /** @param all at least one */
  resumed: (all: readonly string[]) => `As before: ${all.join(', ')}`,
  mode: (mode: string) => `mode ${mode}`,
  limit: (limit: number) => `at most ${limit} guests`,
  locked: 'locked, nobody new gets in',
  bans: (bans: number) => `bans: ${bans}`,
  rooms: (rooms: number) => `registered rooms: ${rooms}`,
  overruled: {
    mode: (before: string) => `The mode is as the options say; it was ${before} before`,
    limit: (before: string) => `The limit of guests is as the options say; it was ${before} before`,
  },
  strangeFact: (what: string) => `Something that was kept is not understood and left aside: ${what}`,
};

const zh: typeof en = {
  resumed: (all) => `和上次一样：${all.join('，')}`,
  mode: (mode) => `模式是 ${mode}`,
  limit: (limit) => `最多 ${limit} 人`,
  locked: '已锁定，不再让新的人进来',
  bans: (bans) => `封禁 ${bans} 条`,
  rooms: (rooms) => `注册的房间 ${rooms} 个`,
  overruled: {
    mode: (before) => `模式以选项为准，上次是 ${before}`,
    limit: (before) => `人数上限以选项为准，上次是 ${before}`,
  },
  strangeFact: (what) => `有一项保存的内容看不懂，先放在一边：${what}`,
};

export const resumedSentences: Translated<typeof en> = { en, 'zh-CN': zh };

export function resumedSentence({ mode, limit, locked, bans, rooms }: Resumed, lang: Lang): string {
  const t = resumedSentences[lang];
  return t.resumed([
    ...(mode === null ? [] : [t.mode(mode)]),
    ...(limit === null ? [] : [t.limit(limit)]),
    ...(locked ? [t.locked] : []),
    ...(bans === 0 ? [] : [t.bans(bans)]),
    ...(rooms === 0 ? [] : [t.rooms(rooms)]),
  ]);
}

/** The languages that everything people read is written in. */
export type Lang = 'en' | 'zh-CN';
export const LANGUAGES: readonly Lang[] = ['en', 'zh-CN'];

/** One part's sentences in every language; both must have the same ones. */
export type Translated<Sentences> = Readonly<Record<Lang, Sentences>>;

/**
 * The language a person's environment asks for: the first of LC_ALL, LC_MESSAGES, LANG that is set and not `C`/`POSIX`.
 * Any Chinese locale gets 简体中文; everything else English.
 */
export function languageFrom(environment: Readonly<Record<string, string | undefined>>): Lang {
  for (const key of ['LC_ALL', 'LC_MESSAGES', 'LANG']) {
    const value = environment[key];
    if (value !== undefined && value !== '') return /^zh/i.test(value) ? 'zh-CN' : 'en';
  }
  return 'en';
}

/** The languages that everything people read is written in. */
export type Lang = 'en' | 'zh-CN';
export const LANGUAGES: readonly Lang[] = ['en', 'zh-CN'];

/** By the first part of their tags (RFC 5646). */
const LANGUAGE_TAGS: ReadonlyMap<string, Lang> = new Map([
  ['en', 'en'],
  ['zh', 'zh-CN'],
]);

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

/**
 * The language a browser asks for (Accept-Language, RFC 9110, 12.5.4): of those that we write in, the one it likes best;
 * `otherwise` if it wants none of them.
 */
export function languageAccepted(header: string, otherwise: Lang): Lang {
  const wanted = header.split(',').flatMap((range) => {
    const [, tag = '', weight = '1'] = /^\s*([a-z]{2,3})(?:-[a-z\d-]*)?\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(range) ?? [];
    const lang = LANGUAGE_TAGS.get(tag.toLowerCase());
    return lang === undefined || !(Number(weight) > 0) ? [] : [{ lang, weight: Number(weight) }];
  });
  const [best] = wanted.toSorted((one, other) => other.weight - one.weight);
  return best?.lang ?? otherwise;
}

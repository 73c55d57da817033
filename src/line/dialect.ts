import type { Lang } from '../i18n/language.ts';
import { Dialect } from '../session/dialect.ts';
import { eventLine } from './render.ts';

/** Which newline a plain-text client sees: the one it uses itself. */
export type Newline = '\n' | '\r\n';

const dialects = new Map<string, Dialect>();

/** The plain-text dialect of a language and a newline; always the same object for the same two. */
export function plainDialect(lang: Lang, newline: Newline): Dialect {
  const key = `${lang} ${newline}`;
  let dialect = dialects.get(key);
  if (dialect === undefined) {
    dialect = new Dialect((event) => {
      const line = eventLine(event, lang);
      return line === null ? null : Buffer.from(line + newline);
    });
    dialects.set(key, dialect);
  }
  return dialect;
}

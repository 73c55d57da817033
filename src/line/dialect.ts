import type { EventKind } from '../chat/event.ts';
import type { Lang } from '../i18n/language.ts';
import { Dialect } from '../session/dialect.ts';
import { eventLines } from './render.ts';

/** Which newline a plain-text client sees: the one it uses itself. */
export type Newline = '\n' | '\r\n';

/** `bare`: nothing but what is said, who comes and goes, and where lines go; for programs that print all they receive. */
export type Told = 'all' | 'bare';

const BARE: ReadonlySet<EventKind> = new Set([
  'said',
  'joined',
  'parted',
  'left',
  'kicked',
  'room-renamed',
  'broadcast',
  'line-given',
  'line-busy',
  'mode-changed',
]);

const dialects = new Map<string, Dialect>();

/** The plain-text dialect of a language, a newline and what is told; always the same object for the same three. */
export function plainDialect(lang: Lang, newline: Newline, told: Told): Dialect {
  const key = `${lang} ${newline} ${told}`;
  let dialect = dialects.get(key);
  if (dialect === undefined) {
    dialect = new Dialect((event) => {
      const lines = told === 'all' || BARE.has(event.kind) ? eventLines(event, lang) : [];
      return lines.length === 0 ? null : Buffer.from(lines.map((line) => line + newline).join(''));
    });
    dialects.set(key, dialect);
  }
  return dialect;
}

// The audit log as a table: when and who on the left, what was done on the right.
import type { AuditEntry } from '../chat/audit.ts';
import { printable } from '../chat/text.ts';
import { auditSentence, auditSentences } from '../i18n/audit.ts';
import type { Lang } from '../i18n/language.ts';
import { timeOfDay } from '../i18n/time.ts';
import { definitions } from '../terminal/definitions.ts';

/** @param now ms since 1970 */
export function auditLines(entries: readonly AuditEntry[], now: number, lang: Lang, columns: number): string[] {
  const rows = entries.map((entry) => {
    const { by, account, at } = entry;
    const who = by === null ? '' : by + (account === null || account === by ? '' : auditSentences[lang].as(account));
    const term = `${timeOfDay(at, now)}  ${who}`.trimEnd();
    return [printable(term), printable(auditSentence(entry, now, lang))] as const;
  });
  return definitions(rows, columns);
}

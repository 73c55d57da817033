// What can go wrong with an export or an import, as one line to read.
import { printable } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import { storeSentence } from '../i18n/serve.ts';
import { transferSentences } from '../i18n/transfer.ts';
import { databaseFile, isDatabaseError, storeErrorOf } from '../store/database.ts';
import { StoreError } from '../store/trouble.ts';
import type { Flaw, Wanted } from './fields.ts';

const MOST_SHOWN = 60;

/** What the system said of a file. */
export function faultSentence(error: NodeJS.ErrnoException, lang: Lang): string {
  const { faults } = transferSentences[lang];
  const { code = '' } = error;
  return Object.hasOwn(faults, code) ? faults[code as keyof typeof faults] : error.message;
}

/** What is wrong with the data; null: the error comes from elsewhere. */
export function storeTroubleIn(error: unknown, data: string): StoreError | null {
  if (error instanceof StoreError) return error;
  return isDatabaseError(error) ? storeErrorOf(error, databaseFile(data)) : null;
}

/** @param what is done with which folder: an export only reads, an import needs it for itself */
export function storeMistake(
  error: StoreError,
  { doing, data }: { readonly doing: 'export' | 'import'; readonly data: string },
  lang: Lang,
): string {
  const t = transferSentences[lang];
  if (doing === 'export' && error.trouble === 'read-only') return t.cannotRead(error.file, t.faults.EACCES);
  if (doing === 'import' && error.trouble === 'locked') return t.inUse(data);
  return storeSentence(error, lang);
}

/** @param line counted from 1 */
export function flawSentence(line: number, flaw: Flaw, lang: Lang): string {
  const t = transferSentences[lang];
  return t.mistake(line, why(flaw, lang));
}

function why(flaw: Flaw, lang: Lang): string {
  const t = transferSentences[lang];
  switch (flaw.kind) {
    case 'field': {
      const { field, given } = flaw;
      const wanted = wantedIn(flaw.wanted, lang);
      return given === undefined ? t.missingField(field, wanted) : t.badField(field, wanted, shown(given));
    }
    case 'newer':
      return t.newerVersion(flaw.version);
    case 'line-too-long':
      return t.lineTooLong(flaw.limit);
    default:
      return t.flaws[flaw.kind];
  }
}

function wantedIn(wanted: Wanted, lang: Lang): string {
  const t = transferSentences[lang];
  return wanted.kind === 'choice' ? t.wanted.choice(wanted.choices.join(', ')) : t.wanted[wanted.kind];
}

function shown(given: unknown): string {
  const text = JSON.stringify(given);
  return printable(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
}

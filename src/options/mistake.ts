import { readFileSync } from 'node:fs';
import type { Lang } from '../i18n/language.ts';
import { serveSentences } from '../i18n/serve.ts';

/** A mistake of whoever starts the server, as one line to read. */
export class OptionError extends Error {}

/** @throws OptionError if the file cannot be read */
export function readTextFile(file: string, lang: Lang): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw cannotRead(file, error, lang);
  }
}

/** What the system said when a file was to be read. */
function cannotRead(file: string, error: unknown, lang: Lang): OptionError {
  const t = serveSentences[lang];
  const code = (error as NodeJS.ErrnoException).code;
  const why = code === 'ENOENT' ? t.noSuchFile : code === 'EACCES' ? t.noPermission : String(code);
  return new OptionError(t.cannotRead(file, why));
}

// The address of the server for cameras.
import { lanSentences } from '../i18n/lan.ts';
import type { Lang } from '../i18n/language.ts';
import { wrap } from '../terminal/definitions.ts';
import { type Ink, qrLines } from '../terminal/qr.ts';

/**
 * The page's address as a QR code, or one sentence why there is none.
 * @param url null: the server has no address for others
 * @param columns how wide the screen is
 */
export function pageQr(url: string | null, columns: number, ink: Ink, lang: Lang): readonly string[] {
  const t = lanSentences[lang];
  if (url === null) return wrap(t.noPage, columns);
  return qrLines(url, columns, ink) ?? wrap(t.tooNarrowForQr(url), columns);
}

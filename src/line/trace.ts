// What passes over a connection, as plain text shows it to whose connection it is.
import { hexdump } from '../chat/hexdump.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import { traceSentences } from '../i18n/trace.ts';
import type { WireEvent } from '../session/wire.ts';
import { wireText } from '../session/wire-text.ts';

/** Nobody says how wide the terminal is, if it is one. With what stands before a line of the server: 80. */
const COLUMNS = 77;

/** @param ms since the trace began */
export function wireLines(event: WireEvent, ms: number, lang: Lang): readonly string[] {
  if (event.kind === 'begun') return [lineSentences[lang].traced];
  if (event.kind === 'over') return [lineSentences[lang].tracedNoMore];
  const { sentence, bytes } = wireText(event, lang);
  return [traceSentences[lang].at((ms / 1000).toFixed(3), sentence), ...hexdump(bytes, COLUMNS)];
}

import { departureWord } from '../../i18n/departures.ts';
import { LANGUAGES } from '../../i18n/language.ts';

const WORDS = LANGUAGES.flatMap((lang) => [departureWord('kicked', lang), departureWord('banned', lang)]);

/**
 * Whether the last words of a Chaguan server say that somebody sent this client away. IRC has no sign for it but the text
 * of ERROR, `… [kicked: reason]`, in the server's language.
 */
export function isSentAway(text: string): boolean {
  const [, word = ''] = /[[［]([^:：\]］]+)/.exec(text) ?? [];
  return WORDS.includes(word);
}

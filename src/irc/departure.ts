import type { Departure } from '../chat/command.ts';
import { departureWord } from '../i18n/departures.ts';
import { ircSentences } from '../i18n/irc.ts';
import type { Lang } from '../i18n/language.ts';

/**
 * Why somebody went, as a reason in QUIT and ERROR. Own words stand after "Quit: " (modern-irc "QUIT message"), an operator's
 * in brackets ("KILL message").
 */
export function departureText({ cause, text, by }: Departure, lang: Lang): string {
  if (cause === 'left') return `Quit: ${text}`;
  if (by !== undefined) return ircSentences[lang].killed(by.name, text);
  const why = departureWord(cause, lang);
  return text === '' ? why : `${why}: ${text}`;
}

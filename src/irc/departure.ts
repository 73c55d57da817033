import type { Departure } from '../chat/command.ts';
import { departureWord } from '../i18n/departures.ts';
import type { Lang } from '../i18n/language.ts';

/** Why somebody went, as a reason in QUIT and ERROR. Own words stand after "Quit: " (modern-irc "QUIT message"). */
export function departureText({ cause, text }: Departure, lang: Lang): string {
  const why = cause === 'left' ? 'Quit' : departureWord(cause, lang);
  return text === '' ? why : `${why}: ${text}`;
}

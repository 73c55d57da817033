// Commands to several at once: `PRIVMSG a,b :text`.
import { fold } from '../chat/names.ts';

/** ISUPPORT TARGMAX: how many each command takes; null for as many as fit the line. */
export const TARGMAX: Readonly<Record<string, number | null>> = {
  JOIN: null,
  KICK: 4,
  LIST: null,
  NAMES: null,
  NOTICE: 4,
  PART: null,
  PRIVMSG: 4,
  TAGMSG: 4,
  WHOIS: 4,
};

/** The words between the commas, each once, in their order. */
export function targetsIn(list: string): string[] {
  const seen = new Set<string>();
  return list.split(',').filter((word) => {
    const key = fold(word);
    if (word === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

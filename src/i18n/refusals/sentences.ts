// What the refusals of all languages have in common.
import type { Refusal } from '../../chat/event.ts';
import { untilWords } from '../bans.ts';
import type { Lang } from '../language.ts';

/** A sentence for each refusal, with its full stop. */
export type RefusalSentences = {
  readonly [Why in Refusal['why']]: (refusal: Extract<Refusal, { why: Why }>) => string;
};

/** How a character is called that cannot be seen. */
export function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Somebody's own words with a full stop, if they have no end of their own. */
function ended(text: string, stop: string): string {
  return /[.!?…。！？]$/u.test(text) ? text : text + stop;
}

/** A sentence about a ban: until when, and why. */
export function banned(start: string, { text, until }: { text: string; until: number | null }, lang: Lang): string {
  const stop = lang === 'en' ? '.' : '。';
  const colon = lang === 'en' ? ': ' : '：';
  return start + untilWords(until, lang) + (text === '' ? stop : colon + ended(text, stop));
}

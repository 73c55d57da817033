// What a search looks for, and whether something said has it. The index only proposes; this decides.
import type { EventOf, Person } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import type { SearchQuery } from './store.ts';

const ASCII = /^[\x00-\x7f]*$/;

export interface Wanted {
  /** Under `fold`, like all that they are compared with. */
  readonly words: readonly string[];
  readonly from: string | null;
}

export function wantedIn({ words, from }: SearchQuery): Wanted {
  return { words: words.map(fold).filter((word) => word !== ''), from: from === null ? null : fold(from) };
}

export function isWanted({ words, from }: Wanted, { who, text }: Pick<EventOf<'said'>, 'who' | 'text'>): boolean {
  return (from === null || namesOf(who).includes(from)) && hasWords(words, text);
}

function hasWords(words: readonly string[], text: string): boolean {
  if (words.length === 0) return true;
  // Most of what is looked through is plain: folding it in full would be most of the work.
  const folded = ASCII.test(text) ? text.toLowerCase() : fold(text);
  return words.every((word) => folded.includes(word));
}

/** Under which somebody is found. */
export function namesOf({ name, account }: Person): readonly string[] {
  const own = fold(name);
  const owned = account === null ? own : fold(account);
  return own === owned ? [own] : [own, owned];
}

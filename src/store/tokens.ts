// What of a text stands in the index of words: every character and every two of scripts that put no spaces between words, every
// three of others. So words are found by any part of them, and Chinese words of one and two characters, as most are, by the index
// too. What is shorter (two letters) is looked for in the texts themselves.
//
// The index of a database holds what this gave when it was written: to change it is a migration.
import type { Person } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import { namesOf } from './wanted.ts';

/** From here on Unicode has the scripts of East Asia, which have many characters (and emoji). */
const DENSE_FROM = 0x2e80;

/** Those of a text under `fold`, in order; the same may come twice. Spaces and controls are in none. */
function tokensOf(folded: string): string[] {
  const characters = [...folded];
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const tokens: string[] = [];
  for (let i = 0; i + 1 < characters.length; i++) {
    const size = isDense(codes[i]) && isDense(codes[i + 1]) ? 2 : 3;
    if (i + size > characters.length) continue;
    let isWritten = true;
    for (let j = i; j < i + size; j++) isWritten &&= isToken(codes[j]);
    if (isWritten) tokens.push(characters.slice(i, i + size).join(''));
  }
  return tokens;
}

function isDense(code = 0): boolean {
  return code >= DENSE_FROM;
}

/** Whether it is one such character. */
function isDenseOne(text: string): boolean {
  const code = text.codePointAt(0);
  return isDense(code) && text.length === (code !== undefined && code > 0xffff ? 2 : 1);
}

function isToken(code = 0): boolean {
  return code > 0x20 && code !== 0x7f;
}

/**
 * All that stands in the index of something said. Each token begins with its conversation: what is looked for in one is found
 * without passing by what was said in all others.
 */
export function indexedOf(conversation: number, text: string, who: Person): string {
  const folded = fold(text);
  const tokens = new Set([...namesOf(who).map(senderToken), ...tokensOf(folded), ...[...folded].filter(isDenseOne)]);
  return [...tokens].map((token) => inConversation(conversation, token)).join(' ');
}

export function inConversation(conversation: number, token: string): string {
  return `${conversation.toString(36)}:${token}`;
}

/** It is longer than any token of a text. @param name under `fold` */
export function senderToken(name: string): string {
  // FNV-1a: what is found is compared with the name itself.
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return `from${(hash >>> 0).toString(36)}`;
}

/** More do not make what is found much less. */
const MOST_TOKENS = 6;

/** What the index is asked for to find a word under `fold`; none: the index does not help. */
export function queryTokens(word: string): readonly string[] {
  if (isDenseOne(word)) return [word];
  const tokens = [...new Set(tokensOf(word))];
  const step = Math.max(1, Math.ceil(tokens.length / MOST_TOKENS));
  return tokens.filter((_, index) => index % step === 0);
}

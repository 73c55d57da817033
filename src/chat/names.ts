// Names of users and rooms: which may be, and when two are the same.
import type { NameFlaw } from './event.ts';

/**
 * The form under which two names are the same name: compatibility forms made one (NFKC), case gone. For ASCII this is
 * the `ascii` casemapping that IRC clients are told of; beyond it, the server is stricter than the client has to know.
 */
export function fold(name: string): string {
  let folded = name;
  // Lower-casing can make a string that normalises once more; two rounds reach the fixed point.
  for (let round = 0; round < 3; round++) {
    const next = folded.normalize('NFKC').toLowerCase();
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

/** The form in which a name is shown: full-width letters and the like become the plain ones. */
export function canonical(name: string): string {
  return name.normalize('NFKC');
}

// Letters, marks, digits of any script; the symbols IRC has always allowed.
const USER_CHARACTER = /^[\p{L}\p{M}\p{N}_\-[\]\\`^{}|]$/u;
const USER_START = /^[\p{L}\p{N}_[\]\\`^{}|]$/u;
// What separates things in IRC, and whatever cannot be seen, may not be in a room's name.
const ROOM_BAD = /[\s,:*?!@\p{C}\p{Z}]/u;

/** Said by the server itself, or easily taken for it. */
const RESERVED = new Set(['server', 'system', 'nickserv', 'chanserv', 'anonymous', '系统', '服务器']);

/** @returns the flaw, or null for a name that may be used. `limit` in code points. */
export function userNameFlaw(name: string, limit: number): NameFlaw | null {
  const characters = [...canonical(name)];
  const [first] = characters;
  if (first === undefined) return { kind: 'empty' };
  if (characters.length > limit) return { kind: 'long', limit };
  const bad = characters.find((character) => !USER_CHARACTER.test(character));
  if (bad !== undefined) return { kind: 'character', character: bad };
  if (!USER_START.test(first)) return { kind: 'start', character: first };
  return RESERVED.has(fold(name)) ? { kind: 'reserved' } : null;
}

/** @returns the flaw, or null for a name that may be used. `limit` in code points, the `#` included. */
export function roomNameFlaw(name: string, limit: number): NameFlaw | null {
  const characters = [...canonical(name)];
  if (characters.length < 2) return { kind: 'empty' };
  if (characters.length > limit) return { kind: 'long', limit };
  if (characters[0] !== '#') return { kind: 'start', character: characters[0] ?? '' };
  const bad = characters.find((character) => ROOM_BAD.test(character));
  return bad === undefined ? null : { kind: 'character', character: bad };
}

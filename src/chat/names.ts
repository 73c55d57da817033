// Names of users and rooms: which may be, and when two are the same.
import type { NameFlaw } from './event.ts';
import { cutToBytes, utf8Length } from './text.ts';

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

// What is drawn as nothing at all: two names that differ only in it look the same. Beyond what Unicode says is ignored,
// signs that are blank by their own shape (Braille, music, Khitan).
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\u{16fe4}]/u;
// Letters, marks, digits of any script; the symbols IRC has always allowed.
const USER_CHARACTER = /^[\p{L}\p{M}\p{N}_\-[\]\\`^{}|]$/u;
const USER_START = /^[\p{L}\p{N}_[\]\\`^{}|]$/u;
// What separates things in IRC may not be in a room's name.
const ROOM_BAD = /[\s,:*?!@]/u;

/** Said by the server itself, or easily taken for it; `0` stands for all or none in IRC. */
const RESERVED = new Set(['0', 'server', 'system', 'nickserv', 'chanserv', 'anonymous', '系统', '服务器']);
// What plain text puts before a private message.
const RESERVED_START = /^\[(?:private|私信)\]/;

/** Whether nothing, or only empty space, is seen of a character. */
export function isInvisible(character: string): boolean {
  return INVISIBLE.test(character);
}

/** What nearly all letters of today's languages have at most. Of those that have four, a name holds fewer. */
const BYTES_PER_CHARACTER = 3;

/** Whatever is set, with the names of two users and of a room there is half a line of IRC left for what they do. */
const MOST_USER_NAME_BYTES = 90;
const MOST_ROOM_NAME_BYTES = 150;

/** Names are counted in characters; it is their bytes that must fit the lines of IRC. @param limit in code points */
export function userNameBytes(limit: number): number {
  return Math.min(limit * BYTES_PER_CHARACTER, MOST_USER_NAME_BYTES);
}

/** As `userNameBytes`, of a room's name. */
export function roomNameBytes(limit: number): number {
  return Math.min(limit * BYTES_PER_CHARACTER, MOST_ROOM_NAME_BYTES);
}

function lengthFlaw(characters: readonly string[], limit: number, bytes: number): NameFlaw | null {
  if (characters.length > limit) return { kind: 'long', limit };
  const name = characters.join('');
  return utf8Length(name) > bytes ? { kind: 'long', limit: [...cutToBytes(name, bytes)].length } : null;
}

/** @returns the flaw, or null for a name that may be used. `limit` in code points. */
export function userNameFlaw(name: string, limit: number): NameFlaw | null {
  const characters = [...canonical(name)];
  const [first] = characters;
  if (first === undefined) return { kind: 'empty' };
  const long = lengthFlaw(characters, limit, userNameBytes(limit));
  if (long !== null) return long;
  const bad = characters.find((character) => isInvisible(character) || !USER_CHARACTER.test(character));
  if (bad !== undefined) return { kind: 'character', character: bad };
  if (!USER_START.test(first)) return { kind: 'start', character: first };
  const folded = fold(name);
  return RESERVED.has(folded) || RESERVED_START.test(folded) ? { kind: 'reserved' } : null;
}

/** @returns the flaw, or null for a name that may be used. `limit` in code points, the `#` included. */
export function roomNameFlaw(name: string, limit: number): NameFlaw | null {
  const characters = [...canonical(name)];
  if (characters.length < 2) return { kind: 'empty' };
  const long = lengthFlaw(characters, limit, roomNameBytes(limit));
  if (long !== null) return long;
  if (characters[0] !== '#') return { kind: 'start', character: characters[0] ?? '' };
  const bad = characters.find((character) => isInvisible(character) || ROOM_BAD.test(character));
  return bad === undefined ? null : { kind: 'character', character: bad };
}

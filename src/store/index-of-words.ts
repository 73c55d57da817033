// The index of words follows what was said when there is time: a commit, for which everybody waits, has nothing to do with it.
// What is not in it yet is looked for in the texts.
import type { Person } from '../chat/event.ts';
import { KIND } from './codec.ts';
import { EVENTS } from './schema.ts';
import type { Sql } from './statements.ts';
import { inConversation, indexedOf, queryTokens, senderToken } from './tokens.ts';
import type { Wanted } from './wanted.ts';

const OPEN = 'SELECT id, first, next, indexed FROM conversation WHERE indexed < next ORDER BY id LIMIT ?';
const SAID = `SELECT place, text, person FROM event JOIN person ON person.id = who
  WHERE place >= ? AND place < ? AND kind = ${KIND.message} ORDER BY place`;
const ADD = 'INSERT INTO word (rowid, tokens) VALUES (?, ?)';
const REMOVE = `INSERT INTO word (word, rowid, tokens) VALUES ('delete', ?, ?)`;
const ADVANCE = 'UPDATE conversation SET indexed = ? WHERE id = ?';

/** A conversation with events that are not in the index yet. */
interface Open {
  readonly id: number;
  readonly first: number;
  readonly next: number;
  readonly indexed: number;
}

interface Said {
  readonly place: number;
  readonly text: string;
  readonly person: string;
}

function tokensIn({ place, text, person }: Said): string {
  return indexedOf(Math.floor(place / EVENTS), text, JSON.parse(person) as Person);
}

/** Puts up to `most` events into the index, within a transaction. @returns whether there were any */
export function indexSome(sql: Sql, most: number): boolean {
  let left = most;
  // In the order of places: whatever breaks it makes a segment of its own.
  for (const { id, first, next, indexed } of sql(OPEN).all(most) as unknown as Open[]) {
    const from = Math.max(first, indexed);
    const to = Math.min(next, from + left);
    for (const said of sql(SAID).all(id * EVENTS + from, id * EVENTS + to) as unknown as Said[]) {
      sql(ADD).run(said.place, tokensIn(said));
    }
    sql(ADVANCE).run(to, id);
    left -= to - from;
    if (left <= 0) break;
  }
  return left < most;
}

/** Takes events out of the index, as they are about to be erased or deleted. */
export function unindex(sql: Sql, from: number, to: number): void {
  for (const said of sql(SAID).all(from, to) as unknown as Said[]) sql(REMOVE).run(said.place, tokensIn(said));
}

/** What the index is asked for a conversation; null: it cannot help. */
export function matchFor(conversation: number, { words, from }: Wanted): string | null {
  const tokens = [...(from === null ? [] : [senderToken(from)]), ...words.flatMap(queryTokens)];
  if (tokens.length === 0) return null;
  return [...new Set(tokens)]
    .map((token) => `"${inConversation(conversation, token).replaceAll('"', '""')}"`)
    .join(' AND ');
}

// Where a part of a conversation begins and ends.
import { EVENTS } from './schema.ts';
import type { Sql } from './statements.ts';
import type { Bound } from './store.ts';

/** The places of events: from the first to before the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const PLACES = 'SELECT min(place) AS first, max(place) AS last FROM event WHERE id = ? AND place >= ? AND place < ?';
const AT = 'SELECT at FROM event WHERE place = ?';

/** What of a range is behind one bound and before the other. */
export function within(sql: Sql, range: Range, after: Bound | null, before: Bound | null): Range {
  const from = after === null ? range.from : placeAfter(sql, range, after);
  const to = before === null ? range.to : placeOf(sql, range, before);
  return { from, to: Math.max(from, to) };
}

function placeAfter(sql: Sql, range: Range, bound: Bound): number {
  if ('at' in bound) return firstAt(sql, range, (at) => at > bound.at);
  const last = sql(PLACES).get(bound.id, range.from, range.to)?.last;
  return typeof last === 'number' ? last + 1 : range.to;
}

function placeOf(sql: Sql, range: Range, bound: Bound): number {
  if ('at' in bound) return firstAt(sql, range, (at) => at >= bound.at);
  const first = sql(PLACES).get(bound.id, range.from, range.to)?.first;
  return typeof first === 'number' ? first : range.from;
}

/** Places have no gaps and their times never go down, so the first whose time `holds` is found by halving. */
function firstAt(sql: Sql, { from, to }: Range, holds: (at: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(Number(sql(AT).get(middle)?.at))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** All of a conversation. */
export function rangeOf({
  id,
  first,
  next,
}: {
  readonly id: number;
  readonly first: number;
  readonly next: number;
}): Range {
  return { from: id * EVENTS + first, to: id * EVENTS + next };
}

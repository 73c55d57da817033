/**
 * As many of these as have no more than so many bytes together: the first ones, or, `from` the newest, the last ones. They are
 * in the order of time.
 */
export function fitting<T>(
  items: readonly T[],
  bytes: number,
  from: 'oldest' | 'newest',
  sizeOf: (item: T) => number,
): readonly T[] {
  let left = bytes;
  let count = 0;
  for (const item of from === 'oldest' ? items : items.toReversed()) {
    left -= sizeOf(item);
    if (left < 0) break;
    count++;
  }
  return from === 'oldest' ? items.slice(0, count) : items.slice(items.length - count);
}

// How long something is to last, as people write it: `30m`, `2h`, `7d`, `1d12h`.

const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
/** A hundred years: whoever writes more means for good, and a time must stay one that can be written. */
const MOST = 36_500 * MS.d;

/** @returns ms, a hundred years at most; null when the text is no such time */
export function durationIn(text: string): number | null {
  const written = text.normalize('NFKC').toLowerCase();
  if (!/^(?:\d{1,9}[smhdw])+$/.test(written)) return null;
  let ms = 0;
  for (const [, count, unit] of written.matchAll(/(\d+)([smhdw])/g)) ms += Number(count) * MS[unit as keyof typeof MS];
  return ms === 0 ? null : Math.min(ms, MOST);
}

// From when on: a day or a minute where the machine stands, or an age.

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR };

/**
 * `2026-11-01`, `2026-11-01T08:00`, `7d` or `12h`, in ms since 1970; null: it is none of these, or there is no such day.
 * @param now ms since 1970, which an age counts back from
 */
export function sinceIn(written: string, now: number): number | null {
  const [, amount, unit = ''] = /^(\d{1,6})([dh])$/.exec(written) ?? [];
  if (amount !== undefined) return now - Number(amount) * (UNITS[unit] ?? 0);
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?$/.exec(written) ?? [];
  if (parts.length === 0) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.map((part) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hour, minute);
  // What there is not becomes another day: February 30 is March 2.
  const isReal = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return isReal ? date.getTime() : null;
}

// How the time of something that was is written and read, where the machine stands. All in ms since 1970.
import { durationIn } from '../chat/duration.ts';

/** `HH:MM` for a time of today, `YYYY-MM-DD HH:MM` for any other. */
export function timeOfDay(at: number, now: number): string {
  return dayAt(at) === dayAt(now) ? clockAt(at) : `${dayAt(at)} ${clockAt(at)}`;
}

/** `2026-12-01 10:00 UTC+8`: for who may be elsewhere. */
export function moment(at: number): string {
  const east = -new Date(at).getTimezoneOffset();
  const [hours, minutes] = [Math.trunc(Math.abs(east) / 60), Math.abs(east) % 60];
  const offset = east === 0 ? '' : `${east < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${twoDigits(minutes)}`}`;
  return `${dayAt(at)} ${clockAt(at)} UTC${offset}`;
}

/** `YYYY-MM-DD` */
export function dayAt(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** `HH:MM` */
export function clockAt(at: number): string {
  const date = new Date(at);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * A day or a minute where the machine stands, or an age: `2026-11-01`, `2026-11-01T08:00`, `7d`, `1d12h`. Null: it is none of these, or there
 * is no such day.
 * @param now ms since 1970, which an age counts back from
 */
export function timeIn(written: string, now: number): number | null {
  const age = durationIn(written);
  if (age !== null) return now - age;
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?$/.exec(written) ?? [];
  if (parts.length === 0) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.map((part) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hour, minute);
  // What there is not becomes another day: February 30 is March 2.
  const isReal = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return isReal ? date.getTime() : null;
}

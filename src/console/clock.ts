// Times as the operator reads them, in the machine's own time zone.
import { clockAt, dayAt, twoDigits } from '../i18n/time.ts';

/** `HH:MM:SS` of a time in ms since 1970. */
export function clock(at: number): string {
  return `${clockAt(at)}:${twoDigits(new Date(at).getSeconds())}`;
}

/** `HH:MM:SS.mmm` */
export function preciseClock(at: number): string {
  return `${clock(at)}.${String(at % 1000).padStart(3, '0')}`;
}

/** `HH:MM:SS` for a time of today, `YYYY-MM-DD HH:MM` for any other. Both in ms since 1970. */
export function since(at: number, now: number): string {
  return dayAt(at) === dayAt(now) ? clock(at) : `${dayAt(at)} ${clockAt(at)}`;
}

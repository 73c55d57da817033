// How the time of something that was is written, where the machine stands. All in ms since 1970.

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

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

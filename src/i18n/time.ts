// How times are written, where the machine stands.

/** `HH:MM` for a time of today, `YYYY-MM-DD HH:MM` for any other. Both in ms since 1970. */
export function timeOfDay(at: number, now: number): string {
  const time = new Date(at);
  return time.toDateString() === new Date(now).toDateString() ? clock(time) : `${day(time)} ${clock(time)}`;
}

/** `2026-12-01 10:00 UTC+8`: for who may be elsewhere. @param at ms since 1970 */
export function moment(at: number): string {
  const time = new Date(at);
  const east = -time.getTimezoneOffset();
  const [hours, minutes] = [Math.trunc(Math.abs(east) / 60), Math.abs(east) % 60];
  const offset = east === 0 ? '' : `${east < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${twoDigits(minutes)}`}`;
  return `${day(time)} ${clock(time)} UTC${offset}`;
}

function clock(time: Date): string {
  return `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
}

function day(time: Date): string {
  return `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

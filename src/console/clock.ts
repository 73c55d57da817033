// Times as the operator reads them, in the machine's own time zone.

/** `HH:MM:SS` of a time in ms since 1970. */
export function clock(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
}

/** `HH:MM:SS.mmm` */
export function preciseClock(at: number): string {
  return `${clock(at)}.${String(at % 1000).padStart(3, '0')}`;
}

/** `HH:MM:SS` for a time of today, `YYYY-MM-DD HH:MM` for any other. Both in ms since 1970. */
export function since(at: number, now: number): string {
  const time = new Date(at);
  if (time.toDateString() === new Date(now).toDateString()) return clock(at);
  const date = [time.getFullYear(), twoDigits(time.getMonth() + 1), twoDigits(time.getDate())].join('-');
  return `${date} ${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

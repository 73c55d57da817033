// How the time of something that was is written, where the machine stands.

/** `HH:MM` for a time of today, `YYYY-MM-DD HH:MM` for any other. Both in ms since 1970. */
export function timeOfDay(at: number, now: number): string {
  const time = new Date(at);
  const clock = `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
  if (time.toDateString() === new Date(now).toDateString()) return clock;
  return `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())} ${clock}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

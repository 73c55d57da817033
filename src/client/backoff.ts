const LONGEST = 30;

/**
 * Seconds to wait before a try to connect again: 1, 2, 4 … 30, each up to a quarter longer, so that all the clients of a
 * server that comes back do not come in the same moment.
 * @param failures tries that failed since the last success, from 0
 * @param random from 0 to 1
 */
export function backoff(failures: number, random: number): number {
  return Math.min(2 ** failures, LONGEST) * (1 + random / 4);
}

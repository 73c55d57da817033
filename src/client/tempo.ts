/** Lines between two rests. */
const LINES = 10;
/** How long a rest is, in lines. */
const REST = 3;

/**
 * How fast a server takes what it is sent, found out by how fast it answers. A server delays who sends too fast, and may
 * disconnect who never lets it catch up; so every few lines there is a rest, in which it gathers the right to as many lines
 * as were not sent. Little is lost by that. Times are in ms.
 */
export class Tempo {
  #lines = 0;
  /** Time that the lines since the last rest, and that rest, have taken: on the average, what the server gives a line. */
  #spent = 0;
  #askedAt: number | null = null;

  /** A line is on its way. */
  asked(now: number): void {
    this.#askedAt = now;
  }

  /** The line, if there is one, has been answered. @returns how long to rest before the next, mostly 0 */
  answered(now: number): number {
    if (this.#askedAt === null) return 0;
    this.#spent += now - this.#askedAt;
    this.#askedAt = null;
    this.#lines++;
    if (this.#lines < LINES) return 0;
    const rest = (REST * this.#spent) / LINES;
    this.#lines = 0;
    this.#spent = rest;
    return rest;
  }
}

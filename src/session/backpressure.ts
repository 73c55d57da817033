// Long answers are not piled up for somebody who only asks: who has not read the last ones waits for the next.
import type { Outbox } from '../port/outbox.ts';

/** How often it is looked whether somebody has read what it was answered. */
const ASK_AGAIN_MS = 20;

export class Backpressure {
  readonly #outbox: Outbox;
  readonly #most: number;
  readonly #again: () => void;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param most bytes that may be unread when the next line is handled
   * @param again is called some time after `isFree` said no
   */
  constructor(outbox: Outbox, most: number, again: () => void) {
    this.#outbox = outbox;
    this.#most = most;
    this.#again = again;
  }

  /** Whether it has read most of what it was answered. */
  get isFree(): boolean {
    if (this.#outbox.backlog <= this.#most) return true;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#again();
    }, ASK_AGAIN_MS);
    return false;
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}

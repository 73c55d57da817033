// Sees to it that what is to last until a certain time ends then.
import type { ChatView } from '../chat/views.ts';

/** Node's timers go no further (2^31 ms). */
const LONGEST_MS = 2_000_000_000;

export class Expiry {
  readonly #chat: ChatView;
  readonly #expire: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** What the timer is set for; null: for nothing. */
  #awaited: number | null = null;

  /** @param expire asks the chat for it */
  constructor(chat: ChatView, expire: () => void) {
    this.#chat = chat;
    this.#expire = expire;
  }

  /** The chat may have changed. */
  look(): void {
    const { nextExpiry } = this.#chat;
    if (nextExpiry === this.#awaited) return;
    this.#awaited = nextExpiry;
    clearTimeout(this.#timer);
    if (nextExpiry === null) return;
    const wait = Math.min(LONGEST_MS, Math.max(1, nextExpiry - Date.now()));
    this.#timer = setTimeout(() => this.#ring(), wait);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** It may be too early yet: then it is waited for again. */
  #ring(): void {
    this.#awaited = null;
    this.#expire();
    this.look();
  }
}

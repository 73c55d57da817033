import type { Command, Entry } from '../chat/command.ts';

/** The session on this node that a command comes from; null when it comes from none. */
export type Origin = string | null;

/** Applies the next entry of the one order. `origin` is null for entries that come from elsewhere. */
export type Apply = (entry: Entry, origin: Origin) => void;

/** Puts commands in one order and makes durable what must last. */
export interface Log {
  /** Puts a command after all that were appended here before. It is applied now or later, never inside another's application. */
  append(command: Command, origin: Origin): void;
  /**
   * Calls `seal`, once, soon but never at once; and what it gives, once, when all that had been applied when `seal` was called
   * is stored and may be seen.
   */
  whenDurable(seal: () => () => void): void;
}

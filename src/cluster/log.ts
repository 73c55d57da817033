import type { Command, Entry } from '../chat/command.ts';

/** The session on this node that a command comes from; null when it comes from none. */
export type Origin = string | null;

/** Applies the next entry of the one order. `origin` is null for entries that come from elsewhere. */
export type Apply = (entry: Entry, origin: Origin) => void;

/** Puts commands in one order and makes durable what must last. */
export interface Log {
  /** Puts a command after all that were appended here before. It is applied now or later, never inside another's application. */
  append(command: Command, origin: Origin): void;
  /** Calls `flush`, once, when all that has been applied by now is stored and may be seen. */
  whenDurable(flush: () => void): void;
}

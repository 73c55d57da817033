// Conversations as they are read again: which, what part of them, and what was found.
import type { Conversation, HistoryEvent, HistoryQuery } from '../store/store.ts';

export type { Bound, HistoryEvent } from '../store/store.ts';

/** A conversation that somebody may read, in one part or several, and what it is called now: a room, or who the other is. */
export interface Talk {
  readonly parts: readonly Conversation[];
  readonly name: string;
}

/** A part of a conversation, oldest first. `from`: at which end it may be cut if it is too much. */
export interface Past<E extends HistoryEvent = HistoryEvent> {
  readonly events: readonly E[];
  readonly from: HistoryQuery['from'];
}

/** Which part of a conversation; as in the store's query. */
export type Part = Omit<HistoryQuery, 'of'>;

/** What is looked for; as in the store's query. `in` null: everywhere. */
export interface Wanted {
  readonly in: Talk | null;
  readonly words: readonly string[];
  readonly from: string | null;
  readonly after: number | null;
  readonly before: number | null;
  readonly limit: number;
}

/** A conversation, and when something was last said there (ms since 1970). */
export interface ActiveTalk {
  readonly talk: Talk;
  readonly at: number;
}

// What lasts. It is written by the log, entry by entry, and read by whoever needs more than the chat's present state.
import type { AuditEntry } from '../chat/audit.ts';
import type { Credentials, Entry, UserId } from '../chat/command.ts';
import type { EventOf, Outcome } from '../chat/event.ts';
import type { Fact } from '../chat/fact.ts';
import type { AuditQuery } from './audit.ts';
import type { Health } from './trouble.ts';

/** The folder in which everything is kept, unless another is named. */
export const DEFAULT_FOLDER = './chaguan-data';

/** A registered name. */
interface RegisteredName {
  /** As it was spelt where it was registered. */
  readonly name: string;
  /** ms since 1970. */
  readonly registeredAt: number;
  /** The fingerprints of those that prove that somebody owns it, in the order in which they were added. */
  readonly certificates: readonly string[];
}

/** A registered name, and what proves that somebody owns it. */
export interface AccountRecord extends RegisteredName {
  readonly credentials: Credentials;
}

/**
 * One of two who talk: an account, or, without one, a user for as long as it is here. So nobody who takes a name later may
 * read what was said to whoever had it.
 */
export type Party = { readonly account: string } | { readonly user: UserId };

/** Where something was said or happened. Names may be spelt in any way that is the same name under `fold`. */
export type Conversation =
  | { readonly kind: 'room'; readonly name: string }
  | { readonly kind: 'private'; readonly between: readonly [Party, Party] };

/** What is remembered. A `left` or `renamed` is in the history of each of its rooms. */
export type HistoryEvent = EventOf<
  | 'said'
  | 'redacted'
  | 'joined'
  | 'parted'
  | 'left'
  | 'kicked'
  | 'renamed'
  | 'topic-changed'
  | 'modes-changed'
  | 'room-renamed'
>;

/** A place in a conversation: that of an event (`event.id`), or a time (ms since 1970). */
export type Bound = { readonly id: string } | { readonly at: number };

/** A part of a conversation. What is at a bound is not in it; an id that the conversation does not have leaves nothing. */
export interface HistoryQuery {
  readonly of: Conversation;
  /** `messages`: what was said and not taken back, without reactions. */
  readonly what: 'messages' | 'all';
  readonly after: Bound | null;
  readonly before: Bound | null;
  /** Which, if there are more than `limit`. */
  readonly from: 'oldest' | 'newest';
  readonly limit: number;
}

/** What must be contained, in any spelling that is the same under `fold`, in what was said. */
export interface SearchQuery {
  readonly in: readonly Conversation[];
  /** All of them; none: whatever was said. */
  readonly words: readonly string[];
  /** The name, or the account, of who said it; null: anybody. */
  readonly from: string | null;
  /** ms since 1970, not included; null: no bound. */
  readonly after: number | null;
  readonly before: number | null;
  readonly limit: number;
}

/** Private conversations of any of `parties`, and `rooms`, with something said between two times (ms since 1970; not included). */
export interface ActiveQuery {
  readonly parties: readonly Party[];
  readonly rooms: readonly string[];
  readonly after: number;
  readonly before: number;
  readonly limit: number;
}

/** A conversation, and the last that was said there between the two times. Its names are under `fold`. */
export interface Active {
  readonly of: Conversation;
  readonly last: EventOf<'said'>;
}

/** What the chat must know when it starts. */
export interface Restored {
  readonly accounts: readonly RegisteredName[];
  /** In the order in which each was first kept. */
  readonly facts: readonly Fact[];
  /** When something was last said (ms since 1970); 0: nothing is known of it. */
  readonly spokenAt: number;
}

/** How much of each conversation is kept, at least; a little more may be, for a while. */
export interface Retention {
  readonly ms: number;
  readonly events: number;
}

/**
 * Reads see all that was kept before they were asked, unless it cannot be stored now; then they see what is stored. They
 * reject with a StoreError if what is stored cannot be read.
 *
 * The times of events go up: one that is earlier than the one before it, because the clock was set back, is looked for at
 * the time of the one before.
 */
export interface Store {
  /** 32 random bytes, made with the store and kept as long: what is made up for accounts that do not exist stays the same. */
  readonly decoyKey: Uint8Array;
  /** Whether what is kept can be stored now, and if not, why. It goes on trying by itself. */
  readonly health: Health;
  /** Calls `listener` with the new health whenever that changes; `detail` is what the system or the database says, for the log. */
  onHealth(listener: (health: Health, detail: string) => void): void;
  /** Calls `listener` when a mistake of ours has made something impossible: what was to be stored is lost, all else is stored. */
  onMistake(listener: (doing: string, error: Error) => void): void;
  /** Keeps what an entry has brought, once it has been applied; what was refused brings nothing. */
  keep(entry: Entry, outcome: Outcome): void;
  /** Resolves when all that was kept before is stored, however long that takes; never rejects. */
  commit(): Promise<void>;
  /** By name, in any spelling that is the same name under `fold`; null when nobody has registered it. */
  account(name: string): Promise<AccountRecord | null>;
  /** By the fingerprint of one of its certificates, as the chat has settled it; null when it is none's. */
  accountOfCertificate(fingerprint: string): Promise<AccountRecord | null>;
  /** In the order of the log, oldest first. What was only for some roles of a room is there: `event.to.least`. */
  history(query: HistoryQuery): Promise<readonly HistoryEvent[]>;
  /** What was said under this id; null when it was not said there, or was taken back. */
  message(of: Conversation, id: string): Promise<EventOf<'said'> | null>;
  /** Newest first. What was only for some roles of a room is there. */
  search(query: SearchQuery): Promise<readonly EventOf<'said'>[]>;
  /** The most recently active first (IRCv3 chathistory "TARGETS"). */
  active(query: ActiveQuery): Promise<readonly Active[]>;
  /** What operators and ops have done, the newest last. */
  audit(query: AuditQuery): Promise<readonly AuditEntry[]>;
  restore(): Promise<Restored>;
  /** Stores what has been kept, if that is possible now. Nothing may be asked of the store afterwards. */
  close(): Promise<void>;
}

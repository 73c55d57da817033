// What happened. An event is an immutable fact with all that is needed to show it, whatever becomes of the chat later.
import type { ClientTags, Departure, Form, Mode, ModeChange, Peer, UserId } from './command.ts';

/** A user as it was when the event happened. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly username: string;
  readonly realname: string;
  readonly peer: Peer;
  readonly operator: boolean;
}

/**
 * Who something was said to. `echo`: to nobody but the speaker, by the mode. A user is spoken to by name, or because the
 * mode makes a conversation of guest and operator.
 */
type Target =
  | { readonly kind: 'room'; readonly name: string }
  | { readonly kind: 'user'; readonly person: Person; readonly away: string | null; readonly by: 'name' | 'mode' }
  | { readonly kind: 'echo' };

/** `id` is the entry's (several events of one entry share it); `at` is in ms since 1970. */
interface Fact {
  readonly id: string;
  readonly at: number;
  /** Who did it. */
  readonly who: Person;
}

export type Event = Fact &
  (
    | { readonly kind: 'entered' }
    | { readonly kind: 'left'; readonly departure: Departure; readonly rooms: readonly string[] }
    | { readonly kind: 'renamed'; readonly after: Person; readonly rooms: readonly string[] }
    | { readonly kind: 'away-changed'; readonly text: string | null }
    | { readonly kind: 'described'; readonly realname: string }
    | { readonly kind: 'user-mode-changed'; readonly set: boolean; readonly mode: 'invisible' | 'operator' }
    | { readonly kind: 'joined'; readonly room: string; readonly created: boolean; readonly away: string | null }
    | { readonly kind: 'parted'; readonly room: string; readonly text: string }
    | { readonly kind: 'kicked'; readonly room: string; readonly target: Person; readonly text: string }
    | { readonly kind: 'invited'; readonly room: string; readonly target: Person }
    | { readonly kind: 'topic-changed'; readonly room: string; readonly text: string }
    | { readonly kind: 'modes-changed'; readonly room: string; readonly changes: readonly ModeChange[] }
    | {
        readonly kind: 'said';
        readonly to: Target;
        readonly text: string;
        readonly form: Form;
        readonly tags: ClientTags;
      }
    | { readonly kind: 'broadcast'; readonly text: string }
    | { readonly kind: 'banned'; readonly host: string; readonly text: string; readonly others: number }
    | { readonly kind: 'unbanned'; readonly host: string }
    | { readonly kind: 'limited'; readonly users: number }
    | { readonly kind: 'locked'; readonly locked: boolean }
    | { readonly kind: 'mode-changed'; readonly mode: Mode }
    /** p2p: whether `who` has the operator's one line now. */
    | { readonly kind: 'line-given' }
    | { readonly kind: 'line-busy' }
  );

export type EventKind = Event['kind'];
export type EventOf<K extends EventKind> = Extract<Event, { kind: K }>;

/** An event and exactly the users it is for, each once. The actor is among them when it concerns the actor. */
export interface Delivery {
  readonly event: Event;
  readonly to: readonly UserId[];
}

/** Why a command, or a part of it, was not done. Told only to who asked. */
export type Refusal =
  | { readonly why: 'name-taken'; readonly name: string }
  | { readonly why: 'name-invalid'; readonly name: string; readonly flaw: NameFlaw }
  | { readonly why: 'room-name-invalid'; readonly room: string; readonly flaw: NameFlaw }
  | { readonly why: 'no-such-user'; readonly name: string }
  | { readonly why: 'no-such-room'; readonly room: string }
  | { readonly why: 'not-in-room'; readonly room: string }
  | { readonly why: 'target-not-in-room'; readonly room: string; readonly name: string }
  | { readonly why: 'target-in-room'; readonly room: string; readonly name: string }
  | { readonly why: 'op-needed'; readonly room: string }
  | { readonly why: 'operator-needed' }
  | { readonly why: 'cannot-speak'; readonly room: string; readonly because: 'banned' | 'moderated' | 'external' }
  | { readonly why: 'cannot-join'; readonly room: string; readonly because: 'banned' | 'key' | 'full' | 'invite-only' }
  | { readonly why: 'key-invalid'; readonly room: string }
  | { readonly why: 'too-many-rooms'; readonly room: string; readonly limit: number }
  | { readonly why: 'too-many-bans'; readonly room: string; readonly mask: string; readonly limit: number }
  | { readonly why: 'mask-too-long'; readonly room: string; readonly limit: number }
  | { readonly why: 'too-long'; readonly limit: number }
  | { readonly why: 'nothing-said' }
  | { readonly why: 'nowhere' } // a plain line from somebody who is in no room
  | { readonly why: 'nobody-at-the-desk' }
  | { readonly why: 'line-is-busy' }
  | { readonly why: 'address-banned'; readonly text: string }
  | { readonly why: 'not-banned'; readonly who: string }
  | { readonly why: 'not-an-address'; readonly who: string } // nor the address of somebody here
  | { readonly why: 'is-the-operator' } // the operator cannot be sent away
  | { readonly why: 'house-full'; readonly limit: number }
  | { readonly why: 'address-full'; readonly limit: number } // too many connections from one address
  | { readonly why: 'house-locked' };

/** Why somebody is not let in at all. */
export type TurnedAway = Extract<Refusal, { why: 'house-full' | 'address-full' | 'address-banned' | 'house-locked' }>;

/** What is wrong with a name: nothing there, over the limit, a first character or a character that may not be. */
export type NameFlaw =
  | { readonly kind: 'empty' }
  | { readonly kind: 'long'; readonly limit: number }
  | { readonly kind: 'start'; readonly character: string }
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'reserved' };

/** What came of a command: what happened, in order, and what was refused, in order. */
export interface Outcome {
  readonly deliveries: readonly Delivery[];
  readonly refusals: readonly Refusal[];
}

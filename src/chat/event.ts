// What happened. An event is an immutable fact with all that is needed to show it, whatever becomes of the chat later.
import type {
  ClientTags,
  Departure,
  Face,
  Form,
  Mode,
  ModeChange,
  Peer,
  Role,
  RoomList,
  SessionId,
  UserId,
  UserModeChange,
  WrittenLine,
} from './command.ts';
import type { Fact } from './fact.ts';
import type { Sanction } from './views.ts';

/** A user as it was when the event happened. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly username: string;
  readonly realname: string;
  readonly peer: Peer;
  /** What others are shown instead of the address; null: the address. */
  readonly cloak: string | null;
  readonly operator: boolean;
  /** The account it is logged in to. */
  readonly account: string | null;
  /** A program, by its own word. */
  readonly bot: boolean;
}

/** Who does what nobody asked for: what was to last until a certain time ends. */
export const HOUSE: Person = {
  id: '',
  name: '',
  username: '',
  realname: '',
  peer: { host: '', port: 0 },
  cloak: null,
  operator: true,
  account: null,
  bot: false,
};

/**
 * Who something was said to. `echo`: to nobody but the speaker, by the mode. A user is spoken to by name, or because the
 * mode makes a conversation of guest and operator.
 */
export type Target =
  /** `least`: only to members with this role or a higher one. */
  | { readonly kind: 'room'; readonly name: string; readonly least: Role | null }
  | { readonly kind: 'user'; readonly person: Person; readonly away: string | null; readonly by: 'name' | 'mode' }
  | { readonly kind: 'echo' };

/** `id` is the entry's (several events of one entry share it); `at` is in ms since 1970. */
interface Happened {
  readonly id: string;
  readonly at: number;
  /** Who did it. */
  readonly who: Person;
}

export type Event = Happened &
  (
    | { readonly kind: 'entered' }
    /** Another session of somebody who is here. `before`: whose it was until then; `since`: when the last one ended (ms since 1970; null: there are others). */
    | {
        readonly kind: 'attached';
        readonly session: SessionId;
        readonly peer: Peer;
        readonly face: Face;
        readonly before: { readonly person: Person; readonly rooms: readonly string[] } | null;
        readonly since: number | null;
      }
    /** A session has ended, and its user is still here: `others` are left. */
    | {
        readonly kind: 'detached';
        readonly session: SessionId;
        readonly peer: Peer;
        readonly departure: Departure;
        readonly others: number;
      }
    | { readonly kind: 'stay-changed'; readonly account: string; readonly set: boolean }
    | { readonly kind: 'left'; readonly departure: Departure; readonly rooms: readonly string[] }
    | { readonly kind: 'renamed'; readonly after: Person; readonly rooms: readonly string[] }
    | { readonly kind: 'away-changed'; readonly text: string | null }
    | { readonly kind: 'described'; readonly realname: string }
    | { readonly kind: 'user-modes-changed'; readonly changes: readonly UserModeChange[] }
    /** `who` wanted to be an operator and could not prove to be one. */
    | { readonly kind: 'operator-denied' }
    /** `who` is already as it is after the change. */
    | { readonly kind: 'account-changed' }
    | { readonly kind: 'registered'; readonly account: string }
    | { readonly kind: 'password-changed'; readonly account: string }
    /** `heir`: a user that never was, to whom the account's part in private conversations falls, so that nobody else gets it. */
    | { readonly kind: 'account-dropped'; readonly account: string; readonly heir: UserId }
    /** `fingerprint` as in `fingerprintIn`. */
    | {
        readonly kind: 'certificate-changed';
        readonly account: string;
        readonly set: boolean;
        readonly fingerprint: string;
      }
    /** What is shown as its user name and address. */
    | { readonly kind: 'host-changed'; readonly after: Person; readonly by: Person }
    /** After it, for each room of that person: for clients that do not know of such a change, it has come in again. */
    | {
        readonly kind: 'rejoined';
        readonly room: string;
        readonly roles: readonly Role[];
        readonly away: string | null;
      }
    /** Whom others watch for by name: here now, or not any more. */
    | { readonly kind: 'appeared' }
    | { readonly kind: 'disappeared' }
    /** The names that are watched for from now on; who asked is told which of them are here. */
    | { readonly kind: 'monitored'; readonly names: readonly string[] }
    /** For those who watch for somebody and share no room: what happened to that person. */
    | { readonly kind: 'watched'; readonly event: Event }
    /** `of`: in which room, or from whom; `read`: until when (ms since 1970). */
    | { readonly kind: 'read-marked'; readonly of: string; readonly read: number }
    | { readonly kind: 'subscribed'; readonly set: boolean; readonly keys: readonly string[] }
    | {
        readonly kind: 'metadata-changed';
        /** The name of a room or of a user. */
        readonly of: string;
        readonly key: string;
        readonly value: string | null;
      }
    | { readonly kind: 'joined'; readonly room: string; readonly created: boolean; readonly away: string | null }
    | { readonly kind: 'parted'; readonly room: string; readonly text: string }
    | {
        readonly kind: 'kicked';
        readonly room: string;
        readonly target: Person;
        readonly text: string;
        /** Until when it may not come back (ms since 1970). */
        readonly until?: number;
      }
    | { readonly kind: 'invited'; readonly room: string; readonly target: Person }
    | { readonly kind: 'room-renamed'; readonly room: string; readonly after: string; readonly text: string }
    | { readonly kind: 'room-registered'; readonly room: string; readonly founder: string }
    | { readonly kind: 'room-dropped'; readonly room: string }
    /** A registered room is another account's: that of its founder has ended. */
    | { readonly kind: 'founder-changed'; readonly room: string; readonly founder: string }
    /** `who` has these roles too from now on: its account has them there. */
    | { readonly kind: 'roles-given'; readonly room: string; readonly roles: readonly Role[] }
    | { readonly kind: 'topic-changed'; readonly room: string; readonly text: string }
    | { readonly kind: 'modes-changed'; readonly room: string; readonly changes: readonly ModeChange[] }
    /** Their time is over. */
    | { readonly kind: 'bans-ended'; readonly room: string; readonly masks: readonly string[] }
    | {
        readonly kind: 'said';
        readonly to: Target;
        readonly text: string;
        readonly form: Form;
        readonly tags: ClientTags;
        /** As in the command `say`. */
        readonly lines: readonly WrittenLine[] | null;
        /** Whose message in that room it replies to, if that is known. */
        readonly replyTo?: Person;
      }
    /** `message` is the id of what was said, `author` who said it. */
    | {
        readonly kind: 'redacted';
        readonly to: Target;
        readonly message: string;
        readonly author: Person;
        readonly text: string;
      }
    | { readonly kind: 'broadcast'; readonly text: string }
    | { readonly kind: 'wallops'; readonly text: string }
    /** `others`: how many more are here from there, and stay. */
    | { readonly kind: 'banned'; readonly sanction: Sanction; readonly others: number }
    | { readonly kind: 'unbanned'; readonly sanction: Sanction; readonly because: 'lifted' | 'expired' }
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

/** The reason may be empty; `until` in ms since 1970, null: for good. */
interface WhyBanned {
  readonly text: string;
  readonly until: number | null;
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
  | {
      readonly why: 'cannot-speak';
      readonly room: string;
      readonly because: 'banned' | 'moderated' | 'external' | 'no-ctcp' | 'registered-speech';
    }
  | {
      readonly why: 'cannot-join';
      readonly room: string;
      readonly because: 'key' | 'full' | 'invite-only' | 'registered-only';
    }
  | ({ readonly why: 'cannot-join'; readonly room: string; readonly because: 'banned' } & WhyBanned)
  | { readonly why: 'cannot-reach'; readonly name: string } // takes messages only from who has an account
  | { readonly why: 'room-name-taken'; readonly room: string; readonly name: string }
  | { readonly why: 'room-cannot-be-renamed'; readonly room: string; readonly name: string }
  | { readonly why: 'lobby-not-registered' }
  | { readonly why: 'room-registered'; readonly room: string; readonly founder: string }
  | { readonly why: 'room-not-registered'; readonly room: string }
  | { readonly why: 'room-not-yours'; readonly room: string; readonly founder: string }
  | { readonly why: 'too-many-own-rooms'; readonly limit: number }
  | { readonly why: 'too-many-registered-rooms' }
  | { readonly why: 'too-many-role-holders'; readonly room: string; readonly limit: number }
  | { readonly why: 'key-invalid'; readonly room: string }
  | { readonly why: 'too-many-rooms'; readonly room: string; readonly limit: number }
  | {
      readonly why: 'too-many-masks';
      readonly room: string;
      readonly list: RoomList;
      readonly mask: string;
      readonly limit: number;
    }
  | { readonly why: 'mask-invalid'; readonly room: string; readonly list: RoomList; readonly mask: string }
  | { readonly why: 'mask-too-long'; readonly room: string; readonly list: RoomList; readonly limit: number }
  | { readonly why: 'name-registered'; readonly name: string } // by somebody else: log in first
  | { readonly why: 'account-exists'; readonly account: string }
  | { readonly why: 'account-not-own-name'; readonly account: string; readonly name: string }
  | { readonly why: 'no-such-account'; readonly account: string }
  | { readonly why: 'already-logged-in'; readonly account: string }
  | { readonly why: 'not-logged-in' }
  | { readonly why: 'too-many-accounts' }
  | { readonly why: 'name-banned'; readonly account: string } // its owner was, and has dropped it
  | { readonly why: 'too-many-sessions'; readonly name: string; readonly limit: number }
  | { readonly why: 'too-many-stay' }
  | { readonly why: 'another-stays'; readonly account: string; readonly name: string }
  | { readonly why: 'fingerprint-invalid' }
  | { readonly why: 'certificate-taken'; readonly fingerprint: string } // by this account or another
  | { readonly why: 'no-such-certificate'; readonly fingerprint: string }
  | { readonly why: 'too-many-certificates'; readonly limit: number }
  | { readonly why: 'no-such-message'; readonly to: string; readonly message: string }
  | { readonly why: 'not-your-message'; readonly to: string; readonly message: string }
  | { readonly why: 'too-many-lines'; readonly limit: number }
  | { readonly why: 'too-many-monitored'; readonly names: readonly string[]; readonly limit: number }
  | { readonly why: 'too-many-subscriptions'; readonly key: string }
  | { readonly why: 'metadata-not-yours'; readonly target: string; readonly key: string }
  | { readonly why: 'metadata-not-set'; readonly target: string; readonly key: string }
  | { readonly why: 'metadata-key-invalid'; readonly key: string }
  | { readonly why: 'metadata-value-too-long'; readonly limit: number }
  | { readonly why: 'too-much-metadata'; readonly target: string; readonly limit: number }
  | { readonly why: 'host-invalid'; readonly host: string }
  | { readonly why: 'too-long'; readonly limit: number }
  | { readonly why: 'nothing-said' }
  | { readonly why: 'cannot-store' } // nothing new can be kept now
  | { readonly why: 'nowhere' } // a plain line from somebody who is in no room
  | { readonly why: 'nobody-at-the-desk' }
  | { readonly why: 'line-is-busy' }
  | ({ readonly why: 'banned'; readonly whom: Barred } & WhyBanned)
  | { readonly why: 'not-banned'; readonly who: string }
  | { readonly why: 'not-an-address'; readonly who: string } // nor the address of somebody here
  | { readonly why: 'network-too-wide'; readonly network: string }
  | { readonly why: 'bans-yourself'; readonly who: string }
  | { readonly why: 'too-many-sanctions'; readonly limit: number }
  | { readonly why: 'is-the-operator' } // the operator cannot be sent away
  | { readonly why: 'house-full'; readonly limit: number }
  | { readonly why: 'address-full'; readonly limit: number } // too many connections from one address
  | { readonly why: 'house-locked' };

/** Who is kept out: an account, all at an address, or of those the ones without an account. */
export type Barred = 'account' | 'address' | 'guests';

/** Why somebody is not let in at all. */
export type TurnedAway = Extract<Refusal, { why: 'house-full' | 'address-full' | 'banned' | 'house-locked' }>;

/** What is wrong with a name: nothing there, over the limit, a first character or a character that may not be. */
export type NameFlaw =
  | { readonly kind: 'empty' }
  | { readonly kind: 'long'; readonly limit: number }
  | { readonly kind: 'start'; readonly character: string }
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'reserved' };

/** What came of a command: what happened, in order; what was refused, in order; what has changed of that which lasts. */
export interface Outcome {
  readonly deliveries: readonly Delivery[];
  readonly refusals: readonly Refusal[];
  readonly facts: readonly Fact[];
}

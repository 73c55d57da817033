// What there is to show. A view says what happened, never how it looks or in which language.

export type SpeechForm = 'message' | 'notice' | 'action';

/** Where something was said: in a room, or between oneself and one other person. */
export type Place =
  | { readonly kind: 'room'; readonly room: string }
  | { readonly kind: 'private'; readonly with: string };

/** Somebody in the answer to /who. */
export interface Person {
  readonly name: string;
  /** `user@host`. */
  readonly address: string;
  readonly away: boolean;
  readonly prefixes: string;
  readonly realname: string;
}

export interface ListedRoom {
  readonly name: string;
  readonly members: number;
  readonly topic: string;
}

/** Why the client itself did not do what was asked. */
type Obstacle = 'offline' | 'no-room' | 'not-in-room';

type What =
  | { readonly kind: 'welcomed'; readonly name: string }
  /** The name may not be used and the person must give another. */
  | { readonly kind: 'name-refused'; readonly name: string; readonly why: 'taken' | 'invalid'; readonly text: string }
  /** The name is taken and `next` is tried without asking. */
  | { readonly kind: 'name-numbered'; readonly name: string; readonly next: string }
  | { readonly kind: 'joined'; readonly who: string; readonly room: string; readonly own: boolean }
  | {
      readonly kind: 'parted';
      readonly who: string;
      readonly room: string;
      readonly text: string;
      readonly own: boolean;
    }
  | { readonly kind: 'gone'; readonly who: string; readonly text: string; readonly rooms: readonly string[] }
  | {
      readonly kind: 'kicked';
      readonly who: string;
      readonly by: string;
      readonly room: string;
      readonly text: string;
      readonly own: boolean;
    }
  | { readonly kind: 'renamed'; readonly before: string; readonly after: string; readonly own: boolean }
  /** `text` null: back again. */
  | { readonly kind: 'away-changed'; readonly who: string; readonly text: string | null }
  | { readonly kind: 'own-away-changed'; readonly away: boolean }
  | {
      readonly kind: 'said';
      readonly who: string;
      readonly place: Place;
      readonly form: SpeechForm;
      readonly text: string;
      readonly own: boolean;
    }
  /** `by` null: it is so already, and was told on arrival or on request. */
  | { readonly kind: 'topic'; readonly room: string; readonly text: string; readonly by: string | null }
  | { readonly kind: 'modes'; readonly target: string; readonly by: string; readonly text: string }
  | { readonly kind: 'invited'; readonly by: string; readonly room: string }
  | { readonly kind: 'members'; readonly room: string; readonly names: readonly string[] }
  | { readonly kind: 'people'; readonly people: readonly Person[] }
  | { readonly kind: 'rooms'; readonly rooms: readonly ListedRoom[] }
  /** Where a plain line goes from now on; null: nowhere. */
  | { readonly kind: 'room-chosen'; readonly room: string | null }
  /** The server would not. `code` is a numeric or a standard-reply code, `about` what it names. */
  | { readonly kind: 'refused'; readonly code: string; readonly about: readonly string[]; readonly text: string }
  | { readonly kind: 'not-done'; readonly why: Obstacle; readonly about: string }
  | { readonly kind: 'server-said'; readonly text: string }
  /** The server has a password, and it was not this one, or none was given. */
  | { readonly kind: 'password-refused'; readonly given: boolean }
  /** The server wants TLS, and is called again at this port. */
  | { readonly kind: 'diverted'; readonly port: number }
  /** The certificate has logged one in. */
  | { readonly kind: 'logged-in'; readonly account: string }
  /** The server does not know the certificate; one goes on without being logged in. */
  | { readonly kind: 'proof-refused' }
  /** The server lets nobody log in with a certificate. */
  | { readonly kind: 'proof-useless' }
  /** An operator has sent one away. */
  | { readonly kind: 'sent-away'; readonly by: string; readonly text: string }
  /** The server ends the connection and says why. */
  | { readonly kind: 'dismissed'; readonly text: string };

/** `at` in ms since 1970 as the server tells it (IRCv3 server-time); null: now. */
export type View = What & { readonly at: number | null };
export type ViewOf<K extends View['kind']> = Extract<View, { kind: K }>;
/** A view before it gets its time. */
export type Showing = What;

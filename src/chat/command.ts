// What can be asked of the chat. A command is plain data: it can be stored, sent to another node and applied there.
// Time and ids come from outside, with the entry that carries the command; names are as the person wrote them.
import type { Person } from './event.ts';

/** A user for as long as it is here. Given by whoever makes the `enter` command; never used twice. */
export type UserId = string;

/** One of a user's connections. Of the first, it is the user's id. */
export type SessionId = string;

/** Where a user calls from. `host` is an IP address (never with the IPv4-in-IPv6 prefix) or a word for a local face. */
export interface Peer {
  readonly host: string;
  readonly port: number;
}

/** `1.2.3.4:5` or `[::1]:5`: how an address is written everywhere people read it. */
export function peerName(peer: Peer): string {
  return peer.host.includes(':') ? `[${peer.host}]:${peer.port}` : `${peer.host}:${peer.port}`;
}

/** Where a plain line goes: to the room, to the operator, to the operator one guest at a time, back to the sender. */
export type Mode = 'hub' | 'desk' | 'p2p' | 'echo';
export const MODES: readonly Mode[] = ['hub', 'desk', 'p2p', 'echo'];

/** Why somebody is no longer here. */
export type DepartureCause =
  | 'left' // said so
  | 'logged-in' // turned out to be somebody who is here; the text is that one's account
  | 'ended' // closed the connection
  | 'reset' // the connection broke
  | 'timed-out' // silent for too long
  | 'kicked' // sent away by the operator
  | 'banned'
  | 'flooded' // sent too fast for too long
  | 'too-slow' // did not read what was sent
  | 'refused' // never got in
  | 'closing' // the server stops
  | 'failed'; // our own mistake

/** A user's own words, or those of who sent it away (`text`, may be empty), and the cause. */
export interface Departure {
  readonly cause: DepartureCause;
  readonly text: string;
  /** Who has sent it away. */
  readonly by?: Person;
  /** Until when it may not come back (ms since 1970). */
  readonly until?: number;
}

/** How a connection speaks: only plain text has lines for the mode to direct. The operator sits at the console. */
export type Face = 'plain' | 'irc' | 'console';

/** What a user wants to be called: a name of its own, a generated one with this beginning, or its address. */
type NameChoice =
  | { readonly kind: 'chosen'; readonly name: string }
  | { readonly kind: 'guest'; readonly prefix: string }
  | { readonly kind: 'address' };

/** How something is said. A notice never asks for an answer; a tag message carries only client tags (IRCv3 TAGMSG). */
export type Form = 'message' | 'notice' | 'action' | 'tags';

/** Client-only tags of IRCv3 message-tags (`+typing` …); keys begin with `+`, values are unescaped. */
export type ClientTags = Readonly<Record<string, string>>;

/** A message of several lines, as its writer cut it. `joined`: it goes on where the one before ended (IRCv3 multiline). */
export interface WrittenLine {
  readonly text: string;
  readonly joined: boolean;
}

/** What a user is in a room, besides being there. In the order of power. */
export type Role = 'owner' | 'op' | 'halfop' | 'voice';
export const ROLES: readonly Role[] = ['owner', 'op', 'halfop', 'voice'];

/** A room's yes-or-no settings. The last two: who has no account may not come in, or may not speak. */
export const ROOM_FLAGS = [
  'invite-only',
  'moderated',
  'no-external',
  'secret',
  'topic-locked',
  'no-ctcp',
  'registered-only',
  'registered-speech',
] as const;
export type RoomFlag = (typeof ROOM_FLAGS)[number];

/** A room's lists of masks: who is kept out, whom no ban keeps out, who needs no invitation. */
export type RoomList = 'ban' | 'exception' | 'invite-exception';
export const ROOM_LISTS: readonly RoomList[] = ['ban', 'exception', 'invite-exception'];

/** What a user chooses to be: hard to find, a program, told of the operators' talk, reached only by who has an account. */
export type UserMode = 'invisible' | 'bot' | 'wallops' | 'registered-only';

export const USER_MODES: readonly UserMode[] = ['invisible', 'bot', 'wallops', 'registered-only'];

export interface UserModeChange {
  readonly set: boolean;
  readonly mode: UserMode | 'operator';
}

export type ModeChange =
  | { readonly set: boolean; readonly what: RoomFlag }
  | { readonly set: boolean; readonly what: 'role'; readonly role: Role; readonly name: string }
  | { readonly set: boolean; readonly what: RoomList; readonly mask: string }
  | { readonly set: true; readonly what: 'key'; readonly key: string }
  | { readonly set: false; readonly what: 'key' }
  | { readonly set: true; readonly what: 'limit'; readonly limit: number }
  | { readonly set: false; readonly what: 'limit' };

/**
 * What proves that somebody owns an account; of no use to who finds it. `password` is an argon2id hash in PHC string
 * format; the others are of SCRAM-SHA-256 (RFC 5802 section 3), in base64.
 */
export interface Credentials {
  readonly password: string;
  readonly scram: {
    readonly salt: string;
    readonly iterations: number;
    readonly storedKey: string;
    readonly serverKey: string;
  };
}

/** Commands about oneself. */
export type PresenceCommand =
  /** If the account is somebody's who is here under that name, or who stays, it is another session of that user. */
  | {
      readonly kind: 'enter';
      /** Of who is not here yet; then of the session. */
      readonly user: UserId;
      readonly name: NameChoice;
      readonly peer: Peer;
      /** IRC's user name and real name; plain text gives none. */
      readonly username: string;
      readonly realname: string;
      readonly face: Face;
      /** Which account the user has proved to own, if any; the proof is not the chat's business. */
      readonly account: string | null;
      /** As in `away`. */
      readonly away: string;
      /** Nobody on the way can read along. */
      readonly secure: boolean;
      /** The fingerprint of the certificate that it has shown, as in `fingerprintIn`; null: none. */
      readonly certificate: string | null;
    }
  /** The session has ended; with the last one the user leaves, unless it stays. */
  | { readonly kind: 'leave'; readonly user: UserId; readonly session: SessionId; readonly departure: Departure }
  | { readonly kind: 'rename'; readonly user: UserId; readonly name: string }
  /** `text` empty: back again. */
  | { readonly kind: 'away'; readonly user: UserId; readonly text: string }
  | { readonly kind: 'describe'; readonly user: UserId; readonly realname: string }
  | { readonly kind: 'user-modes'; readonly user: UserId; readonly changes: readonly UserModeChange[] }
  /** The user has proved to be an operator; the proof is not the chat's business. */
  | { readonly kind: 'operate'; readonly user: UserId }
  /** The user wanted to be one, and has proved nothing. */
  | { readonly kind: 'deny-operator'; readonly user: UserId }
  /** Makes an account of the name that the user has, and logs in. */
  | { readonly kind: 'register'; readonly user: UserId; readonly account: string; readonly credentials: Credentials }
  /**
   * The user has proved to own this account. If its owner is here and this is the user's only session, it is a session of
   * that one from now on.
   */
  | { readonly kind: 'login'; readonly user: UserId; readonly session: SessionId; readonly account: string }
  | { readonly kind: 'logout'; readonly user: UserId }
  /** Whether who is logged in to the user's account stays here without any session. */
  | { readonly kind: 'stay'; readonly user: UserId; readonly set: boolean }
  /** The user, who is logged in to this account, has given its password once more, and a new one. */
  | {
      readonly kind: 'change-password';
      readonly user: UserId;
      readonly account: string;
      readonly credentials: Credentials;
    }
  /** The account ends: by who is logged in to it and has given its password once more, or by an operator. */
  | { readonly kind: 'drop-account'; readonly user: UserId; readonly account: string }
  /** From now on a certificate proves, or does not prove any more, that somebody owns the account that the user is logged in to. */
  | {
      readonly kind: 'certificate';
      readonly user: UserId;
      readonly set: boolean;
      /** As it was written. */
      readonly fingerprint: string;
    }
  /** Wants to be told when people of these names come and go (IRCv3 monitor). */
  | {
      readonly kind: 'monitor';
      readonly user: UserId;
      readonly add: readonly string[];
      readonly remove: readonly string[] | 'all';
    }
  /** Has read all that was said in this room, or by this user, until then (ms since 1970). */
  | { readonly kind: 'mark-read'; readonly user: UserId; readonly target: string; readonly at: number }
  /** Wants to be told of changes of these keys (IRCv3 metadata). */
  | { readonly kind: 'subscribe'; readonly user: UserId; readonly set: boolean; readonly keys: readonly string[] }
  /** `value` null: the key is removed; `key` null: all of them are. `target` is a room's name or the user's own. */
  | {
      readonly kind: 'metadata';
      readonly user: UserId;
      readonly target: string;
      readonly key: string | null;
      readonly value: string | null;
    };

/** Commands about being in rooms. Room names begin with `#`. */
export type RoomCommand =
  | { readonly kind: 'join'; readonly user: UserId; readonly room: string; readonly key: string }
  | { readonly kind: 'part'; readonly user: UserId; readonly room: string; readonly text: string }
  | {
      readonly kind: 'kick';
      readonly user: UserId;
      readonly room: string;
      readonly names: readonly string[];
      readonly text: string;
    }
  | { readonly kind: 'invite'; readonly user: UserId; readonly room: string; readonly name: string }
  /** `text` empty: no topic. */
  | { readonly kind: 'topic'; readonly user: UserId; readonly room: string; readonly text: string }
  | { readonly kind: 'modes'; readonly user: UserId; readonly room: string; readonly changes: readonly ModeChange[] }
  | {
      readonly kind: 'rename-room';
      readonly user: UserId;
      readonly room: string;
      readonly name: string;
      readonly text: string;
    }
  /** The room stays when nobody is in it, with what it is and who is what in it. */
  | { readonly kind: 'register-room'; readonly user: UserId; readonly room: string }
  | { readonly kind: 'drop-room'; readonly user: UserId; readonly room: string }
  /** Ban somebody from a room by name, with a mask that hits nobody else who is there, and put them out. */
  | {
      readonly kind: 'room-ban';
      readonly user: UserId;
      readonly room: string;
      readonly name: string;
      /** How long, in ms; null: for good. */
      readonly lasting: number | null;
      readonly text: string;
    }
  /** `who`: a mask, or the name that somebody had who was banned by it. */
  | { readonly kind: 'room-unban'; readonly user: UserId; readonly room: string; readonly who: string };

/** Commands that say something. */
export type SpeechCommand =
  /** A plain line: the mode decides where it goes. `room` is where the speaker is, if anywhere. */
  | { readonly kind: 'speak'; readonly user: UserId; readonly room: string | null; readonly text: string }
  | {
      readonly kind: 'say';
      readonly user: UserId;
      /** A room's name, or a user's. */
      readonly to: string;
      readonly text: string;
      readonly form: Form;
      readonly tags: ClientTags;
      /** Only for members of the room with this role or a higher one (IRC's STATUSMSG); null: for all. */
      readonly least: Role | null;
      /** How `text`, which has its line ends in it, was cut by its writer; null: it is one line. */
      readonly lines: readonly WrittenLine[] | null;
    }
  /** Takes back what was said: `message` is its id. */
  | {
      readonly kind: 'redact';
      readonly user: UserId;
      readonly to: string;
      readonly message: string;
      readonly text: string;
    };

/** Commands of the operator: about the whole house. */
export type HouseCommand =
  | { readonly kind: 'broadcast'; readonly user: UserId; readonly text: string }
  /** To those who want to hear the operators (IRC's WALLOPS). */
  | { readonly kind: 'wallops'; readonly user: UserId; readonly text: string }
  /** What is shown as somebody's user name and address from now on. */
  | {
      readonly kind: 'change-host';
      readonly user: UserId;
      readonly name: string;
      readonly username: string;
      readonly host: string;
    }
  /** Send somebody away, by name or `address:port`. */
  | { readonly kind: 'expel'; readonly user: UserId; readonly name: string; readonly text: string }
  /**
   * Keep out of the house, and send away: somebody here by name or `address:port`, whatever it comes as; an account; an address,
   * or a network in CIDR.
   */
  | {
      readonly kind: 'ban';
      readonly user: UserId;
      readonly who: string;
      /** How long, in ms; null: for good. */
      readonly lasting: number | null;
      readonly text: string;
    }
  /** `who`: the number of a sanction, or what it is against. */
  | { readonly kind: 'unban'; readonly user: UserId; readonly who: string }
  /** How many users may be here at once; those who are stay. */
  | { readonly kind: 'limit'; readonly user: UserId; readonly users: number }
  /** Locked: nobody new gets in. */
  | { readonly kind: 'lock'; readonly user: UserId; readonly locked: boolean }
  | { readonly kind: 'mode'; readonly user: UserId; readonly mode: Mode };

/** Asked for by nobody, when its time has come (`nextExpiry`): what was only to last until now ends. */
type TimeCommand = { readonly kind: 'expire' };

export type Command = PresenceCommand | RoomCommand | SpeechCommand | HouseCommand | TimeCommand;

/** A command in its place in the one order, with the time (ms since 1970) and the id given to it there. */
export interface Entry {
  readonly id: string;
  readonly at: number;
  readonly command: Command;
}

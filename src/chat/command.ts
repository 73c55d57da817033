// What can be asked of the chat. A command is plain data: it can be stored, sent to another node and applied there.
// Time and ids come from outside, with the entry that carries the command; names are as the person wrote them.

/** A user for as long as it is here. Given by whoever makes the `enter` command; never used twice. */
export type UserId = string;

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

/** A user's own words (`text`, may be empty) and the cause. */
export interface Departure {
  readonly cause: DepartureCause;
  readonly text: string;
}

/** What a user wants to be called: a name of its own, a generated one with this beginning, or its address. */
type NameChoice =
  | { readonly kind: 'chosen'; readonly name: string }
  | { readonly kind: 'guest'; readonly prefix: string }
  | { readonly kind: 'address' };

/** How something is said. A notice never asks for an answer; a tag message carries only client tags (IRCv3 TAGMSG). */
export type Form = 'message' | 'notice' | 'action' | 'tags';

/** Client-only tags of IRCv3 message-tags (`+typing` …); keys begin with `+`, values are unescaped. */
export type ClientTags = Readonly<Record<string, string>>;

/** What a user is in a room, besides being there. In the order of power. */
export type Role = 'op' | 'voice';
export const ROLES: readonly Role[] = ['op', 'voice'];

/** A room's yes-or-no settings. */
export type RoomFlag = 'invite-only' | 'moderated' | 'no-external' | 'secret' | 'topic-locked';

export type ModeChange =
  | { readonly set: boolean; readonly what: RoomFlag }
  | { readonly set: boolean; readonly what: 'role'; readonly role: Role; readonly name: string }
  | { readonly set: boolean; readonly what: 'ban'; readonly mask: string }
  | { readonly set: true; readonly what: 'key'; readonly key: string }
  | { readonly set: false; readonly what: 'key' }
  | { readonly set: true; readonly what: 'limit'; readonly limit: number }
  | { readonly set: false; readonly what: 'limit' };

/** Commands about oneself. */
export type PresenceCommand =
  | {
      readonly kind: 'enter';
      readonly user: UserId;
      readonly name: NameChoice;
      readonly peer: Peer;
      /** IRC's user name and real name; plain text gives none. */
      readonly username: string;
      readonly realname: string;
      /** How this user speaks: only plain-text users have lines for the mode to direct. The operator sits at the console. */
      readonly face: 'plain' | 'irc' | 'console';
    }
  | { readonly kind: 'leave'; readonly user: UserId; readonly departure: Departure }
  | { readonly kind: 'rename'; readonly user: UserId; readonly name: string }
  /** `text` empty: back again. */
  | { readonly kind: 'away'; readonly user: UserId; readonly text: string }
  | { readonly kind: 'describe'; readonly user: UserId; readonly realname: string }
  | { readonly kind: 'user-mode'; readonly user: UserId; readonly set: boolean; readonly mode: 'invisible' }
  /** The user has proved to be an operator; the proof is not the chat's business. `set: false` gives it up. */
  | { readonly kind: 'operate'; readonly user: UserId; readonly set: boolean };

/** Commands about being in rooms. Room names begin with `#`. */
export type RoomCommand =
  | { readonly kind: 'join'; readonly user: UserId; readonly room: string; readonly key: string }
  | { readonly kind: 'part'; readonly user: UserId; readonly room: string; readonly text: string }
  | {
      readonly kind: 'kick';
      readonly user: UserId;
      readonly room: string;
      readonly name: string;
      readonly text: string;
    }
  | { readonly kind: 'invite'; readonly user: UserId; readonly room: string; readonly name: string }
  /** `text` empty: no topic. */
  | { readonly kind: 'topic'; readonly user: UserId; readonly room: string; readonly text: string }
  | { readonly kind: 'modes'; readonly user: UserId; readonly room: string; readonly changes: readonly ModeChange[] }
  /** Ban somebody from a room by name, with a mask that hits nobody else who is there, and put them out. */
  | {
      readonly kind: 'room-ban';
      readonly user: UserId;
      readonly room: string;
      readonly name: string;
      readonly text: string;
    };

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
    };

/** Commands of the operator: about the whole house. */
export type HouseCommand =
  | { readonly kind: 'broadcast'; readonly user: UserId; readonly text: string }
  /** Send somebody away, by name or `address:port`. */
  | { readonly kind: 'expel'; readonly user: UserId; readonly name: string; readonly text: string }
  /** Ban an address, or the address of somebody by name or `address:port`, and send away who was named. */
  | { readonly kind: 'ban'; readonly user: UserId; readonly who: string; readonly text: string }
  | { readonly kind: 'unban'; readonly user: UserId; readonly who: string }
  /** How many users may be here at once; those who are stay. */
  | { readonly kind: 'limit'; readonly user: UserId; readonly users: number }
  /** Locked: nobody new gets in. */
  | { readonly kind: 'lock'; readonly user: UserId; readonly locked: boolean }
  | { readonly kind: 'mode'; readonly user: UserId; readonly mode: Mode };

export type Command = PresenceCommand | RoomCommand | SpeechCommand | HouseCommand;

/** A command in its place in the one order, with the time (ms since 1970) and the id given to it there. */
export interface Entry {
  readonly id: string;
  readonly at: number;
  readonly command: Command;
}

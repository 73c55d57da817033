// What a protocol is to the rest: a decoder that cuts bytes into lines, a session that understands lines and asks for
// commands, dialects that turn events into bytes. And what a session may ask of the server.
import type { Accounts } from '../accounts/accounts.ts';
import type { Command, Departure, DepartureCause, Peer, SessionId, UserId } from '../chat/command.ts';
import type { Event, Person, Refusal } from '../chat/event.ts';
import type { ChatView } from '../chat/views.ts';
import type { Lang } from '../i18n/language.ts';
import type { Limits } from '../limits.ts';
import type { Connection, Secured } from '../port/connection.ts';
import type { Archive } from './archive.ts';
import type { Dialect } from './dialect.ts';
import type { WireForm } from './wire.ts';

/**
 * How a line ended: `lf`, `crlf`, or without a newline: with a NUL, after a while of silence, at the end of the stream,
 * because what came at once is one, or because a datagram is.
 */
export type LineEnd = 'lf' | 'crlf' | 'nul' | 'silence' | 'end' | 'chunk' | 'datagram';

export type Line =
  | { readonly kind: 'text'; readonly text: string; readonly end: LineEnd }
  /** Over the limit; the bytes are gone, the line's end has been reached. `start`: as much of it as is worth looking at. */
  | { readonly kind: 'too-long'; readonly start: string }
  /** `text`: what it is where other bytes are replaced. */
  | { readonly kind: 'not-utf8'; readonly text: string };

/**
 * Cuts a stream into lines, wherever the chunks were cut. Pure: it is told of silence, it does not wait for it. Lazy: bytes
 * are only kept until `next` asks for a line, so it is for the caller to push no more while lines are waiting.
 */
export interface Decoder {
  push(chunk: Uint8Array): void;
  /** The next line; null when more bytes, silence or the end must come first. */
  next(): Line | null;
  /** Bytes of a line that has begun and is not over; 0 as long as `next` has not said null. */
  readonly rest: number;
  /** For how many ms without a byte it wants to wait before `silence` is called; null: it does not care, or `next` has not yet said null. */
  readonly patience: number | null;
  silence(): void;
  /** Nothing more comes: the sender has finished, or the connection broke, perhaps in the middle of a line. */
  end(how: StreamEnd): void;
}

/** How a stream came to its end: closed by its sender, or broken. */
export type StreamEnd = 'ended' | 'broken';

/** A user on one connection, or somebody on the way to being one. */
export interface Session {
  readonly protocol: 'line' | 'irc';
  readonly decoder: Decoder;
  /** In what form it is shown events now. */
  readonly dialect: Dialect;
  /** Called once, when it is known who calls or when nobody speaks: say hello, if that is done in this protocol. */
  greet(): void;
  /** Understands one line. It is not called again before all commands it submitted have been settled. */
  handle(line: Line): void;
  /** An event of a command of its own, after the chat's state has changed. Whether and how it is shown is the session's affair. */
  own(event: Event): void;
  /** An event about this user by somebody else's command: put out of a room, put into one. */
  befall(event: Event): void;
  refuse(refusal: Refusal): void;
  /** All that `handle` asked for is done; replies to the line end here. */
  settled(): void;
  /** Called every `limits.pingSeconds` in which nothing came: an IRC session sends PING. */
  quiet(): void;
  /** The operator begins, or ceases, to see every byte of the connection: whose it is must know. */
  watched(change: 'begins' | 'ends'): void;
  /** The last bytes for a connection that the server closes, for who was this person if anybody. */
  farewell(departure: Departure, person: Person | null): Uint8Array | null;
}

/** What is the same for all sessions of a server. */
export interface HouseRules {
  readonly serverName: string;
  readonly version: string;
  readonly startedAt: number;
  readonly motd: readonly string[];
  readonly lang: Lang;
  readonly names: 'ask' | 'address';
  readonly framing: 'auto' | 'line' | 'chunk';
  /** Lower-case words that leave, alone on a plain-text line. */
  readonly quitWords: ReadonlySet<string>;
  /** Echo mode: put the time before what goes back. */
  readonly echoTime: boolean;
  /** How many of the last messages of a room are shown to who comes in, unless its client asks for them itself; 0: none. */
  readonly replay: number;
  readonly limits: Limits;
  /** Whether this name and password make an operator (IRC's OPER). */
  isOperator(name: string, password: string): boolean;
  /** What IRC clients are told of coming back through TLS (IRCv3 sts): on which port, and for how long. Null: nothing. */
  readonly sts: { readonly port: number; readonly durationSeconds: number } | null;
  /** Nobody gets in without the server's password. */
  readonly needsPassword: boolean;
  isPassword(given: string): boolean;
  /** How many are connected and not in (yet). */
  newcomers(): number;
  /** Whether who calls from there with this password may say for whom it speaks (IRCv3 webirc). */
  isGateway(host: string, password: string): boolean;
}

/** What the server does for one session. */
export interface Host {
  readonly rules: HouseRules;
  readonly chat: ChatView;
  readonly peer: Peer;
  /** Null: everybody on the way can read what is said. */
  readonly secured: Secured | null;
  /** `datagrams`: each is a message, whatever `rules.framing` says. */
  readonly carries: Connection['carries'];
  /** False as soon as it ends, or is ended. */
  readonly isConnected: boolean;
  /** Who it is in the chat: until it turns out to be somebody who is here already, the same as `sessionId`. */
  readonly userId: UserId;
  /** The id to enter with. */
  readonly sessionId: SessionId;
  readonly accounts: Accounts;
  readonly archive: Archive;
  /** ms since 1970. */
  now(): number;
  /** Hands a command to the log. Its outcome comes back through `own` and `refuse`, perhaps later. */
  submit(command: Command): void;
  /**
   * Calls `done` when the work is, unless the connection has ended by then. Until then no further line is handled. Work
   * that fails is a mistake of ours.
   */
  wait<T>(work: Promise<T>, done: (result: T) => void): void;
  /** Queues bytes for this connection alone, after all that has been queued before. */
  send(bytes: Uint8Array): void;
  /** What passes over the connection from now on is written to it too, in this form; null: no longer. */
  trace(form: WireForm | null): void;
  /** Ends the connection after what has been queued and the farewell have been written. */
  close(cause: DepartureCause, text: string): void;
}

/** A protocol: makes a session for a connection that turned out to speak it. */
export interface Protocol {
  open(host: Host): Session;
}

// How a plain-text client ends its messages, found out from the pieces in which its bytes arrive.
import { charactersUpTo, cutCharacter, isOneCharacter } from './utf8.ts';

export type Habit =
  /** No message has ended yet. */
  | 'unknown'
  /** All that has come is one character: a short message, or the first key of a line. */
  | 'key'
  /** Key by key, or a telnet, or told so (`--framing line`): only a newline ends a message, for ever. */
  | 'typing'
  /** A message has ended in a newline. */
  | 'lines'
  /** A message has ended without one. */
  | 'chunks'
  /** Told so (`--framing chunk`): every piece is a message. */
  | 'pieces';

/** What is worth knowing of bytes that arrived together. */
export interface Piece {
  /** One character, a few (they may be keys that were sent together), or so many that nobody types them at once. */
  readonly size: 'key' | 'few' | 'whole';
  readonly hasNewline: boolean;
  /** No message was unfinished when it came. */
  readonly beginsMessage: boolean;
  readonly isFromTelnet: boolean;
}

/**
 * As many characters may be keys: while a network has not confirmed one key, the next ones wait and travel together
 * (Nagle's algorithm, RFC 896). Two or three, at the speed of people; four and more were sent by a program.
 */
const FEW = 3;
/** A piece without a newline, and then nothing for this long: that was the message. */
const SILENCE_MS = 50;
/** The same for a client that has sent newlines before: much longer, for its line may only be slow. */
const UNFINISHED_LINE_MS = 2000;
/** One character alone may be somebody typing in a telnet that sends every key at once. */
const ONE_KEY_MS = 5000;
/** A character that was cut in two is waited for a little longer. */
const REST_OF_CHARACTER_MS = 1000;

const NEWLINE = '\n';
/** How a telnet may send the Return key (RFC 854). */
const TELNET_RETURN = '\r\0';
const NUL = 0;

/** What is known after one more piece. */
export function habitAfter(habit: Habit, piece: Piece): Habit {
  if (habit === 'typing' || habit === 'pieces') return habit;
  if (piece.isFromTelnet) return 'typing';
  if (habit === 'chunks') return habit;
  if (piece.hasNewline) return habit === 'key' ? 'typing' : 'lines';
  switch (habit) {
    case 'unknown':
      return piece.size === 'key' && piece.beginsMessage ? 'key' : 'unknown';
    case 'key':
      return piece.size === 'whole' ? 'chunks' : 'typing';
    case 'lines':
      return piece.size === 'key' ? 'typing' : 'lines';
  }
}

/** What is known after silence ended a message. */
export function habitAfterSilence(habit: Habit): Habit {
  return habit === 'unknown' || habit === 'key' ? 'chunks' : habit;
}

/** For how many ms without a byte to wait until `rest` is a message; null: for ever. */
export function patienceFor(rest: Uint8Array, habit: Habit): number | null {
  switch (habit) {
    case 'typing':
      return null;
    case 'lines':
      return charactersUpTo(FEW, rest) > FEW ? UNFINISHED_LINE_MS : null;
    case 'key':
      return ONE_KEY_MS;
    default:
      return cutCharacter(rest) > 0 ? REST_OF_CHARACTER_MS : SILENCE_MS;
  }
}

/** Whether a message without an end, left by a broken connection, was all that its sender meant to say. */
export function isMeantWithoutEnd(habit: Habit): boolean {
  return habit !== 'typing' && habit !== 'lines';
}

export function pieceOf(bytes: Buffer, beginsMessage: boolean, isFromTelnet: boolean): Piece {
  const hasNewline = bytes.includes(NEWLINE) || bytes.includes(TELNET_RETURN);
  return { size: sizeOf(bytes), hasNewline, beginsMessage, isFromTelnet };
}

function sizeOf(bytes: Buffer): Piece['size'] {
  // No key sends NUL; a program that sends the whole of its buffer does.
  if (bytes.includes(NUL)) return 'whole';
  if (isOneCharacter(bytes)) return 'key';
  return charactersUpTo(FEW, bytes) > FEW ? 'whole' : 'few';
}

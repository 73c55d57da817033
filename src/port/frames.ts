// Lines as WebSocket frames from a server (RFC 6455, 5.2): one message of one frame each, unmasked.
import { isUtf8 } from 'node:buffer';

export type FrameKind = 'text' | 'binary';

const OPCODES = { text: 1, binary: 2 };
const FIN = 0x80;
/** Lengths up to this stand in the second byte; above, it says how many bytes of length follow. */
const SHORT = 125;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const LF = 10;
const CR = 13;

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The same buffer goes to everybody in a room in the same tick: it is framed once for all of them. */
const framed = { text: new WeakMap<Uint8Array, Buffer>(), binary: new WeakMap<Uint8Array, Buffer>() };

/**
 * All frames for lines that end with LF or CR LF, in one piece. A message has no line ending, and a text message only UTF-8:
 * other bytes become U+FFFD (IRCv3 websocket, "WebSocket features and encoding"). `lines` must not change afterwards.
 */
export function framesOf(lines: Uint8Array, kind: FrameKind): Buffer {
  const known = framed[kind].get(lines);
  if (known !== undefined) return known;
  const sendable = kind === 'text' && !isUtf8(lines) ? Buffer.from(lenient.decode(lines)) : lines;
  const frames = Buffer.concat(messagesIn(sendable).flatMap((message) => [headerOf(message.length, kind), message]));
  framed[kind].set(lines, frames);
  return frames;
}

function messagesIn(lines: Uint8Array): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (let begin = 0; begin < lines.length; ) {
    const lf = lines.indexOf(LF, begin);
    const end = lf < 0 ? lines.length : lf;
    const message = lines.subarray(begin, lines[end - 1] === CR ? end - 1 : end);
    if (message.length > 0) messages.push(message);
    begin = end + 1;
  }
  return messages;
}

function headerOf(length: number, kind: FrameKind): Buffer {
  const first = FIN | OPCODES[kind];
  if (length <= SHORT) return Buffer.from([first, length]);
  if (length <= 0xffff) return Buffer.from([first, LENGTH_16, length >> 8, length & 0xff]);
  const header = Buffer.from([first, LENGTH_64, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}

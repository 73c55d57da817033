// WebSocket as a connection (RFC 6455; IRCv3 websocket): each message is one line.
import type { WebSocket } from 'ws';
import type { Peer } from '../chat/command.ts';
import type { Connection, ConnectionEnd, ConnectionEvents, Secured, Stream } from './connection.ts';
import { type FrameKind, framesOf } from './frames.ts';

const BINARY = 'binary.ircv3.net';
const SUBPROTOCOLS: readonly string[] = [BINARY, 'text.ircv3.net'];

const CRLF = Buffer.from('\r\n');
/** The connection ends because it is done with (RFC 6455, 7.4.1). */
const NORMAL_CLOSURE = 1000;

/** The first that we know of those the client offers: its order is that of its preference. Undefined: none. */
export function subprotocolOf(offered: Iterable<string>): string | undefined {
  return [...offered].find((protocol) => SUBPROTOCOLS.includes(protocol));
}

/**
 * What comes is a line whichever kind of message brings it; what goes out is text unless `binary.ircv3.net` was agreed on.
 * The end of the WebSocket is the end of the connection: unlike in TCP, who has finished does not read on.
 *
 * Lines are framed by us and written past `ws`, so that a room of browsers costs one framing. That is in order: `ws` writes
 * nothing to the stream but whole control frames, each at once, as nothing is compressed and no message is sent through it.
 */
export class WebSocketConnection implements Connection {
  readonly carries = 'lines';
  readonly peer: Peer;
  readonly secured: Secured | null;
  readonly #socket: WebSocket;
  readonly #stream: Stream;
  readonly #kind: FrameKind;
  #how: ConnectionEnd = 'ended';
  #events: ConnectionEvents | null = null;
  /** What the messages of one read have brought. */
  #lines: Uint8Array[] = [];

  /** @param socket has just been opened over `stream` */
  constructor(socket: WebSocket, stream: Stream, peer: Peer, secured: Secured | null) {
    this.#socket = socket;
    this.#stream = stream;
    this.#kind = socket.protocol === BINARY ? 'binary' : 'text';
    this.peer = peer;
    this.secured = secured;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#how = error.code === 'ETIMEDOUT' ? 'timed-out' : 'reset';
    });
    // Something that is no WebSocket, or not UTF-8, or too long: `ws` has told the client with the code for it.
    socket.on('error', () => {
      this.#how = 'reset';
    });
    // Until somebody listens.
    socket.pause();
  }

  open(events: ConnectionEvents): void {
    this.#events = events;
    // Buffers, unless `ws` is asked for something else.
    this.#socket.on('message', (message) => this.#take(message as Buffer));
    this.#socket.on('close', () => {
      this.#hand();
      events.closed(this.#how);
    });
    this.#socket.resume();
  }

  /** A read may bring thousands of messages, all in this moment: they are handed over together, as over TCP. */
  #take(message: Buffer): void {
    if (this.#lines.length === 0) queueMicrotask(() => this.#hand());
    this.#lines.push(oneLine(message), CRLF);
  }

  #hand(): void {
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length > 0) this.#events?.data(Buffer.concat(lines));
  }

  get unsent(): number {
    return this.#stream.writableLength;
  }

  /** Nothing may follow a close frame (RFC 6455, 5.5.1). */
  write(bytes: Uint8Array): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#stream.write(framesOf(bytes, this.#kind));
  }

  overflow(): void {
    this.#how = 'too-slow';
    this.#socket.terminate();
  }

  end(graceMs: number): void {
    const socket = this.#socket;
    if (socket.readyState === socket.CLOSED) return;
    // What still comes is read and dropped, up to the client's own close frame.
    socket.removeAllListeners('message').resume();
    socket.close(NORMAL_CLOSURE);
    const grace = setTimeout(() => socket.terminate(), graceMs);
    socket.once('close', () => clearTimeout(grace));
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}

/**
 * A message is a single line without its ending. One that has an ending is forgiven. A line ending inside becomes a space:
 * a page that passes on what somebody has pasted must not send commands that were pasted too.
 */
function oneLine(message: Buffer): Buffer {
  if (!message.includes('\n') && !message.includes('\r')) return message;
  const endings = message.toString('latin1').replace(/[\r\n]+/g, '\n');
  return Buffer.from(endings.replace(/^\n|\n$/g, '').replaceAll('\n', ' '), 'latin1');
}

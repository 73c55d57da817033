// A WebSocket client that can say everything, right or wrong.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { Receiver } from 'ws';
import { call, Growing } from './web.fixture.ts';

declare module 'ws' {
  /** The part of `ws` that reads frames: not in its types. */
  const Receiver: new (options: { readonly isServer: boolean }) => Writable;
}

const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
export const OPCODE = { CONTINUATION, TEXT, BINARY, CLOSE, PING };

interface Form {
  /** `more`: others of the same message follow. */
  readonly end?: 'last' | 'more';
  readonly mask?: Buffer | null;
  /** The reserved bits, as they stand in the first byte. */
  readonly reserved?: number;
  /** What the header says, if it is not true. */
  readonly length?: number;
}

/** A client's frame (RFC 6455, 5.2). */
export function frame(opcode: number, payload: string | Uint8Array, form: Form = {}): Buffer {
  const { end = 'last', mask = randomBytes(4), reserved = 0 } = form;
  const bytes = Buffer.from(payload);
  const length = form.length ?? bytes.length;
  const first = opcode | reserved | (end === 'last' ? 0x80 : 0);
  const bit = mask === null ? 0 : 0x80;
  const head = length < 126 ? [first, bit | length] : [first, bit | 126, length >> 8, length & 0xff];
  if (mask === null) return Buffer.concat([Buffer.from(head), bytes]);
  return Buffer.concat([Buffer.from(head), mask, bytes.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

/** A close frame's payload. */
export function closing(code: number): Buffer {
  return Buffer.from([code >> 8, code & 0xff]);
}

/** A handshake that is accepted, unless these headers (each with CR LF) say otherwise. */
export function handshake(headers = '', line = 'GET /any/where?x HTTP/1.1', version = '13'): string {
  return [
    `${line}\r\nHost: tea.example\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n`,
    `Sec-WebSocket-Version: ${version}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${headers}\r\n`,
  ].join('');
}

export class RawWebSocket {
  readonly socket: Socket;
  /** What has come, in order: `text a`, `binary a`, `ping a`, `pong a`, `close 1000`, `end`. */
  readonly #heard = new Growing();
  #head = '';

  constructor(socket: Socket) {
    this.socket = socket;
    const receiver = new Receiver({ isServer: false });
    receiver.on('message', (data: Buffer, isBinary: boolean) =>
      this.#heard.add(`${isBinary ? 'binary' : 'text'} ${data.toString(isBinary ? 'latin1' : 'utf8')}`),
    );
    for (const kind of ['ping', 'pong']) receiver.on(kind, (data: Buffer) => this.#heard.add(`${kind} ${data}`));
    receiver.on('conclude', (code: number) => this.#heard.add(`close ${code}`));
    socket.on('data', (chunk: Buffer) => {
      const end = this.#head.endsWith('\r\n\r\n') ? 0 : this.#readHead(chunk);
      if (end < chunk.length && this.#head.startsWith('HTTP/1.1 101 ')) receiver.write(chunk.subarray(end));
    });
    socket.on('close', () => this.#heard.add('end'));
  }

  /** @returns how much of it is head */
  #readHead(chunk: Buffer): number {
    const before = this.#head.length;
    const all = this.#head + chunk.toString('latin1');
    const end = all.indexOf('\r\n\r\n');
    this.#head = end < 0 ? all : all.slice(0, end + 4);
    return this.#head.length - before;
  }

  /** The answer to the handshake. */
  get head(): string {
    return this.#head;
  }

  send(...pieces: (string | Uint8Array)[]): void {
    for (const piece of pieces) this.socket.write(piece);
  }

  /** All that has come, when so much has. */
  hear(count: number): Promise<readonly string[]> {
    return this.#heard.reach(count);
  }

  /** All that has come when this has. */
  until(last: string): Promise<readonly string[]> {
    return this.#heard.until(last);
  }
}

/** Connects and sends a handshake. */
export async function rawWebSocket(port: number, headers = ''): Promise<RawWebSocket> {
  const raw = new RawWebSocket(await call(port));
  raw.send(handshake(headers));
  return raw;
}

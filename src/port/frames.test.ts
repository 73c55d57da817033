import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Receiver } from 'ws';
import { type FrameKind, framesOf } from './frames.ts';

interface Message {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** What a client's `ws` reads, in pieces of this many bytes. */
function read(frames: Buffer, piece: number): Message[] {
  const messages: Message[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer, isBinary: boolean) => messages.push({ data, isBinary }));
  for (let begin = 0; begin < frames.length; begin += piece) receiver.write(frames.subarray(begin, begin + piece));
  return messages;
}

const crlf = (lines: readonly Uint8Array[]): Buffer =>
  Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\r\n')]));

const texts = (frames: Buffer): string[] => read(frames, 1000).map(({ data }) => data.toString());

it.each<FrameKind>(['text', 'binary'])(
  'a reader of %s frames gets every line as a message, however it is cut',
  (kind) => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => Buffer.from(text.replace(/[\r\n]/g, '茶'))),
      // Around the lengths at which the header grows.
      fc.constantFrom(125, 126, 127, 65_535, 65_536).map((length) => Buffer.alloc(length, 'a')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 70_000 }), (lines, piece) => {
        const cut = lines.some((one) => one.length > 1000) ? Math.max(piece, 1000) : piece;
        const messages = read(framesOf(crlf(lines), kind), cut);
        expect(messages.map(({ data }) => data.toString())).toEqual(lines.map(String));
        expect(messages.every(({ isBinary }) => isBinary === (kind === 'binary'))).toBe(true);
      }),
    );
  },
);

it('bytes that are not UTF-8 are replaced in text, and left alone in binary', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const { data } of read(framesOf(Buffer.from(bytes), 'text'), 1000)) expect(isUtf8(data)).toBe(true);
      const whole = Buffer.concat(read(framesOf(Buffer.from(bytes), 'binary'), 1000).map(({ data }) => data));
      const isEnding = (byte: number): boolean => byte === 10 || byte === 13;
      expect(whole.filter((byte) => !isEnding(byte))).toEqual(Buffer.from(bytes).filter((byte) => !isEnding(byte)));
    }),
  );
  const cut = Buffer.from([0xe8, 0x8c, 10, 0x61, 0xff, 0x62, 10]);
  expect(texts(framesOf(cut, 'text'))).toEqual(['\ufffd', 'a\ufffdb']);
});

it('lines may end with LF alone, empty ones are nothing, a rest is a line', () => {
  expect(texts(framesOf(Buffer.from('a\nb\r\n\r\n\nc'), 'text'))).toEqual(['a', 'b', 'c']);
});

it('the same buffer is framed once for each kind', () => {
  const lines = Buffer.from('a\r\n');
  const text = framesOf(lines, 'text');
  expect(framesOf(lines, 'text')).toBe(text);
  expect(framesOf(lines, 'binary')).not.toBe(text);
  expect(framesOf(lines, 'binary')).toBe(framesOf(lines, 'binary'));
  expect(framesOf(Buffer.from('a\r\n'), 'text')).not.toBe(text);
});

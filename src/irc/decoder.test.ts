import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line } from '../session/protocol.ts';
import { BODY_BYTES, CLIENT_TAG_BYTES, IrcDecoder } from './decoder.ts';

function lines(...chunks: (string | Uint8Array)[]): Line[] {
  const decoder = new IrcDecoder();
  return chunks.flatMap((chunk) => pushed(decoder, chunk));
}

function pushed(decoder: IrcDecoder, chunk: string | Uint8Array): Line[] {
  decoder.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  const found: Line[] = [];
  for (let line = decoder.next(); line !== null; line = decoder.next()) found.push(line);
  return found;
}

const text = (line: string, end: 'lf' | 'crlf' = 'crlf'): Line => ({ kind: 'text', text: line, end });

test('lines end with LF or CR LF; empty ones are nothing', () => {
  expect(lines('NICK a\r\n\r\n\nUSER b\n')).toEqual([text('NICK a'), text('USER b', 'lf')]);
});

test('CR and NUL inside a line go', () => {
  expect(lines('PRIVMSG a :b\rQUIT\0\r\n')).toEqual([text('PRIVMSG a :bQUIT')]);
});

test('a line that is not UTF-8 is told of, and costs no other', () => {
  const bad = Buffer.from([0x50, 0xff, 0x0a]);
  expect(lines('A\n', bad, 'B\n')).toEqual([
    text('A', 'lf'),
    { kind: 'not-utf8', text: expect.any(String) },
    text('B', 'lf'),
  ]);
});

test('what the end of the stream leaves is dropped', () => {
  for (const left of ['QUIT', 'QUIT\r', 'x'.repeat(10_000)]) {
    const decoder = new IrcDecoder();
    expect(pushed(decoder, left)).toEqual([]);
    decoder.silence();
    decoder.end();
    expect(decoder.next()).toBe(null);
  }
});

describe('limits', () => {
  const tags = (bytes: number): string => `@${'t'.repeat(bytes - 2)} `;
  const body = (bytes: number): string => 'b'.repeat(bytes);

  test.each([
    [body(BODY_BYTES), true],
    [body(BODY_BYTES + 1), false],
    [tags(CLIENT_TAG_BYTES) + body(BODY_BYTES), true],
    [tags(CLIENT_TAG_BYTES + 1) + body(10), false],
    [tags(100) + body(BODY_BYTES + 1), false],
    [`@${'t'.repeat(CLIENT_TAG_BYTES)}`, false],
    [body(100_000), false],
  ])('%#: a line of its length is let through: %s', (line, fits) => {
    for (const end of ['\n', '\r\n']) {
      const [first, second] = lines(line + end, 'PING\n');
      expect(first?.kind).toBe(fits ? 'text' : 'too-long');
      expect(second).toEqual(text('PING', 'lf'));
    }
  });

  test('of a line that never ends, little is kept, and its start is told', () => {
    const decoder = new IrcDecoder();
    for (let i = 0; i < 100; i++) expect(pushed(decoder, `PRIVMSG ${'x'.repeat(5000)}`)).toEqual([]);
    const [line] = pushed(decoder, '\n');
    expect(line).toMatchObject({ kind: 'too-long', start: expect.stringMatching(/^PRIVMSG x{50}/) });
  });
});

const stream = fc
  .array(
    fc.oneof(
      fc.constantFrom('\r\n', '\n', '\r', '@a=b ', 'PRIVMSG #茶 :好', ' ', '🍵', 'x'.repeat(600), '@', '\0'),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  .map((parts) => Buffer.from(parts.join('')));

test('it does not matter where the stream is cut', () => {
  fc.assert(
    fc.property(stream, fc.infiniteStream(fc.integer({ min: 1, max: 700 })), (bytes, sizes) => {
      const whole = lines(bytes);
      expect(lines(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
      const chunks: Uint8Array[] = [];
      for (let from = 0; from < bytes.length; ) {
        const size = sizes.next().value ?? 1;
        chunks.push(bytes.subarray(from, from + size));
        from += size;
      }
      expect(lines(...chunks)).toEqual(whole);
    }),
  );
});

test('lines wait until they are asked for', () => {
  const decoder = new IrcDecoder();
  for (const chunk of ['A\nB', 'C\n', 'D']) decoder.push(Buffer.from(chunk));
  expect([decoder.next(), decoder.next(), decoder.next()]).toEqual([text('A', 'lf'), text('BC', 'lf'), null]);
  expect(pushed(decoder, '\n')).toEqual([text('D', 'lf')]);
});

test.each(['\r', '\n', 'x', '\0', '\r\n', '@ '])('a megabyte of %j costs no more than its bytes', (bytes) => {
  const decoder = new IrcDecoder();
  const before = process.threadCpuUsage();
  for (let i = 0; i < 16; i++) pushed(decoder, Buffer.alloc(65_536, bytes));
  // µs; by the square of its bytes it would be hours.
  expect(process.threadCpuUsage(before).user).toBeLessThan(5_000_000);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../session/protocol.ts';
import { cutCharacter, type Framing, PlainDecoder } from './decoder.ts';

/** A piece is pushed; a number is so many ms without a byte. */
type Step = string | Uint8Array | number;

function decode(framing: Framing, steps: readonly Step[], limit = 4096): Line[] {
  const decoder = new PlainDecoder(framing, limit);
  return steps.flatMap((step) => {
    if (typeof step !== 'number') return decoder.push(typeof step === 'string' ? Buffer.from(step) : step);
    return decoder.patience !== null && step >= decoder.patience ? decoder.silence() : [];
  });
}

const texts = (lines: readonly Line[]): string[] => lines.map((line) => (line.kind === 'text' ? line.text : line.kind));

describe('by line', () => {
  it('takes LF, CRLF and the CR NUL of telnets', () => {
    expect(decode('auto', ['one\ntwo\r\nthree\r\0'])).toEqual([
      { kind: 'text', text: 'one', end: 'lf' },
      { kind: 'text', text: 'two', end: 'crlf' },
      { kind: 'text', text: 'three', end: 'crlf' },
    ]);
  });

  it('gives the same lines wherever the bytes are cut', () => {
    const bytes = Buffer.from('hello\n你好，世界\r\n\n👩‍👩‍👧 done\n');
    const whole = decode('line', [bytes]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(decode('line', [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
    expect(
      decode(
        'line',
        [...bytes].map((byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(whole);
  });

  it('gives the same lines in any pieces, any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(200), { maxLength: 10 }), (bytes, cuts) => {
        const whole = new PlainDecoder('line', 50);
        const pieces = new PlainDecoder('line', 50);
        const all = [...whole.push(bytes), ...whole.end()];
        const bounds = [0, ...cuts.filter((cut) => cut <= bytes.length).sort((a, b) => a - b), bytes.length];
        const some = bounds.slice(1).flatMap((end, at) => pieces.push(bytes.subarray(bounds[at], end)));
        expect(texts([...some, ...pieces.end()])).toEqual(texts(all));
      }),
    );
  });

  it('waits for the end of a line as long as it takes, once one has ended in a newline', () => {
    expect(texts(decode('auto', ['first\n', 'sec', 60_000, 'ond\n']))).toEqual(['first', 'second']);
  });

  it('says when a line is too long, once, and goes on with the next', () => {
    expect(texts(decode('line', ['x'.repeat(60), 'x'.repeat(60), '\nok\n'], 50))).toEqual(['too-long', 'ok']);
    expect(texts(decode('line', [`${'x'.repeat(51)}\nok\n`], 50))).toEqual(['too-long', 'ok']);
    expect(texts(decode('line', [`${'x'.repeat(50)}\n`], 50))).toEqual(['x'.repeat(50)]);
  });

  it('takes back what the backspaces of a key-by-key telnet took back', () => {
    expect(texts(decode('line', ['helo\b\blo\x7fp!\n']))).toEqual(['help!']);
    expect(texts(decode('line', ['\b\b你好\b\n']))).toEqual(['你']);
  });
});

describe('by silence', () => {
  it('takes a piece without a newline, and silence, for a message', () => {
    expect(decode('auto', ['hello', 50, '你好', 50])).toEqual([
      { kind: 'text', text: 'hello', end: 'silence' },
      { kind: 'text', text: '你好', end: 'silence' },
    ]);
  });

  it('joins pieces that follow each other at once', () => {
    expect(texts(decode('auto', ['hel', 'lo', 50]))).toEqual(['hello']);
  });

  it('joins a character that was cut in two, even over some silence', () => {
    const bytes = Buffer.from('你好');
    for (let cut = 1; cut < bytes.length; cut++) {
      if (cut === 3) continue; // between two characters: one key after another
      const steps = [bytes.subarray(0, cut), 100, bytes.subarray(cut), 50];
      expect(texts(decode('auto', steps))).toEqual(['你好']);
    }
    expect(texts(decode('auto', [Buffer.from([0x41, 0xe4, 0xbd]), 1000]))).toEqual(['A\ufffd']);
  });

  it('takes what is left at the end of the stream', () => {
    const decoder = new PlainDecoder('auto', 100);
    decoder.push(Buffer.from('left'));
    expect(decoder.end()).toEqual([{ kind: 'text', text: 'left', end: 'end' }]);
    expect(decoder.end()).toEqual([]);
  });

  it('never cuts the line of somebody who types key by key', () => {
    const keys = [...'héllo 你好'].flatMap((key): Step[] => [key, 3000]);
    expect(texts(decode('auto', [...keys, '\r\n', 'n', 3000, 'e', 60_000, 'xt\r\n']))).toEqual(['héllo 你好', 'next']);
  });

  it('takes one character alone for a message after a while', () => {
    expect(texts(decode('auto', ['q', 4999]))).toEqual([]);
    expect(texts(decode('auto', ['q', 5000, 'r', 50]))).toEqual(['q', 'r']);
  });

  it('tells a message of one character from the first key of a line', () => {
    expect(texts(decode('auto', ['A', 300, 'hello', 50]))).toEqual(['A', 'hello']);
    expect(texts(decode('auto', ['A', 300, 'lice\n']))).toEqual(['Alice']);
  });

  it('cuts at newlines too, in a client that began without', () => {
    expect(texts(decode('auto', ['one', 50, 'two\nthree', 50]))).toEqual(['one', 'two', 'three']);
  });
});

describe('by piece', () => {
  it('takes every piece for a message, but joins a character that was cut', () => {
    const bytes = Buffer.from('好');
    expect(texts(decode('chunk', ['one', 'two', bytes.subarray(0, 2), bytes.subarray(2)]))).toEqual([
      'one',
      'two',
      '好',
    ]);
  });
});

describe('telnet commands', () => {
  it('are no text, wherever they are cut', () => {
    const bytes = Buffer.from([0x68, 255, 253, 3, 0x69, 255, 250, 24, 1, 255, 240, 255, 241, 0x21, 0x0a]);
    expect(texts(decode('auto', [bytes]))).toEqual(['hi!']);
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(texts(decode('auto', [bytes.subarray(0, cut), bytes.subarray(cut)]))).toEqual(['hi!']);
    }
  });
});

it('never throws and keeps no more than its limit, whatever comes', () => {
  const step = fc.oneof(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(50, 1000, 5000));
  const framing = fc.constantFrom<Framing>('auto', 'line', 'chunk');
  fc.assert(
    fc.property(framing, fc.array(step, { maxLength: 30 }), (kind, steps) => {
      for (const line of decode(kind, steps, 64)) {
        if (line.kind === 'text') expect(Buffer.byteLength(line.text)).toBeLessThanOrEqual(64 * 3);
      }
    }),
  );
});

it('knows the missing rest of a character', () => {
  const bytes = Buffer.from('a好😀');
  const missing = Array.from({ length: bytes.length + 1 }, (_, length) => cutCharacter(bytes.subarray(0, length)));
  expect(missing).toEqual([0, 0, 1, 2, 0, 1, 2, 3, 0]);
});

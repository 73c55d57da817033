import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line, StreamEnd } from '../session/protocol.ts';
import { type Framing, PlainDecoder } from './decoder.ts';

/** A piece is pushed; a number is so many ms without a byte; or it is how the stream ends. */
type Step = string | Uint8Array | number | { readonly end: StreamEnd };

function waiting(decoder: PlainDecoder): Line[] {
  const lines: Line[] = [];
  for (let line = decoder.next(); line !== null; line = decoder.next()) lines.push(line);
  return lines;
}

function decode(framing: Framing, steps: readonly Step[], limit = 4096): Line[] {
  const decoder = new PlainDecoder(framing, limit);
  return steps.flatMap((step) => {
    if (typeof step === 'string') decoder.push(Buffer.from(step));
    else if (step instanceof Uint8Array) decoder.push(step);
    else if (typeof step === 'object') decoder.end(step.end);
    else if (decoder.patience !== null && step >= decoder.patience) decoder.silence();
    return waiting(decoder);
  });
}

const texts = (lines: readonly Line[]): string[] => lines.map((line) => (line.kind === 'text' ? line.text : line.kind));

/** Bytes that mean something, among others. */
const bytesOfAnyKind = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r', '\0', '\r\n', '\r\0', '\b', '好', '😀', '\ufeff', 'x'.repeat(30)).map(Buffer.from),
      fc.constantFrom([255], [255, 253, 3], [255, 250], [255, 240], [0xe4, 0xbd]).map((bytes) => Buffer.from(bytes)),
      fc.uint8Array({ maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.concat(parts));

describe('by line', () => {
  it('takes LF, CRLF and the CR NUL of telnets', () => {
    expect(decode('auto', ['one\ntwo\r\nthree\r\0four\r\r\n'])).toEqual([
      { kind: 'text', text: 'one', end: 'lf' },
      { kind: 'text', text: 'two', end: 'crlf' },
      { kind: 'text', text: 'three', end: 'crlf' },
      { kind: 'text', text: 'four', end: 'crlf' },
    ]);
  });

  it('gives the same lines wherever the bytes are cut', () => {
    const bytes = Buffer.from('hello\n你好，世界\r\n\n👩‍👩‍👧 done\r\0two\0\0\0three\n');
    const whole = decode('line', [bytes]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(decode('line', [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
  });

  it('gives the same lines in any pieces, any bytes', () => {
    const end: Step = { end: 'ended' };
    fc.assert(
      fc.property(bytesOfAnyKind, fc.array(fc.nat(200), { maxLength: 10 }), (bytes, cuts) => {
        const whole = decode('line', [bytes, end], 50);
        const bounds = [0, ...cuts.filter((cut) => cut <= bytes.length).sort((a, b) => a - b), bytes.length];
        const pieces = bounds.slice(1).map((to, at) => bytes.subarray(bounds[at], to));
        expect(decode('line', [...pieces, end], 50)).toEqual(whole);
        expect(decode('line', [...Array.from(bytes, (byte) => Uint8Array.of(byte)), end], 50)).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same lines whenever they are asked for', () => {
    fc.assert(
      fc.property(fc.array(bytesOfAnyKind, { maxLength: 6 }), (pieces) => {
        const late = new PlainDecoder('line', 50);
        for (const piece of pieces) late.push(piece);
        expect(waiting(late)).toEqual(decode('line', pieces, 50));
      }),
    );
  });

  it('says when a line is too long, once, and goes on with the next', () => {
    expect(texts(decode('line', ['x'.repeat(60), 'x'.repeat(60), '\nok\n'], 50))).toEqual(['too-long', 'ok']);
    expect(texts(decode('line', [`${'x'.repeat(51)}\nok\n`], 50))).toEqual(['too-long', 'ok']);
    expect(texts(decode('line', [`${'x'.repeat(50)}\r`, '\n'], 50))).toEqual(['x'.repeat(50)]);
  });

  it('takes back what the backspaces of a key-by-key telnet took back', () => {
    expect(texts(decode('line', ['helo\b\blo\x7fp!\n']))).toEqual(['help!']);
    expect(texts(decode('line', ['\b\b你好\b\n']))).toEqual(['你']);
  });

  it('waits for the newline of a short rest as long as it takes, once a line has ended in one', () => {
    expect(texts(decode('auto', ['first\n', 'sec', 60_000, 'ond\n']))).toEqual(['first', 'second']);
  });

  it('hears a program that sent its name with a newline and nothing else with one', () => {
    const steps = ['Bob\n', 'hello', 1999, ' all', 2000, '你好吗？', 2000, 'ok', 60_000];
    expect(texts(decode('auto', steps))).toEqual(['Bob', 'hello all', '你好吗？']);
    expect(texts(decode('line', steps))).toEqual(['Bob']);
  });

  it('does so for nobody who ever sent one key alone', () => {
    expect(texts(decode('auto', ['Bob\n', 'h', 'ello', 60_000, ' all\n', 'hello', 60_000]))).toEqual([
      'Bob',
      'hello all',
    ]);
  });
});

describe('by silence', () => {
  it('takes a piece without a newline, and silence, for a message', () => {
    expect(decode('auto', ['hello', 49, '', 50, '你好', 50])).toEqual([
      { kind: 'text', text: 'hello', end: 'silence' },
      { kind: 'text', text: '你好', end: 'silence' },
    ]);
  });

  it('joins pieces that follow each other at once', () => {
    expect(texts(decode('auto', ['hel', 'l', 'o', 50]))).toEqual(['hello']);
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

  it('cuts at newlines too, in a client that began without', () => {
    expect(texts(decode('auto', ['one', 50, 'two\nthree', 50]))).toEqual(['one', 'two', 'three']);
  });

  it('does not end what has not been looked at', () => {
    const decoder = new PlainDecoder('auto', 100);
    decoder.push(Buffer.from('hel'));
    expect(decoder.patience).toBe(null);
    decoder.silence();
    expect(decoder.next()).toBe(null);
    expect(decoder.patience).toBe(50);
    decoder.push(Buffer.from('lo'));
    expect(decoder.patience).toBe(null);
  });

  it('says once that a message is too long', () => {
    expect(texts(decode('auto', ['x'.repeat(60), 'x'.repeat(100), 50, 'short', 50], 50))).toEqual([
      'too-long',
      'short',
    ]);
  });
});

describe('key by key', () => {
  it('never cuts a line', () => {
    const keys = [...'héllo 你好'].flatMap((key): Step[] => [key, 3000]);
    expect(texts(decode('auto', [...keys, '\r\n', 'n', 3000, 'e', 60_000, 'xt\r\n']))).toEqual(['héllo 你好', 'next']);
  });

  it('nor one of which some keys travelled together', () => {
    const line = ['Z', 300, 'oo', 300, 'e', 300, ' an', 300, 'd all', 60_000, '\r', '\0'];
    expect(texts(decode('auto', line))).toEqual(['Zooe and all']);
  });

  it('takes one character alone for a message after a while', () => {
    expect(texts(decode('auto', ['q', 4999]))).toEqual([]);
    expect(texts(decode('auto', ['q', 5000, 'r', 50]))).toEqual(['q', 'r']);
  });

  it('tells a message of one character from the first key of a line', () => {
    expect(texts(decode('auto', ['A', 300, 'hello everybody', 50]))).toEqual(['A', 'hello everybody']);
    expect(texts(decode('auto', ['A', 300, 'lice\n']))).toEqual(['Alice']);
  });

  it('waits for the newline of a telnet, whatever it sends', () => {
    const hello = Buffer.from([255, 253, 3, 255, 251, 24]);
    expect(texts(decode('auto', [hello, 'Zo', 60_000, 'oe', 60_000, '\r\n']))).toEqual(['Zooe']);
  });
});

describe('by piece', () => {
  it('takes every piece for a message, but joins a character that was cut', () => {
    const bytes = Buffer.from('a😀');
    const cut = [bytes.subarray(0, 2), bytes.subarray(2, 3), bytes.subarray(3)];
    expect(texts(decode('chunk', ['one', 'two', ...cut, 'three']))).toEqual(['one', 'two', 'a', '😀', 'three']);
    expect(texts(decode('chunk', [bytes.subarray(0, 3), 999, 1000]))).toEqual(['a', '\ufffd']);
  });

  it('cuts at no newline', () => {
    expect(decode('chunk', ['one\ntwo\r\nthree\n', 'four', '\r\n'])).toEqual([
      { kind: 'text', text: 'one two three', end: 'lf' },
      { kind: 'text', text: 'four', end: 'chunk' },
      { kind: 'text', text: '', end: 'crlf' },
    ]);
  });

  it('keeps the pieces apart that came before they were asked for', () => {
    const decoder = new PlainDecoder('chunk', 100);
    for (const piece of ['one', 'two', 'x'.repeat(101), 'three']) decoder.push(Buffer.from(piece));
    expect(texts(waiting(decoder))).toEqual(['one', 'two', 'too-long', 'three']);
  });
});

describe('the buffers of C programs', () => {
  const padded = (text: string): Buffer => Buffer.concat([Buffer.from(text), Buffer.alloc(20)]);

  it.each<Framing>(['auto', 'chunk'])('are messages without their NULs, by %s', (framing) => {
    const steps = [padded('Bob'), Buffer.concat([padded('one'), padded('two')]), Buffer.alloc(7), 'three\0', 60_000];
    expect(decode(framing, steps)).toEqual(
      ['Bob', 'one', 'two', 'three'].map((text) => ({ kind: 'text', text, end: 'nul' })),
    );
  });

  it('are lines if they have newlines', () => {
    expect(texts(decode('auto', [padded('one\n'), padded('two\r\n'), 'three\n']))).toEqual(['one', 'two', 'three']);
  });
});

describe('the end of the stream', () => {
  it.each<[string, Framing, readonly Step[], string[]]>([
    ['no habit yet', 'auto', ['left'], ['left']],
    ['one key', 'auto', ['q'], ['q']],
    ['typing', 'auto', ['l', 'e', 'ft'], []],
    ['lines', 'auto', ['one\n', 'left'], []],
    ['chunks', 'auto', ['one', 50, 'left'], ['left']],
    ['by line', 'line', ['left'], []],
  ])(
    'leaves a message when it was finished; when it broke, if such a client means it: %s',
    (_, framing, steps, kept) => {
      const before = texts(decode(framing, steps));
      const all = texts(decode(framing, [...steps, { end: 'ended' }]));
      expect(all).toEqual([...before, 'left'.endsWith(all.at(-1) ?? '') ? 'left' : 'q']);
      expect(texts(decode(framing, [...steps, { end: 'broken' }]))).toEqual([...before, ...kept]);
    },
  );

  it('leaves the lines that have not been asked for', () => {
    const decoder = new PlainDecoder('auto', 100);
    decoder.push(Buffer.from('one\ntwo\nthr'));
    decoder.end('broken');
    expect(texts(waiting(decoder))).toEqual(['one', 'two']);
  });

  it('is told as such, and leaves nothing where nothing is left', () => {
    expect(decode('auto', ['left', { end: 'ended' }])).toEqual([{ kind: 'text', text: 'left', end: 'end' }]);
    expect(decode('auto', ['all\n', { end: 'ended' }])).toHaveLength(1);
    expect(decode('auto', [{ end: 'ended' }])).toEqual([]);
  });
});

it('drops the byte order mark at the start of the stream, and only there', () => {
  const mark = '\ufeff';
  expect(texts(decode('auto', [`${mark}Bob\n${mark}hi\n`]))).toEqual(['Bob', `${mark}hi`]);
  expect(texts(decode('auto', [mark, 60_000, 'hello', 50]))).toEqual(['hello']);
  const bytes = Buffer.from(`${mark}Bob\n`);
  expect(texts(decode('auto', [bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2)]))).toEqual(['Bob']);
});

it('never throws and gives no more than its limit, whatever comes', () => {
  const step = fc.oneof(bytesOfAnyKind, fc.constantFrom(50, 1000, 2000, 5000));
  const framing = fc.constantFrom<Framing>('auto', 'line', 'chunk');
  fc.assert(
    fc.property(framing, fc.array(step, { maxLength: 30 }), (kind, steps) => {
      for (const line of decode(kind, [...steps, { end: 'ended' }], 64)) {
        // A byte that is no UTF-8 becomes U+FFFD, which has three.
        if (line.kind === 'text') expect(Buffer.byteLength(line.text)).toBeLessThanOrEqual(64 * 3);
      }
    }),
  );
});

describe('a megabyte in pieces of 64 KB', () => {
  const CHUNK = 65_536;

  /** µs of this thread's own time, whatever else the machine does. */
  function cost(run: () => void): number {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  }

  it.each(['\r', '\n', 'x', '\0', '\r\0', '\r\n', '\b', '\xff', 'x\r\r'])(
    'of %j costs no more than its bytes',
    (text) => {
      const chunk = Buffer.alloc(CHUNK, text, 'latin1');
      for (const framing of ['auto', 'line', 'chunk'] as const) {
        const decoder = new PlainDecoder(framing, CHUNK);
        const all = cost(() => {
          for (let i = 0; i < 16; i++) {
            decoder.push(chunk);
            while (decoder.next() !== null);
          }
          decoder.end('ended');
          while (decoder.next() !== null);
        });
        // By the square of its bytes it would be hours.
        expect(all).toBeLessThan(5_000_000);
      }
    },
  );

  it('is not looked through for the first of its lines', () => {
    const decoder = new PlainDecoder('line', 4096);
    decoder.push(Buffer.alloc(16 * CHUNK, 'line\n'));
    const some = cost(() => {
      for (let i = 0; i < 100; i++) decoder.next();
    });
    const others = cost(() => {
      while (decoder.next() !== null);
    });
    expect(some).toBeLessThan(others / 4);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToBytes, printable, utf8Length } from './text.ts';

describe('printable', () => {
  it('leaves ordinary text as it is, in any script', () => {
    for (const text of ['hello', '你好，世界', 'Zoë 👩‍👩‍👧', 'สวัสดี', 'שָׁלוֹם']) expect(printable(text)).toBe(text);
  });

  it('shows controls as their pictures and drops formatting', () => {
    expect(printable('\x1b[2Jgone')).toBe('␛[2Jgone');
    expect(printable('\x02bold\x02 \x0304,12red\x03')).toBe('bold red');
    expect(printable('a\tb\r\nc')).toBe('a b␍␊c');
    expect(printable('\u202eesrever')).toBe('\ufffdesrever');
    expect(printable('\x9b31m')).toBe('\ufffd31m');
  });

  it('lets nothing through that moves a cursor, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(printable(text)).not.toMatch(/\p{M}{7}/u);
      }),
    );
  });
});

describe('cutToBytes', () => {
  it('never goes over, never cuts a character, and keeps what fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, limit) => {
        const cut = cutToBytes(text, limit);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
        expect(text.startsWith(cut)).toBe(true);
        if (Buffer.byteLength(text) <= limit) expect(cut).toBe(text);
      }),
    );
  });
});

describe('utf8Length', () => {
  it('is what the bytes are when they are sent', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', 'é', '茶', '\ud83d', '\ude00') }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});

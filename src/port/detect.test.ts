import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';

const kind = (text: string): string => detect(Buffer.from(text, 'latin1')).kind;

describe('who is calling', () => {
  it.each([
    'CAP LS 302\r\n',
    'NICK alice\n',
    'USER a 0 * :A\r\n',
    'PASS x\r\n',
    'QUIT\r\n',
    'PING 1\r\n',
    'nick alice\n',
    'user a 0 * :A B\n',
    'user a 0 * A\n',
    'user a b c :A\n',
    'cap ls\r\n',
    '@label=1 CAP LS\r\n',
    ':x NICK alice\r\n',
    '@a=b :x PASS secret\r\n',
    'WEBIRC p g h 1.2.3.4\r\n',
  ])('%j is IRC', (text) => expect(kind(text)).toBe('irc'));

  it.each([
    'alice\n',
    'hello',
    '你好',
    'nick\n',
    'quit\n',
    'q\n',
    'user is a word\n',
    'Nicky',
    'user input was wrong today\n',
    '@bob hi',
    '@Bob JOIN us\n',
    '@Bob QUIT\n',
    ':) PRIVMSG me\n',
    '@Bob GET / HTTP/1.1\n',
    'cap\n',
    'GETAWAY\n',
    '\n',
  ])('%j is plain text', (text) => expect(kind(Buffer.from(text).toString('latin1'))).toBe('line'));

  it.each(['GET / HTTP/1.1\r\n', 'POST /x HTTP/1.0\r\n', 'PRI * HTTP/2.0\r\n'])('%j is HTTP', (text) => {
    expect(kind(text)).toBe('http');
  });

  it('knows HTTP by the beginning of a very long request line', () => {
    expect(kind(`GET /${'a'.repeat(600)}`)).toBe('http');
    expect(kind(`GET ${'a'.repeat(600)}`)).toBe('line');
    expect(kind(`GET /${'a'.repeat(600)}\n`)).toBe('http');
  });

  it('knows a TLS ClientHello by two bytes, and waits for all of it', () => {
    const hello = `\x16\x03\x01\x02\x00${'h'.repeat(512)}`;
    for (const cut of [1, 2, 3, 4, 5, 200, hello.length - 1]) {
      expect(detect(Buffer.from(hello.slice(0, cut), 'latin1'))).toEqual({ kind: 'undecided', guess: 'tls' });
    }
    expect(kind(hello)).toBe('tls');
    expect(kind('\x16\x01')).toBe('line');
  });

  it.each([
    'CAP LS 302\r\n',
    'NICK alice\r\n',
    '@a=b :x NICK a\r\n',
    'GET / HTTP/1.1\r\n',
    '\x16\x03\x01\x00\x02hi',
    'hello\n',
    '@Bob JOIN us\n',
  ])('says the same of %j wherever it is cut', (text) => {
    const whole = kind(text);
    for (let cut = 1; cut < text.length; cut++) expect([whole, 'undecided']).toContain(kind(text.slice(0, cut)));
  });

  it('takes the beginning of IRC for IRC if nothing more comes, a lone word for text', () => {
    expect(detect(Buffer.from('NICK alice'))).toEqual({ kind: 'undecided', guess: 'irc' });
    expect(detect(Buffer.from('NICK'))).toEqual({ kind: 'undecided', guess: 'line' });
  });

  it('never throws, and is decided after enough bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const { kind: found } = detect(bytes);
        const isTls = bytes[0] === 0x16 && bytes[1] === 3;
        if (bytes.length >= 512 && !isTls) expect(found).not.toBe('undecided');
      }),
    );
  });
});

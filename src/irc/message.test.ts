import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMessage, formatTags, parseMessage } from './message.ts';

function parsed(line: string) {
  const message = parseMessage(line);
  return message === null ? null : { ...message, tags: Object.fromEntries(message.tags) };
}

describe('reading', () => {
  test.each([
    ['PING', [], 'PING', null],
    ['ping  x', ['x'], 'PING', null],
    ['PRIVMSG #tea :hello  there ', ['#tea', 'hello  there '], 'PRIVMSG', null],
    ['PRIVMSG #tea hello ', ['#tea', 'hello'], 'PRIVMSG', null],
    ['TOPIC #tea :', ['#tea', ''], 'TOPIC', null],
    ['PRIVMSG   #tea    ::-)', ['#tea', ':-)'], 'PRIVMSG', null],
    [':ann!a@::1  JOIN   #茶', ['#茶'], 'JOIN', 'ann!a@::1'],
    [':src 005 me A=1 B :are supported', ['me', 'A=1', 'B', 'are supported'], '005', 'src'],
    ['MODE #a +k a:b', ['#a', '+k', 'a:b'], 'MODE', null],
  ])('%j', (line, params, verb, source) => {
    expect(parsed(line)).toEqual({ tags: {}, source, verb, params });
  });

  test.each(['', ' ', ':', ':source', ':source ', '@a=b', '@a=b ', '@a :b'])('%j holds no verb', (line) => {
    expect(parseMessage(line)).toBeNull();
  });

  test.each([
    ['@a=b;c=32;k;rt=ql7', { a: 'b', c: '32', k: '', rt: 'ql7' }],
    ['@a=1;a=2', { a: '2' }],
    ['@a=', { a: '' }],
    ['@a=b=c', { a: 'b=c' }],
    ['@+vendor.example/x=茶', { '+vendor.example/x': '茶' }],
    ['@a=\\:\\s\\\\\\r\\n', { a: '; \\\r\n' }],
    ['@a=\\\\:', { a: '\\:' }],
    ['@a=\\b', { a: 'b' }],
    ['@a=test\\', { a: 'test' }],
    ['@;;a', { a: '' }],
  ])('the tags of %j', (tags, expected) => {
    expect(parsed(`${tags} PING`)?.tags).toEqual(expected);
    expect(parsed(`${tags}   :src   PING`)).toMatchObject({ tags: expected, source: 'src', verb: 'PING' });
  });
});

describe('writing', () => {
  test.each([
    [formatMessage('PING'), 'PING'],
    [formatMessage('PRIVMSG', ['#a', 'one']), 'PRIVMSG #a one'],
    [formatMessage('PRIVMSG', ['#a', 'one two']), 'PRIVMSG #a :one two'],
    [formatMessage('PRIVMSG', ['#a', ':)']), 'PRIVMSG #a ::)'],
    [formatMessage('TOPIC', ['#a', '']), 'TOPIC #a :'],
    [formatMessage('JOIN', ['#a'], 'ann!a@h'), ':ann!a@h JOIN #a'],
    [
      formatMessage(
        'PING',
        ['x'],
        's',
        new Map([
          ['a', 'b c'],
          ['k', ''],
        ]),
      ),
      '@a=b\\sc;k :s PING x',
    ],
    [formatMessage('401', ['me', 'two words', 'no']), '401 me * no'],
    [formatMessage('401', ['me', '', ':x', 'no']), '401 me * * no'],
    [formatMessage('PRIVMSG', ['#a', 'one\r\nQUIT\0']), 'PRIVMSG #a :one  QUIT '],
    [formatTags(new Map([['a\r\n b;', 'x']])), '@ab=x'],
  ])('%j', (written, expected) => {
    expect(written).toBe(expected);
  });
});

const word = fc.stringMatching(/^[^\s\0:][^\s\0]{0,8}$/u);
const text = fc.stringMatching(/^[^\r\n\0]{0,40}$/u);
const key = fc.stringMatching(/^\+?[a-z0-9-]{1,5}(\/[a-z]{1,3})?$/);
const value = fc.string({ unit: 'binary' }).map((any) => any.replaceAll('\0', ''));

test('what was written is read again', () => {
  const message = fc.record({
    tags: fc.dictionary(key, value),
    source: fc.option(word),
    verb: fc.stringMatching(/^([A-Z]{1,8}|[0-9]{3})$/),
    words: fc.array(word, { maxLength: 10 }),
    last: fc.array(text, { maxLength: 1 }),
  });
  fc.assert(
    fc.property(message, ({ tags, source, verb, words, last }) => {
      const params = [...words, ...last];
      const line = formatMessage(verb, params, source, new Map(Object.entries(tags)));
      expect(line).not.toMatch(/[\r\n\0]/);
      expect(parsed(line)).toEqual({ tags, source, verb, params });
    }),
  );
});

test('nothing that is read or written throws, or ends a line', () => {
  const any = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(any, fc.array(any), any, fc.dictionary(any, any), (verb, params, source, tags) => {
      parseMessage(verb);
      expect(formatMessage('X', params, source, new Map(Object.entries(tags)))).not.toMatch(/[\r\n\0]/);
    }),
  );
});

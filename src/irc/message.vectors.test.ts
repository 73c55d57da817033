// The form of messages, case by case: modern-irc "Message Format"; IRCv3 message-tags "Format", "Escaping values", "Rules
// for naming message tags".
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMessage, type Message, parseMessage } from './message.ts';

type Tags = Readonly<Record<string, string>>;

function read(line: string): (Omit<Message, 'tags'> & { tags: Tags }) | null {
  const message = parseMessage(line);
  return message === null ? null : { ...message, tags: Object.fromEntries(message.tags) };
}

function write(verb: string, params: readonly string[] = [], source: string | null = null, tags: Tags = {}): string {
  return formatMessage(verb, params, source, new Map(Object.entries(tags)));
}

describe('the parts', () => {
  it.each<[line: string, tags: Tags, source: string | null, verb: string, params: string[]]>([
    ['LIST', {}, null, 'LIST', []],
    ['AWAY  ', {}, null, 'AWAY', []],
    ['   AWAY', {}, null, 'AWAY', []],
    ['jOiN #茶馆', {}, null, 'JOIN', ['#茶馆']],
    [':tea.example 001 ann', {}, 'tea.example', '001', ['ann']],
    [':ann PART #tea', {}, 'ann', 'PART', ['#tea']],
    [':ann!~a@2001:db8::7 PART #tea', {}, 'ann!~a@2001:db8::7', 'PART', ['#tea']],
    [':小明!~u@host PART #tea', {}, '小明!~u@host', 'PART', ['#tea']],
    ['@id=1 NOTICE', { id: '1' }, null, 'NOTICE', []],
    ['@id=1 :ann NOTICE', { id: '1' }, 'ann', 'NOTICE', []],
    ['@id=1    :ann    NOTICE    bob    :hi', { id: '1' }, 'ann', 'NOTICE', ['bob', 'hi']],
    // Only a space parts: a tab, and spaces of other kinds, are characters like others.
    ['PRIVMSG\t#tea :x', {}, null, 'PRIVMSG\t#TEA', ['x']],
    ['KICK #tea a\tb', {}, null, 'KICK', ['#tea', 'a\tb']],
    ['KICK #tea a\u3000b\u00a0c', {}, null, 'KICK', ['#tea', 'a\u3000b\u00a0c']],
    // A source is one only before the verb, tags are ones only at the very beginning.
    ['NOTICE :ann x', {}, null, 'NOTICE', ['ann x']],
    [' @id=1 x', {}, null, '@ID=1', ['x']],
    [':ann @id=1 x', {}, 'ann', '@ID=1', ['x']],
    [':one :two x', {}, 'one', ':TWO', ['x']],
  ])('of %j', (line, tags, source, verb, params) => {
    expect(read(line)).toEqual({ tags, source, verb, params });
  });

  it.each(['', '   ', ':ann', ':ann   ', '@id=1', '@id=1   ', '@id=1 :ann', '@', '@ ', ':', ': '])(
    'of %j: there is no verb',
    (line) => expect(parseMessage(line)).toBeNull(),
  );
});

describe('the parameters', () => {
  it.each<[rest: string, params: string[]]>([
    ['', []],
    [' ', []],
    [' a', ['a']],
    [' :a', ['a']],
    [' a b  c   d', ['a', 'b', 'c', 'd']],
    [' a b ', ['a', 'b']],
    [' a :', ['a', '']],
    [' a  :', ['a', '']],
    [' :', ['']],
    [' : ', [' ']],
    [' a : ', ['a', ' ']],
    [' a :  b  c  ', ['a', '  b  c  ']],
    [' a ::', ['a', ':']],
    [' a ::-)', ['a', ':-)']],
    [' a :b :c', ['a', 'b :c']],
    [' a b:c :d', ['a', 'b:c', 'd']],
    [' a b: c', ['a', 'b:', 'c']],
    [' \x01ACTION :waves\x01', ['\x01ACTION', 'waves\x01']],
    [' 🍵 :🫖 茶', ['🍵', '🫖 茶']],
    [` ${'p '.repeat(40)}:last`, [...new Array<string>(40).fill('p'), 'last']],
  ])('%j', (rest, params) => {
    expect(parseMessage(`X${rest}`)?.params).toEqual(params);
  });
});

describe('the keys of tags', () => {
  it.each<[tags: string, expected: Tags]>([
    ['k', { k: '' }],
    ['k=', { k: '' }],
    ['k=v', { k: 'v' }],
    ['k=v=w=', { k: 'v=w=' }],
    ['a;b=;c=3', { a: '', b: '', c: '3' }],
    // The last of several counts, also when it has no value.
    ['k=1;k=2;k=3', { k: '3' }],
    ['k=1;x=2;k', { k: '', x: '2' }],
    // "case-sensitive opaque identifiers"; a name that nobody may give rejects no message
    ['k=1;K=2', { k: '1', K: '2' }],
    ['+k=1;k=2', { '+k': '1', k: '2' }],
    ['+typing=active', { '+typing': 'active' }],
    ['draft/reply=x', { 'draft/reply': 'x' }],
    ['+draft/reply=x', { '+draft/reply': 'x' }],
    ['xn--e1afmkfd.org/x-1=y', { 'xn--e1afmkfd.org/x-1': 'y' }],
    ['k_1=a;k.2=b;k!3=c;++k=d;键=e', { k_1: 'a', 'k.2': 'b', 'k!3': 'c', '++k': 'd', 键: 'e' }],
    // Where there is no key, there is nothing.
    ['', {}],
    [';', {}],
    [';;k=1;;', { k: '1' }],
    ['=v;k=1', { k: '1' }],
    // Not the properties that every object has.
    ['__proto__=1;constructor=2', { ['__proto__']: '1', constructor: '2' }],
  ])('%j', (tags, expected) => {
    expect(read(`@${tags} X`)?.tags).toEqual(expected);
  });
});

describe('the values of tags', () => {
  const BOTH_WAYS: readonly [escaped: string, value: string][] = [
    ['plain', 'plain'],
    ['\\:', ';'],
    ['\\s', ' '],
    ['\\\\', '\\'],
    ['\\r', '\r'],
    ['\\n', '\n'],
    ['one\\stwo\\s\\sthree', 'one two  three'],
    ['\\\\:', '\\:'],
    ['\\\\s', '\\s'],
    ['\\\\\\s', '\\ '],
    ['\\\\\\\\', '\\\\'],
    ['a=b,c:d', 'a=b,c:d'],
    ['\t', '\t'],
    ['茶\\s🍵', '茶 🍵'],
    ['\\r\\nQUIT\\s:bye\\:k=v', '\r\nQUIT :bye;k=v'],
  ];
  it.each(BOTH_WAYS)('%j is read as %j', (escaped, value) => {
    expect(read(`@k=${escaped} X`)?.tags).toEqual({ k: value });
  });
  it.each(BOTH_WAYS)('%j is how %j is written', (escaped, value) => {
    expect(write('X', [], null, { k: value })).toBe(`@k=${escaped} X`);
  });

  it.each([
    ['test\\', 'test'],
    ['\\', ''],
    ['\\\\\\', '\\'],
    ['\\b', 'b'],
    ['\\S\\R\\N', 'SRN'],
    ['\\茶', '茶'],
    ['\\🍵', '🍵'],
    ['a\\;k2', 'a'],
  ])('%j, as nobody may write it, is read as %j', (escaped, value) => {
    expect(read(`@k=${escaped} X`)?.tags).toMatchObject({ k: value });
  });

  it('that are missing and that are empty are the same, and written without `=`', () => {
    expect(read('@k= X')).toEqual(read('@k X'));
    expect(write('X', [], null, { k: '' })).toBe('@k X');
  });
});

// The colon before the last parameter is sometimes optional; spaces may be more; tags stand in any order.
describe('what may be written in several ways', () => {
  it.each<[lines: string[]]>([
    [['NICK ann', 'NICK :ann', 'nick  ann', '  Nick   :ann']],
    [['PRIVMSG #tea hi', 'PRIVMSG #tea :hi', 'PRIVMSG   #tea   hi   ']],
    [['PRIVMSG #tea :one two', 'PRIVMSG  #tea  :one two']],
    [['TOPIC #tea :', 'TOPIC #tea  :']],
    [[':ann PART #tea', ':ann   PART   #tea', ':ann PART :#tea']],
    [['@a=1;b X', '@b;a=1 X', '@b=;a=1 X', '@a=0;b;a=1 X', '@;a=1;;b;   X']],
    [['@a=x\\sy :ann X y', '@a=\\x\\s\\y   :ann   X   :y', '@a=x\\sy\\ :ann X y']],
  ])('%j', (lines) => {
    const [message = null, ...others] = lines.map(read);
    expect(others).toEqual(others.map(() => message));
    if (message !== null) expect(lines).toContain(write(message.verb, message.params, message.source, message.tags));
  });
});

describe('nothing that is handed in', () => {
  it.each<[written: string, expected: string]>([
    [write('X', ['a\r\nQUIT']), 'X :a  QUIT'],
    [write('X', ['a\nQUIT', 'b']), 'X * b'],
    [write('X', ['a b', 'c']), 'X * c'],
    [write('X', [':a', 'c']), 'X * c'],
    [write('X', ['', 'c']), 'X * c'],
    [write('X', ['a\0b']), 'X :a b'],
    [write('X', [], 'ann bob'), ':* X'],
    [write('X', [], 'ann\r\nQUIT'), ':* X'],
    [write('X', [], ''), ':* X'],
    [write('X', [], null, { 'a b;c=d\r\n': 'v' }), '@abcd=v X'],
    [write('X', [], null, { a: 'v\0w' }), '@a=vw X'],
    [write('X', [], null, { 'a\tb': '1', ab: '2' }), '@a\tb=1;ab=2 X'],
  ])('can become another part: %j', (written, expected) => {
    expect(written).toBe(expected);
  });
});

const key = fc.stringMatching(/^\+?([a-z0-9-]{1,6}(\.[a-z]{1,3})?\/)?[A-Za-z0-9-]{1,8}$/);
const line = fc.stringMatching(/^[^\r\n\0]{0,60}$/u);
const word = fc.stringMatching(/^[^\s\0:][^\s\0]{0,12}$/u);
const legal = fc.record({
  tags: fc.dictionary(
    key,
    fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '')),
  ),
  source: fc.option(word),
  verb: fc.stringMatching(/^([A-Z]{1,12}|[0-9]{3})$/),
  params: fc.tuple(fc.array(word, { maxLength: 16 }), fc.array(line, { maxLength: 1 })).map((parts) => parts.flat()),
});

describe('for any message', () => {
  it('what is written is read as the same', () => {
    fc.assert(
      fc.property(legal, ({ tags, source, verb, params }) => {
        expect(read(write(verb, params, source, tags))).toEqual({ tags, source, verb, params });
      }),
    );
  });

  it('what is read of any line and written is read as the same', () => {
    const parts = fc.array(
      fc.oneof(fc.constantFrom(' ', ' ', ':', '@', ';', '=', '\\', '\\s', 'a', 'X', '茶', '+', '/'), word),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(parts, (words) => {
        const message = read(words.join(''));
        if (message === null) return;
        const { tags, verb, params } = message;
        // ` @` or `: :` has a verb that nobody could write: at the beginning of a line it would be tags or a source.
        if (/^[@:]/.test(verb)) return;
        // `: X` has a source without a name, and `:: X` one that would be read as text: for both `*` is written.
        const source = message.source === '' || message.source?.startsWith(':') ? null : message.source;
        expect(read(write(verb, params, source, tags))).toEqual({ tags, source, verb, params });
      }),
    );
  });
});

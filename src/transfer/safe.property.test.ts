// Whatever another program has put into a file: what is taken of it can be told to everybody, and nobody is fooled by it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventLines } from '../irc/events.ts';
import { parseMessage } from '../irc/message.ts';
import { FlawError } from './fields.ts';
import { VolumeReader } from './read-volume.ts';
import { fileOf } from './transfer.fixture.ts';

const odd = fc.constantFrom(
  '\r\nQUIT :x',
  ' ',
  ':x',
  '\u0000',
  '\u0001VERSION\u0001',
  '#x',
  '@',
  '!',
  ',',
  '龙井',
  '🍵',
  'e',
  '',
);
const text = fc
  .array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 4 })
  .map((all) => all.join(''));
const word = fc.oneof({ arbitrary: fc.constantFrom('Ann', '王小明', '$a:b.example', 'x/1~'), weight: 8 }, text);
const person = fc.record(
  { name: word, id: word, username: word, host: word, account: word },
  { requiredKeys: ['name'] },
);
const event = fc.record(
  {
    kind: fc.constantFrom('said', 'said', 'redacted', 'kicked', 'topic-changed', 'room-renamed', 'left', 'renamed'),
    id: word,
    who: person,
    text,
    form: fc.constantFrom('message', 'notice', 'action', 'tags'),
    tags: fc.dictionary(
      word.map((key) => `+${key}`),
      text,
      { maxKeys: 2 },
    ),
    message: word,
    author: person,
    target: person,
    after: fc.oneof(
      person,
      word.map((name) => `#${name}`),
    ),
  },
  { requiredKeys: ['kind', 'id', 'who', 'text', 'message', 'author', 'target', 'after'] },
);

const CAPS = [
  'message-tags',
  'server-time',
  'draft/multiline',
  'batch',
  'account-tag',
  'draft/message-redaction',
] as const;
const LOOK = { caps: new Set(CAPS), server: 'chaguan.irc', lang: 'en' } as const;

it('tells IRC clients nothing but what happened', () => {
  let taken = 0;
  fc.assert(
    fc.property(event, (fields) => {
      const reader = new VolumeReader(Date.UTC(2100, 0));
      try {
        for (const item of reader.add(Buffer.from(fileOf(fields)))) {
          if (item.kind === 'room' || item.placed.event.kind === 'gone') continue;
          taken++;
          for (const line of eventLines(item.placed.event, LOOK)) {
            expect(line).not.toMatch(/[\r\n\0]/);
            const message = parseMessage(line);
            expect(message?.verb).toMatch(/^(PRIVMSG|NOTICE|TAGMSG|REDACT|KICK|TOPIC|QUIT|NICK|BATCH)$/);
            expect(message?.source).toMatch(/^[^\s!@]+![^\s]*@[^\s]*$/);
            if (message?.verb === 'BATCH') expect(message.params[0]).toMatch(/^[-+][a-z\d-]+$/i);
          }
        }
      } catch (error) {
        if (!(error instanceof FlawError)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
  // Enough of it was sound.
  expect(taken).toBeGreaterThan(200);
});

// What is not as it must be is refused: with the number of the line, and what is wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LANGUAGES } from '../i18n/language.ts';
import { FlawError } from './fields.ts';
import { Lines } from './lines.ts';
import { flawSentence } from './mistake.ts';
import { VolumeReader } from './read-volume.ts';
import { fileOf, staged } from './transfer.fixture.ts';

const NOW = Date.UTC(2026, 5, 1);

function refusal(json: string | Uint8Array, lang: (typeof LANGUAGES)[number] = 'en'): string | null {
  const reader = new VolumeReader(NOW);
  try {
    for (const items of [reader.add(Buffer.from(json)), reader.end()]) for (const _ of items);
    return null;
  } catch (error) {
    if (error instanceof FlawError) return flawSentence(reader.line, error.flaw, lang);
    throw error;
  }
}

const said = (fields: Record<string, unknown>): string => fileOf({ text: 'fine' }, { text: 'x', ...fields });
const person = (fields: Record<string, unknown>): string => said({ who: { name: 'Ann', ...fields } });

describe('a mistake', () => {
  it.each([
    ['', 'Line 1: this is no history as chaguan export --format json writes it.'],
    ['[]', 'Line 1: this is no history as chaguan export --format json writes it.'],
    [
      '{"format":"other","version":1,"events":[\n]}',
      'Line 1: this is no history as chaguan export --format json writes it.',
    ],
    [
      '{"format":"chaguan-history","version":2,"events":[]}',
      'Line 1: this was written by a newer version of Chaguan (the format has version 2).',
    ],
    [fileOf({ text: 'x' }).replace(']}', ''), 'Line 4: it ends here, and not with ]}. A part is missing.'],
    [`${fileOf({ text: 'x' })}{}`, 'Line 4: there is more after the end.'],
    [fileOf({ text: 'x' }).replace('"text"', 'text'), 'Line 2: this is not JSON.'],
    [fileOf({ text: 'x' }).replace(/\n\{.*\}\n/, '\n7\n'), 'Line 2: an object { … } wanted.'],
    [said({ text: undefined }), 'Line 3: text is missing: a text of at most 65,536 bytes wanted.'],
    [said({ text: 7 }), 'Line 3: text: a text of at most 65,536 bytes wanted, not 7.'],
    [
      said({ text: 'x'.repeat(65_537) }),
      `Line 3: text: a text of at most 65,536 bytes wanted, not "${'x'.repeat(59)}….`,
    ],
    [
      said({ text: '\n'.repeat(1000) }),
      `Line 3: text: the lines that "text" consists of, at most 1,000, wanted, not "${'\\n'.repeat(29)}\\….`,
    ],
    [
      said({ lines: [{ text: 'y' }] }),
      'Line 3: lines: the lines that "text" consists of, at most 1,000, wanted, not [{"text":"y"}].',
    ],
    [said({ id: 'a b' }), 'Line 3: id: an id, without spaces or commas and of at most 255 bytes, wanted, not "a b".'],
    [said({ id: ':a' }), 'Line 3: id: an id, without spaces or commas and of at most 255 bytes, wanted, not ":a".'],
    [said({ at: 'yesterday' }), 'Line 3: at: a time like "2026-11-01T08:00:00Z" wanted, not "yesterday".'],
    [
      said({ at: '2026-11-01T08:00:00' }),
      'Line 3: at: a time like "2026-11-01T08:00:00Z" wanted, not "2026-11-01T08:00:00".',
    ],
    [
      said({ at: '2099-01-01T00:00:00Z' }),
      'Line 3: at: a time that is not later than now wanted, not "2099-01-01T00:00:00Z".',
    ],
    [said({ room: 'tea' }), 'Line 3: room: the name of a room, like "#tea", wanted, not "tea".'],
    [said({ kind: 'private' }), /^Line 3: kind: one of room, said, gone, redacted, .* wanted, not "private"\.$/],
    [said({ form: 'shout' }), 'Line 3: form: one of message, notice, action, tags wanted, not "shout".'],
    [said({ tags: { reply: 'x' } }), /^Line 3: tags: an object of texts whose keys begin with "\+"/],
    [said({ least: 'all' }), 'Line 3: least: one of owner, op, halfop, voice wanted, not "all".'],
    [
      person({ name: 'a b' }),
      'Line 3: who.name: a name, without spaces or any of !@,*? and of at most 255 bytes, wanted, not "a b".',
    ],
    [person({ name: '\u001b[2J' }), /^Line 3: who\.name: .* not "\\u001b\[2J"\.$/],
    [person({ host: 'a b' }), 'Line 3: who.host: a text without spaces, of at most 255 bytes, wanted, not "a b".'],
    [person({ port: -1 }), 'Line 3: who.port: a whole number wanted, not -1.'],
    [person({ bot: 1 }), 'Line 3: who.bot: true or false wanted, not 1.'],
    [said({ who: 'Ann' }), 'Line 3: who: an object { … } wanted, not "Ann".'],
    [
      said({ kind: 'modes-changed', changes: [{ set: true, what: 'nice' }] }),
      /^Line 3: changes\[0\]\.what: one of invite-only/,
    ],
  ])('%#', (json, sentence) => {
    expect(refusal(json)).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
    expect(refusal(json, 'zh-CN')).toMatch(/^第 \d 行：.*[。]$/);
  });

  it('may be in the bytes', () => {
    const json = Buffer.from(fileOf({ text: 'x~x' }));
    json[json.indexOf('~')] = 0xff;
    expect(refusal(json)).toBe('Line 2: this is not UTF-8.');
    expect(refusal(fileOf({ text: 'x'.repeat(3_000_000) }))).toBe('Line 2: it is longer than 2,097,152 bytes.');
    // Before it ends.
    expect(() => [...new Lines(10).add(Buffer.alloc(11, 'x'))]).toThrow(FlawError);
  });
});

it('is none in what others write otherwise', () => {
  const plain = fileOf({ text: 'x', unknown: [1], replyTo: null });
  expect(refusal(`\ufeff${plain.replaceAll('\n', '\r\n')}`)).toBeNull();
  expect(refusal(`${plain}\n\n`)).toBeNull();
  expect(refusal('{ "format": "chaguan-history", "version": 1, "made": "by hand", "events": [ ] }')).toBeNull();
  expect(staged(plain).count).toBe(1);
});

it('reads the same however the bytes are cut', () => {
  const bytes = Buffer.from('{"a":"茶🍵"}\r\n\n  b\n\n最后');
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
      const lines = new Lines(100);
      const ends = [...cuts.sort((one, other) => one - other), bytes.length];
      const read = ends.flatMap((end, index) => [...lines.add(bytes.subarray(ends[index - 1] ?? 0, end))]);
      expect([...read, ...lines.end()]).toEqual(['{"a":"茶🍵"}', '', 'b', '', '最后']);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openHouse } from './house.fixture.ts';
import { parseMessage } from './message.ts';
import { VERBS } from './verbs/table.ts';

const param = fc.oneof(
  fc.constantFrom(
    '#tea',
    '#茶',
    '#TEA,#b',
    'ann',
    'bob,ann',
    '小明',
    '*',
    '0',
    '',
    '+o',
    '-v',
    '+ntimsl',
    '+b',
    'b',
    '5',
  ),
  fc.constantFrom('ann!*@*', 'LS', 'REQ', 'END', '302', 'boss', 'secret', '\x01ACTION x\x01', ':', '茶'.repeat(150)),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const tags = fc.constantFrom(
  '',
  '',
  '@label=1 ',
  '@+typing=active;label=\\:x ',
  '@+a=',
  '@ ',
  `@+x=${'y'.repeat(4000)} `,
);
const line = fc
  .tuple(
    tags,
    fc.oneof(fc.constantFrom(...VERBS.keys()), fc.string({ maxLength: 6 })),
    fc.array(param, { maxLength: 5 }),
  )
  .map(([before, verb, params]) => {
    const last = params.pop();
    return `${before}${[verb, ...params].join(' ')}${last === undefined ? '' : ` :${last}`}`;
  });

test('whatever clients send, nothing breaks and no line is out of form', () => {
  const steps = fc.array(fc.tuple(fc.nat(2), line), { minLength: 10, maxLength: 60 });
  fc.assert(
    fc.property(steps, (said) => {
      const house = openHouse();
      const callers = [
        house.enter('ann', 'message-tags server-time batch labeled-response echo-message multi-prefix'),
        house.enter('bob', 'away-notify extended-join setname'),
        house.connect(),
      ];
      for (const caller of callers) caller.say('JOIN #tea');
      for (const [who, sent] of said) {
        callers[who]?.say(sent.replaceAll('\n', ''));
        if (callers[who]?.closed.length) callers[who] = house.enter(`new${who}`);
        for (const caller of callers) for (const heard of caller.heard()) expectWellFormed(heard);
      }
      expect(house.failures).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

function expectWellFormed(heard: string): void {
  const [tagged, body] = heard.startsWith('@')
    ? [heard.indexOf(' ') + 1, heard.slice(heard.indexOf(' ') + 1)]
    : [0, heard];
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(510);
  expect(Buffer.byteLength(heard.slice(0, tagged))).toBeLessThanOrEqual(8191);
  expect(heard).not.toMatch(/[\r\n\0]/);
  expect(parseMessage(heard)?.verb).toMatch(/^([A-Z]+|[0-9]{3})$/);
}

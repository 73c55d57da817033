// What is done to legal lines: to their bytes, to their words, and where the stream is cut.
import type { Random } from './random.ts';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Bytes that mean something, or that are not UTF-8, or that look like something else. */
const BITS: readonly Buffer[] = [
  ...[
    '\0',
    '\r',
    '\n',
    '\r\n',
    ' ',
    '  ',
    ':',
    ' :',
    '@',
    ';',
    '=',
    '\\',
    ',',
    '#',
    '!',
    '*',
    '?',
    '+',
    '-',
    '$',
    '~',
    '%',
  ],
  ...[
    '\x01',
    '\x02',
    '\x03',
    '\x1b[2J',
    '\t',
    '\x7f',
    '\ufeff',
    '\u200b',
    '\u202e',
    '\u2028',
    '\u3000',
    '\u00a0',
    '\u0301',
  ],
  ...['Ａ', 'ß', 'İ', 'ſ', '\ufdfa', '👩‍👩‍👧', '\u{10ffff}', 'NickServ', '__proto__', 'constructor', '\r\nQUIT :x\r\n'],
]
  .map((text) => Buffer.from(text))
  .concat(
    [
      [0x80],
      [0xff],
      [0xc0, 0x80],
      [0xc3],
      [0xe8, 0x8c],
      [0xf0, 0x9f, 0x8d],
      [0xed, 0xa0, 0x80],
      [0xed, 0xb0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ].map((bytes) => Buffer.from(bytes)),
  );

const LENGTHS = [20, 100, 300, 450, 500, 505, 520, 1000, 4000, 5000] as const;

function cut(bytes: Buffer, random: Random): [before: Buffer, after: Buffer] {
  const at = random.below(bytes.length + 1);
  return [bytes.subarray(0, at), bytes.subarray(at)];
}

function flipBit(bytes: Buffer, random: Random): Buffer {
  const flipped = Buffer.from(bytes);
  const at = random.below(flipped.length);
  const byte = flipped[at];
  if (byte !== undefined) flipped[at] = byte ^ (1 << random.below(8));
  return flipped;
}

function insertBits(bytes: Buffer, random: Random): Buffer {
  const [before, after] = cut(bytes, random);
  return Buffer.concat([before, random.pick(BITS) ?? before, after]);
}

function insertNoise(bytes: Buffer, random: Random): Buffer {
  const [before, after] = cut(bytes, random);
  return Buffer.concat([before, random.bytes(random.between(1, 12)), after]);
}

function drop(bytes: Buffer, random: Random): Buffer {
  const [before, after] = cut(bytes, random);
  return Buffer.concat([before, after.subarray(random.between(1, 6))]);
}

function repeatPart(bytes: Buffer, random: Random): Buffer {
  const [before, after] = cut(bytes, random);
  const part = after.subarray(0, random.between(1, 10));
  return Buffer.concat([before, ...new Array<Buffer>(random.between(2, 8)).fill(part), after]);
}

function lengthen(bytes: Buffer, random: Random): Buffer {
  const [before, after] = cut(bytes, random);
  const part = Buffer.from(random.pick(['x', ' y', '茶', ',#r', ';a=b', 'b', '*']));
  return Buffer.concat([before, Buffer.alloc(random.pick(LENGTHS), part), after]);
}

function tag(bytes: Buffer, random: Random): Buffer {
  const made = Array.from({ length: random.between(1, 4) }, () => {
    const key = random.pick([
      'label',
      '+x',
      'batch',
      'time',
      'msgid',
      'account',
      '+',
      'draft/multiline-concat',
      '+a/b',
      '',
    ]);
    const value = random.pick([
      '',
      '=',
      '=1',
      '=\\:\\s\\',
      '=r1',
      '=茶',
      `=${'v'.repeat(random.pick([30, 70, 4000]))}`,
    ]);
    return key + value;
  });
  return Buffer.concat([Buffer.from(`@${made.join(';')} `), bytes]);
}

/** The words of the line, changed. */
function words(change: (words: string[], random: Random) => string[]): Mutation {
  return (bytes, random) => Buffer.from(change(bytes.toString('latin1').split(' '), random).join(' '), 'latin1');
}

function swapWords(list: string[], random: Random): string[] {
  const [one, other] = [random.below(list.length), random.below(list.length)];
  return list.with(one, list[other] ?? '').with(other, list[one] ?? '');
}

function repeatWord(list: string[], random: Random): string[] {
  const at = random.below(list.length);
  return list.toSpliced(at, 0, ...new Array<string>(random.pick([1, 1, 2, 20])).fill(list[at] ?? ''));
}

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  flipBit,
  flipBit,
  insertBits,
  insertBits,
  insertNoise,
  drop,
  repeatPart,
  lengthen,
  tag,
  words(swapWords),
  words(repeatWord),
  words((list, random) => list.toSpliced(random.below(list.length), 1)),
  words((list) => [list[0]?.toLowerCase() ?? '', ...list.slice(1)]),
  (bytes) => Buffer.concat([Buffer.from(':source '), bytes]),
  (_, random) => Buffer.from(random.bytes(random.below(80))),
];

/** One line without its ending, changed once or a few times. */
export function mutated(line: string, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(line);
  do bytes = random.pick(MUTATIONS)(bytes, random);
  while (random.chance(0.4));
  return bytes;
}

/** How a line ends: properly, mostly. */
export function ending(random: Random): Buffer {
  if (random.chance(0.9)) return Buffer.from('\r\n');
  return Buffer.from(random.pick(['\n', '\n', '\r\r\n', '\n\r', '\r', '', '\0\n', ' \r\n']));
}

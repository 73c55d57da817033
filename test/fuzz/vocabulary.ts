// Words for the gaps in the lines of the corpus: mostly ones that mean something to the house at that moment.
import { CAPABILITIES } from '../../src/irc/capabilities.ts';
import { VERBS } from '../../src/irc/verbs/table.ts';
import type { Ear } from './ear.ts';
import type { Guest } from './guest.ts';
import type { Random } from './random.ts';

export const NAMES = ['ann', 'bob', 'carol', 'dave', 'eve', '小明', 'Zoë', '[x]', 'f_1', '茶客'] as const;
/** Rooms that everybody may know of. Nobody hides secrets in what they are like, only in what is said there. */
export const PUBLIC_ROOMS = [
  '#lobby',
  '#tea',
  '#茶',
  '#a',
  '#b',
  '#cafe',
  '#TEA',
  '#x.y',
  '##',
  `#${'r'.repeat(30)}`,
] as const;
const KEYS = ['k', 'key2', '钥匙'] as const;
/** The certificates that people show. */
export const FINGERPRINTS = ['a1', 'b2', 'c3'].map((byte) => byte.repeat(32));
const TEXTS = ['hi', 'one two  three', '茶 🍵', '', ':)', '*', '- ', '\x01', 'a\u0301\u0301'] as const;
const VERB_NAMES = [...VERBS.keys()];
const CAP_NAMES = CAPABILITIES.map(({ name }) => name);
const ROLE_LETTERS = 'qohv';
const FLAG_LETTERS = 'imnstCRM';
const LIST_LETTERS = 'beI';

type Gap = (words: Vocabulary) => string;

const GAPS: Readonly<Record<string, Gap>> = {
  name: ({ random }) => (random.chance(0.8) ? random.pick(NAMES) : `g${random.below(1000)}`),
  nick: (words) => words.nick(),
  nicks: ({ random, nick }) => Array.from({ length: random.between(1, 6) }, nick).join(','),
  me: ({ guest }) => guest.user?.person.name ?? '*',
  room: ({ random }) => random.pick(PUBLIC_ROOMS),
  rooms: ({ random }) => random.some(PUBLIC_ROOMS, 0.3).join(',') || '#tea',
  key: ({ random }) => random.pick(KEYS),
  text: (words) => words.text(),
  text1: ({ random }) => random.pick(['👍', 'x', '', '\\', 'a;b']),
  word: ({ random }) => random.pick(['x', 'w7', 'ab-c', '茶', '%', '*']),
  ref: (words) => words.once('ref', () => `r${words.random.below(3)}`),
  to: (words) => words.once('to', () => words.target()),
  target: (words) => words.target(),
  targets: ({ random, target }) => Array.from({ length: random.between(1, 5) }, target).join(','),
  sign: ({ random }) => random.pick(['@', '+', '%', '~', '@+', '!']),
  id: ({ random, ear }) => random.pick(ear.ids)?.id ?? 'none-1',
  mask: ({ random, nick }) =>
    random.pick([
      () => `${nick()}!*@*`,
      nick,
      () => `*!*@${random.pick(['192.0.2.*', '::1', '0::1', '*'])}`,
      () => `${random.chance(0.5) ? '~m:' : ''}~a:${random.pick(NAMES)}`,
      () => `~m:${nick()}`,
      () => '*'.repeat(random.between(1, 30)),
      () => `?${random.pick(['*', '??', '*?*?*'])}!~u*@*`,
    ])(),
  role: ({ random }) => random.pick([...ROLE_LETTERS]) ?? '',
  list: ({ random }) => random.pick([...LIST_LETTERS]) ?? '',
  flag: ({ random }) => random.pick([...FLAG_LETTERS]) ?? '',
  flags: ({ random }) =>
    `${random.pick(['+', '-', '+', ''])}${random.some([...FLAG_LETTERS], 0.25).join(random.pick(['', '-', '+']))}`,
  usermodes: ({ random }) =>
    `${random.pick(['+', '-'])}${random.some([...'iwBRo'], 0.4).join(random.pick(['', '-', '+']))}`,
  number: ({ random }) => random.pick(['0', '1', '2', '5', '42', '999', '-1', '99999999999', '1e3']),
  verb: ({ random }) => random.pick(VERB_NAMES) ?? 'PING',
  server: ({ random }) => random.pick(['tea.example', '*', 'other.example']),
  cap: ({ random }) => random.pick(CAP_NAMES) ?? '',
  caps: ({ random }) => random.some(CAP_NAMES, 0.3).join(' ') || 'batch',
  whox: ({ random }) => random.some([...'tcuihsnfdlaor'], 0.6).join(''),
  elist: ({ random }) =>
    `${random.pick(['>', '<', 'C>', 'C<', 'T>', 'T<', '!', ''])}${random.pick(['1', '*a*', '60', '#t*', '*'])}`,
  datakey: ({ random }) => random.pick(['url', 'avatar', 'im.xmpp', 'a/b', 'k_1', 'x', 'Bad Key', '$x']),
  time: ({ random }) =>
    random.pick(['2026-01-02T03:04:05.678Z', '2030-02-30T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '*', 'x']),
  account: ({ guest, random }) => guest.user?.person.name ?? random.pick(NAMES),
  password: ({ random }) => random.pick(['pw', 'pw', 'pw', '密码', 'x'.repeat(300)]),
  email: ({ random }) => random.pick(['*', 'ann@tea.example']),
  fingerprint: ({ random }) => {
    const digits = random.pick(FINGERPRINTS) ?? '';
    return random.pick([digits, digits.toUpperCase(), digits.replace(/..(?!$)/g, '$&:'), 'ab:cd', '']);
  },
  host: ({ random }) => random.pick(['198.51.100.3', '2001:db8::5', '::1', 'gw.example', '0::1']),
  base64: ({ random }) => Buffer.from(random.bytes(random.below(40))).toString('base64') || '+',
  chunk: ({ random }) => 'QUJD'.repeat(random.pick([100, 99, 101])),
  plain: ({ random }) => Buffer.from(`\0${random.pick(NAMES)}\0pw`).toString('base64'),
  first: ({ random }) => Buffer.from(`n,,n=${random.pick(NAMES)},r=abc`).toString('base64'),
};

export class Vocabulary {
  readonly random: Random;
  readonly guest: Guest;
  readonly ear: Ear;
  readonly #chosen = new Map<string, string>();

  constructor(random: Random, guest: Guest, ear: Ear) {
    this.random = random;
    this.guest = guest;
    this.ear = ear;
  }

  /** The lines of a template, its gaps filled. */
  fill(template: string): string[] {
    this.#chosen.clear();
    return template.split('\n').map((line) => line.replace(/\{(\w+)\}/g, (_, gap: string) => GAPS[gap]?.(this) ?? gap));
  }

  /** The same for all gaps of one template. */
  once(gap: string, choose: () => string): string {
    const word = this.#chosen.get(gap) ?? choose();
    this.#chosen.set(gap, word);
    return word;
  }

  readonly nick = (): string => {
    const { random, guest } = this;
    const present = random.chance(0.8) ? random.pick([...guest.chat.users.values()]) : undefined;
    return present?.person.name ?? random.pick(NAMES);
  };

  readonly target = (): string => (this.random.chance(0.6) ? this.random.pick(PUBLIC_ROOMS) : this.nick());

  text(): string {
    const { random } = this;
    if (random.chance(0.9)) return random.pick(TEXTS);
    return random.pick(['x', '茶', 'ab ', '🍵']).repeat(random.between(20, 200));
  }
}

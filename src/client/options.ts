// The arguments of `chaguan connect`.
import { parseArgs } from 'node:util';
import { clientSentences } from '../i18n/client.ts';
import { LANGUAGES, type Lang, languageFrom } from '../i18n/language.ts';
import { type Address, parseAddress } from './address.ts';

const FRAMINGS = ['auto', 'line', 'chunk'] as const;
export type Framing = (typeof FRAMINGS)[number];

export type Options =
  | { readonly kind: 'help'; readonly lang: Lang }
  /** One line to read, in the language that was asked for. */
  | { readonly kind: 'mistake'; readonly text: string }
  | { readonly kind: 'raw'; readonly address: Address; readonly framing: Framing; readonly lang: Lang }
  | {
      readonly kind: 'chat';
      readonly address: Address;
      /** Null: to be asked for, or made up. */
      readonly name: string | null;
      readonly room: string;
      /** The server's; null: none. */
      readonly password: string | null;
      readonly lang: Lang;
    };

const TYPES = {
  name: { type: 'string' },
  room: { type: 'string' },
  password: { type: 'string' },
  framing: { type: 'string' },
  lang: { type: 'string' },
  raw: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What the arguments ask for. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: TYPES,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const lang = LANGUAGES.find((known) => known === values.lang) ?? languageFrom(environment);
  const t = clientSentences[lang];
  const mistake = (text: string): Options => ({ kind: 'mistake', text });

  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = Object.hasOwn(TYPES, token.name) ? TYPES[token.name as keyof typeof TYPES] : undefined;
    if (known === undefined) return mistake(t.unknownOption(token.rawName));
    // An option behind an option that needs a value is not its value.
    const missing = !token.value || (!token.inlineValue && /^--\w/.test(token.value));
    if (known.type === 'string' && missing) return mistake(t.needsValue(token.rawName));
    if (known.type === 'boolean' && token.value !== undefined) return mistake(t.takesNoValue(token.rawName));
  }
  if (values.help === true) return { kind: 'help', lang };

  const text = (name: 'name' | 'room' | 'password' | 'framing' | 'lang'): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const asked = text('lang');
  if (asked !== null && asked !== lang) return mistake(t.oneOf('--lang', LANGUAGES.join(', '), asked));
  const framing = FRAMINGS.find((one) => one === (text('framing') ?? 'auto'));
  if (framing === undefined) return mistake(t.oneOf('--framing', FRAMINGS.join(', '), text('framing') ?? ''));
  const [host = '127.0.0.1', extra] = positionals;
  if (extra !== undefined) return mistake(t.onlyOneHost(extra));
  const address = parseAddress(host);
  if (address === null) return mistake(t.badAddress(host));

  if (values.raw === true) {
    const useless = (['name', 'room', 'password'] as const).find((name) => text(name) !== null);
    if (useless !== undefined) return mistake(t.notWithRaw(`--${useless}`));
    return { kind: 'raw', address, framing, lang };
  }
  if (text('framing') !== null) return mistake(t.onlyWithRaw);
  const room = text('room') ?? '#lobby';
  return {
    kind: 'chat',
    address,
    name: text('name'),
    room: room.startsWith('#') ? room : `#${room}`,
    password: text('password'),
    lang,
  };
}

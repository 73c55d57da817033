// The arguments of `chaguan discover`.
import { isIPv4 } from 'node:net';
import { parseArgs } from 'node:util';
import { lanSentences } from '../i18n/lan.ts';
import { LANGUAGES, type Lang, languageFrom } from '../i18n/language.ts';

const DEFAULT_SECONDS = 3;
const MOST_SECONDS = 60;

export type Options =
  | { readonly kind: 'help'; readonly lang: Lang }
  /** One line to read, in the language that was asked for. */
  | { readonly kind: 'mistake'; readonly text: string }
  | {
      readonly kind: 'discover';
      readonly seconds: number;
      /** The address of the interface to ask on; null: all. */
      readonly host: string | null;
      readonly lang: Lang;
    };

const TYPES = {
  seconds: { type: 'string' },
  host: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What the arguments ask for. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const { values, tokens } = parseArgs({ args: [...args], options: TYPES, strict: false, tokens: true });
  const lang = LANGUAGES.find((known) => known === values.lang) ?? languageFrom(environment);
  const t = lanSentences[lang];
  const mistake = (text: string): Options => ({ kind: 'mistake', text });

  for (const token of tokens) {
    if (token.kind === 'positional') return mistake(t.noArguments(token.value));
    if (token.kind !== 'option') continue;
    const known = Object.hasOwn(TYPES, token.name) ? TYPES[token.name as keyof typeof TYPES] : undefined;
    if (known === undefined) return mistake(t.unknownOption(token.rawName));
    if (known.type === 'string' && !token.value) return mistake(t.needsValue(token.rawName));
    if (known.type === 'boolean' && token.value !== undefined) return mistake(t.takesNoValue(token.rawName));
  }
  if (values.help === true) return { kind: 'help', lang };

  const asked = String(values.lang ?? lang);
  if (asked !== lang) return mistake(t.badLanguage(LANGUAGES.join(', '), asked));
  const digits = String(values.seconds ?? DEFAULT_SECONDS);
  const seconds = /^\d{1,3}$/.test(digits) ? Number(digits) : 0;
  if (seconds < 1 || seconds > MOST_SECONDS) return mistake(t.badSeconds(MOST_SECONDS, digits));
  const host = values.host === undefined ? null : String(values.host);
  if (host !== null && !isIPv4(host)) return mistake(t.badHost(host));
  return { kind: 'discover', seconds, host, lang };
}

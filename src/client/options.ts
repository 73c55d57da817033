// The arguments of `chaguan connect`.
import { parseArgs } from 'node:util';
import { clientOptionSentences } from '../i18n/client-options.ts';
import { LANGUAGES, type Lang, languageFrom } from '../i18n/language.ts';
import { parseAddress } from './address.ts';
import { type Destination, readFingerprint, type Security } from './dial.ts';
import { readIdentity, UnusableFile } from './identity.ts';

const FRAMINGS = ['line', 'chunk', 'auto'] as const;
export type Framing = (typeof FRAMINGS)[number];

interface Connecting {
  readonly destination: Destination;
  /** Whether to show every piece that comes or goes. */
  readonly isTraced: boolean;
  readonly lang: Lang;
}

export type Options =
  | { readonly kind: 'help'; readonly lang: Lang }
  /** One line to read, in the language that was asked for. */
  | { readonly kind: 'mistake'; readonly text: string }
  | (Connecting & { readonly kind: 'raw'; readonly framing: Framing })
  | (Connecting & {
      readonly kind: 'chat';
      /** Null: to be asked for, or made up. */
      readonly name: string | null;
      readonly room: string;
      /** The server's; null: none. */
      readonly password: string | null;
    });

/** In the order of the help. What has neither `value` nor `choices` is on when it is there. */
export const OPTIONS = {
  name: { type: 'string', value: 'name' },
  room: { type: 'string', value: 'room' },
  password: { type: 'string', value: 'password' },
  tls: { type: 'boolean' },
  fingerprint: { type: 'string', value: 'fingerprint' },
  cert: { type: 'string', value: 'file' },
  key: { type: 'string', value: 'file' },
  raw: { type: 'boolean' },
  framing: { type: 'string', choices: FRAMINGS },
  trace: { type: 'boolean' },
  lang: { type: 'string', choices: LANGUAGES },
  help: { type: 'boolean', short: 'h' },
} as const;
export type OptionName = keyof typeof OPTIONS;

/** A mistake in the arguments, in words. */
class OptionMistake extends Error {}

/** What the arguments ask for. Files that they name are read. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  try {
    return understood(args, environment);
  } catch (error) {
    if (error instanceof OptionMistake || error instanceof UnusableFile)
      return { kind: 'mistake', text: error.message };
    throw error;
  }
}

function understood(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Options {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const lang = LANGUAGES.find((known) => known === values.lang) ?? languageFrom(environment);
  const t = clientOptionSentences[lang];

  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = Object.hasOwn(OPTIONS, token.name) ? OPTIONS[token.name as OptionName] : undefined;
    if (known === undefined) throw new OptionMistake(t.unknownOption(token.rawName));
    // An option behind an option that needs a value is not its value.
    const missing = !token.value || (!token.inlineValue && /^--\w/.test(token.value));
    if (known.type === 'string' && missing) throw new OptionMistake(t.needsValue(token.rawName));
    if (known.type === 'boolean' && token.value !== undefined) throw new OptionMistake(t.takesNoValue(token.rawName));
  }
  if (values.help === true) return { kind: 'help', lang };

  const text = (name: OptionName): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const asked = text('lang');
  if (asked !== null && asked !== lang) throw new OptionMistake(t.oneOf('--lang', LANGUAGES.join(', '), asked));
  const framing = FRAMINGS.find((one) => one === (text('framing') ?? 'auto'));
  if (framing === undefined) {
    throw new OptionMistake(t.oneOf('--framing', FRAMINGS.join(', '), text('framing') ?? ''));
  }
  const [host = '127.0.0.1', extra] = positionals;
  if (extra !== undefined) throw new OptionMistake(t.onlyOneHost(extra));
  const destination = readDestination(host, values.tls === true, text, lang);
  const connecting: Connecting = { destination, isTraced: values.trace === true, lang };

  if (values.raw === true) {
    const useless = (['name', 'room', 'password'] as const).find((name) => text(name) !== null);
    if (useless !== undefined) throw new OptionMistake(t.notWithRaw(`--${useless}`));
    return { kind: 'raw', framing, ...connecting };
  }
  if (text('framing') !== null) throw new OptionMistake(t.onlyWithRaw);
  const room = text('room') ?? '#lobby';
  return {
    kind: 'chat',
    name: text('name'),
    room: room.startsWith('#') ? room : `#${room}`,
    password: text('password'),
    ...connecting,
  };
}

function readDestination(
  host: string,
  isTls: boolean,
  text: (name: OptionName) => string | null,
  lang: Lang,
): Destination {
  const t = clientOptionSentences[lang];
  const written = parseAddress(host);
  if (written === null) throw new OptionMistake(t.badAddress(host));
  const [cert, key] = [text('cert'), text('key')];
  if ((cert === null) !== (key === null)) throw new OptionMistake(t.certAndKey);
  const given = text('fingerprint');
  const option = isTls ? '--tls' : given !== null ? '--fingerprint' : cert !== null ? '--cert' : null;
  const { address, scheme } = written;
  if (option === null && scheme === 'plain') return { address, security: null };
  if (address.kind === 'unix') throw new OptionMistake(t.notWithUnix(option ?? '--tls'));
  const fingerprint = given === null ? null : readFingerprint(given);
  if (given !== null && fingerprint === null) throw new OptionMistake(t.badFingerprint);
  const security: Security = {
    fingerprint,
    identity: cert === null || key === null ? null : readIdentity(cert, key, t),
  };
  return { address, security };
}

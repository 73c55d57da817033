// The arguments of `chaguan export` and `chaguan import`.
import { parseArgs } from 'node:util';
import { canonical, roomNameFlaw } from '../chat/names.ts';
import { LANGUAGES, type Lang, languageFrom } from '../i18n/language.ts';
import { serveSentences } from '../i18n/serve.ts';
import { timeIn } from '../i18n/time.ts';
import { transferSentences } from '../i18n/transfer.ts';
import { IMPORT_LIMITS } from '../limits.ts';
import { DEFAULT_FOLDER } from '../store/store.ts';
import { definitions, wrap } from '../terminal/definitions.ts';

type FormatName = 'text' | 'json' | 'html';
const FORMATS: readonly FormatName[] = ['text', 'json', 'html'];

export interface ExportOptions {
  readonly kind: 'export';
  /** None: all. */
  readonly rooms: readonly string[];
  /** ms since 1970; null: from the beginning. */
  readonly since: number | null;
  readonly format: FormatName;
  /** Null: standard output. */
  readonly output: string | null;
  readonly data: string;
  readonly lang: Lang;
}

export interface ImportOptions {
  readonly kind: 'import';
  /** Null: standard input. */
  readonly file: string | null;
  readonly data: string;
  readonly lang: Lang;
}

export type Asked<Options> =
  | { readonly kind: 'help'; readonly lang: Lang }
  /** One line to read, in the language that was asked for. */
  | { readonly kind: 'mistake'; readonly text: string }
  | Options;

type OptionName = 'room' | 'since' | 'format' | 'output' | 'data' | 'lang';
type Environment = Readonly<Record<string, string | undefined>>;

const EXPORT: readonly OptionName[] = ['room', 'since', 'format', 'output', 'data', 'lang'];
const IMPORT: readonly OptionName[] = ['data', 'lang'];

/** What was given for each option, in order; and what is no option. */
interface Given {
  readonly lang: Lang;
  readonly help: boolean;
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
  readonly words: readonly string[];
}

class Mistake extends Error {}

/** @param now ms since 1970 */
export function readExportOptions(
  args: readonly string[],
  environment: Environment,
  now: number,
): Asked<ExportOptions> {
  return reading(args, EXPORT, environment, ({ lang, values, words }) => {
    const t = transferSentences[lang];
    if (words[0] !== undefined) throw new Mistake(t.tooMuch(words[0]));
    const since = values.get('since')?.at(-1);
    const from = since === undefined ? null : timeIn(since, now);
    if (since !== undefined && from === null) throw new Mistake(t.badSince(since));
    const rooms = (values.get('room') ?? []).map((given) => roomIn(given, lang));
    const format = choice('format', FORMATS, values.get('format')?.at(-1) ?? 'text', lang);
    const output = values.get('output')?.at(-1) ?? null;
    return {
      kind: 'export',
      rooms,
      since: from,
      format,
      output,
      data: values.get('data')?.at(-1) ?? DEFAULT_FOLDER,
      lang,
    };
  });
}

export function readImportOptions(args: readonly string[], environment: Environment): Asked<ImportOptions> {
  return reading(args, IMPORT, environment, ({ lang, values, words: [file, more] }) => {
    if (more !== undefined) throw new Mistake(transferSentences[lang].tooMuch(more));
    return { kind: 'import', file: file ?? null, data: values.get('data')?.at(-1) ?? DEFAULT_FOLDER, lang };
  });
}

function reading<Options>(
  args: readonly string[],
  names: readonly OptionName[],
  environment: Environment,
  understand: (given: Given) => Options,
): Asked<Options> {
  try {
    const given = givenIn(args, names, environment);
    return given.help ? { kind: 'help', lang: given.lang } : understand(given);
  } catch (error) {
    if (error instanceof Mistake) return { kind: 'mistake', text: error.message };
    throw error;
  }
}

function givenIn(args: readonly string[], names: readonly OptionName[], environment: Environment): Given {
  const types: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  };
  const { values, tokens } = parseArgs({ args: [...args], options: types, strict: false, tokens: true });
  const lang = LANGUAGES.find((known) => known === values.lang) ?? languageFrom(environment);
  const t = serveSentences[lang];
  const given = new Map<OptionName, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option = names.find((one) => one === name);
    if (name === 'help') {
      if (value !== undefined) throw new Mistake(t.takesNoValue(rawName));
    } else if (option === undefined) throw new Mistake(t.unknownOption(rawName));
    else if (!value) throw new Mistake(t.needsValue(rawName));
    else given.set(option, [...(given.get(option) ?? []), value]);
  }
  for (const asked of given.get('lang') ?? []) choice('lang', LANGUAGES, asked, lang);
  return { lang, help: values.help === true, values: given, words };
}

function choice<C extends string>(name: OptionName, choices: readonly C[], given: string, lang: Lang): C {
  const t = serveSentences[lang];
  const found = choices.find((one) => one === given);
  if (found === undefined)
    throw new Mistake(t.badValue(`--${name}`, t.oneOf(choices.join(', ')), JSON.stringify(given)));
  return found;
}

/** A shell takes what begins with `#` for a comment. */
function roomIn(given: string, lang: Lang): string {
  const name = canonical(given.startsWith('#') ? given : `#${given}`);
  if (roomNameFlaw(name, IMPORT_LIMITS.roomNameLength) !== null)
    throw new Mistake(transferSentences[lang].badRoom(given));
  return name;
}

/** What `--help` prints on a screen of so many columns. */
export function helpText(command: 'export' | 'import', lang: Lang, columns: number): string {
  const t = transferSentences[lang];
  const { defaultIs } = serveSentences[lang];
  const rows: Readonly<Record<OptionName, [string, string]>> = {
    room: [`--room ${t.values.room}`, t.options.room],
    since: [`--since ${t.values.since}`, t.options.since],
    format: ['--format text|html|json', `${t.options.format}${defaultIs('text')}`],
    output: [`--output ${t.values.output}`, t.options.output],
    data: [`--data ${t.values.data}`, `${t.options.data}${defaultIs(DEFAULT_FOLDER)}`],
    lang: ['--lang en|zh-CN', t.options.lang],
  };
  const [usage, intro, note, names] =
    command === 'export'
      ? [t.exportUsage, t.exportIntro, t.exportNote, EXPORT]
      : [t.importUsage, t.importIntro, t.importNote, IMPORT];
  return [
    ...wrap(usage, columns),
    '',
    ...wrap(intro, columns),
    '',
    t.optionsTitle,
    ...definitions([...names.map((name) => rows[name]), ['--help', t.options.help]], columns),
    '',
    ...wrap(note, columns),
  ].join('\n');
}

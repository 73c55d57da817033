// From the command line and the config file to what was given.
import { parseArgs } from 'node:util';
import { LANGUAGES, type Lang, languageFrom } from '../i18n/language.ts';
import { serveSentences } from '../i18n/serve.ts';
import { OptionError, readTextFile } from './mistake.ts';
import { settingsOf } from './settings.ts';
import { LIMIT_OPTIONS, OPTIONS, type OptionName, type Settings, type Value } from './table.ts';

/** What was given for each option, understood: lists for what may be given several times. */
export type Given = ReadonlyMap<string, Understood>;
type Understood = string | number | boolean | readonly unknown[];

/**
 * The settings that the arguments, and the config file they may name, ask for; `'help'` if help was asked for.
 * @throws OptionError for what cannot be understood, in the language that was asked for as far as that is known
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings | 'help' {
  const lang = languageAsked(args, environment);
  const given = fromArguments(args, lang);
  if (given.has('help')) return 'help';
  const file = given.get('config');
  const all = typeof file === 'string' ? new Map([...fromFile(file, lang), ...given]) : given;
  return settingsOf(all, environment);
}

/** The language of help and mistakes: needed before the options have been understood. */
export function languageAsked(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Lang {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = args[at]?.startsWith('--lang=') ? args[at].slice('--lang='.length) : args[at + 1];
  return (at < 0 ? undefined : LANGUAGES.find((lang) => lang === asked)) ?? languageFrom(environment);
}

function optionNamed(name: string): Value | undefined {
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name as OptionName] : LIMIT_OPTIONS.get(name);
}

function fromArguments(args: readonly string[], lang: Lang): Given {
  const t = serveSentences[lang];
  const given = new Map<string, Understood>();
  const types: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
  };
  for (const name of [...Object.keys(OPTIONS), ...LIMIT_OPTIONS.keys()]) {
    types[name] = { type: optionNamed(name)?.kind === 'flag' ? 'boolean' : 'string' };
  }
  const { tokens } = parseArgs({ args: [...args], options: types, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') throw new OptionError(t.noArguments(token.value));
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (name === 'help') given.set(name, true);
    else {
      const one = understood(name, value, rawName, lang);
      const before = given.get(name);
      given.set(name, Array.isArray(one) && Array.isArray(before) ? [...before, ...one] : one);
    }
  }
  return given;
}

function understood(name: string, value: string | undefined, rawName: string, lang: Lang): Understood {
  const t = serveSentences[lang];
  const option = optionNamed(name);
  if (option === undefined) throw new OptionError(t.unknownOption(rawName));
  if (option.kind === 'flag') {
    if (value !== undefined) throw new OptionError(t.takesNoValue(rawName));
    return true;
  }
  if (value === undefined) throw new OptionError(t.needsValue(rawName));
  const isNumber = option.kind === 'number' && /^\d+$/.test(value);
  return checked(option, isNumber ? Number(value) : value, rawName, lang);
}

function fromFile(file: string, lang: Lang): Given {
  const t = serveSentences[lang];
  const text = readTextFile(file, lang);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new OptionError(t.notJson(file, error instanceof Error ? error.message : String(error)));
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new OptionError(t.notAnObject(file));
  const given = new Map<string, Understood>();
  for (const [key, value] of Object.entries(content)) {
    const option = optionNamed(key);
    if (option === undefined || key === 'config') throw new OptionError(t.unknownKey(key, file));
    given.set(key, checked(option, value, t.keyIn(key, file), lang));
  }
  return given;
}

function checked(option: Value, value: unknown, where: string, lang: Lang): Understood {
  const t = serveSentences[lang];
  const bad = (wanted: string): OptionError => new OptionError(t.badValue(where, wanted, JSON.stringify(value)));
  switch (option.kind) {
    case 'number':
      if (typeof value !== 'number' || !Number.isInteger(value) || value < option.least || value > option.most) {
        throw bad(t.wholeNumber(option.least, option.most));
      }
      return value;
    case 'choice':
      if (typeof value !== 'string' || !option.choices.includes(value)) throw bad(t.oneOf(option.choices.join(', ')));
      return value;
    case 'flag':
      if (typeof value !== 'boolean') throw bad(t.yesOrNo);
      return value;
    case 'addresses':
      // What stands in an entrance's own object is looked at where entrances are made.
      return [value].flat();
    case 'files':
      if (![value].flat().every((one) => typeof one === 'string')) throw bad(t.someText);
      return [value].flat();
    default:
      if (typeof value !== 'string') throw bad(t.someText);
      return value;
  }
}

// From the command line and the config file to the settings.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Mode } from '../chat/command.ts';
import { userNameFlaw } from '../chat/names.ts';
import { LANGUAGES, type Lang, languageFrom } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { serveSentences } from '../i18n/serve.ts';
import { LIMITS, limitsWith } from '../limits.ts';
import { LIMIT_OPTIONS, OPTIONS, type OptionName, type Settings, type Value } from './table.ts';

/** A mistake of whoever starts the server, as one line to read. */
export class OptionError extends Error {}

type Given = Map<string, string | number | boolean>;

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
  const all: Given = typeof file === 'string' ? new Map([...fromFile(file, lang), ...given]) : given;
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
  const given: Given = new Map();
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
    else given.set(name, understood(name, value, rawName, lang));
  }
  return given;
}

function understood(name: string, value: string | undefined, rawName: string, lang: Lang): string | number | boolean {
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
  const text = readFile(file, lang);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new OptionError(t.notJson(file, error instanceof Error ? error.message : String(error)));
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new OptionError(t.notAnObject(file));
  const given: Given = new Map();
  for (const [key, value] of Object.entries(content)) {
    const option = optionNamed(key);
    if (option === undefined || key === 'config') throw new OptionError(t.unknownKey(key, file));
    given.set(key, checked(option, value, t.keyIn(key, file), lang));
  }
  return given;
}

function checked(option: Value, value: unknown, where: string, lang: Lang): string | number | boolean {
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
    default:
      if (typeof value !== 'string') throw bad(t.someText);
      return value;
  }
}

function settingsOf(given: Given, environment: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: OptionName): string | null => {
    const option = OPTIONS[name];
    const value = given.get(name) ?? ('value' in option ? option.value : null);
    return typeof value === 'string' ? value : null;
  };
  const number = (name: OptionName): number => {
    const option = OPTIONS[name];
    return Number(given.get(name) ?? (option.kind === 'number' ? option.value : 0));
  };
  const lang = (text('lang') as Lang | null) ?? languageFrom(environment);
  const mode = text('mode') as Mode;
  const motd = text('motd');
  const set: Record<string, number> = {};
  for (const { key, option } of LIMITS) {
    const value = given.get(option);
    if (typeof value === 'number') set[key] = value;
  }
  const limits = limitsWith(set);
  const operatorName = text('operator-name') ?? (lang === 'zh-CN' ? '掌柜' : 'host');
  const flaw = userNameFlaw(operatorName, limits.nameLength);
  if (flaw !== null) {
    const why = refusalSentence({ why: 'name-invalid', name: operatorName, flaw }, lang);
    throw new OptionError(`--operator-name: ${why}`);
  }
  return {
    host: text('host'),
    port: number('port'),
    mode,
    names: (text('names') as Settings['names'] | null) ?? (mode === 'hub' ? 'ask' : 'address'),
    framing: text('framing') as Settings['framing'],
    lang,
    name: text('name') ?? '',
    motd: motd === null ? [] : readFile(motd, lang).trimEnd().split(/\r?\n/),
    quitWords: new Set(list(text('quit-words')).map((word) => word.toLowerCase())),
    echoTime: given.get('echo-time') === true,
    operatorName,
    operatorPassword: text('operator-password'),
    password: text('password'),
    webircPassword: text('webirc-password'),
    gateways: new Set(list(text('gateways'))),
    log: text('log') as Settings['log'],
    limits,
  };
}

/** The words between commas. */
function list(text: string | null): string[] {
  const words = (text ?? '').split(',').map((word) => word.trim());
  return words.filter((word) => word !== '');
}

function readFile(file: string, lang: Lang): string {
  const t = serveSentences[lang];
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? t.noSuchFile : code === 'EACCES' ? t.noPermission : String(code);
    throw new OptionError(t.cannotRead(file, why));
  }
}

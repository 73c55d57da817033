import type { Lang } from '../i18n/language.ts';
import { serveSentences } from '../i18n/serve.ts';
import { LIMITS } from '../limits.ts';
import { definitions, wrap } from '../terminal/definitions.ts';
import { OPTIONS, type OptionName, type Value } from './table.ts';

/** What `--help` prints on a screen of so many columns. */
export function helpText(lang: Lang, columns: number): string {
  const t = serveSentences[lang];
  const rows = Object.entries(OPTIONS).map(([name, option]): [string, string] => [
    `--${name}${valueHint(option, lang)}`,
    `${t.options[name as OptionName]}${defaultHint(option, lang)}`,
  ]);
  const limits = LIMITS.map((row): [string, string] => [
    `--${row.option} ${t.values.number}`,
    `${row.reason[lang]}${t.defaultIs(String(row.value))}`,
  ]);
  const help: [string, string] = ['--help', t.options.help];
  return [
    ...wrap(t.usage, columns),
    '',
    ...wrap(t.intro, columns),
    '',
    t.optionsTitle,
    ...definitions([...rows, help], columns),
    '',
    t.limitsTitle,
    ...definitions(limits, columns),
    '',
    ...wrap(t.configNote, columns),
  ].join('\n');
}

function valueHint(option: Value, lang: Lang): string {
  const { values } = serveSentences[lang];
  if (option.kind === 'flag') return '';
  return ` ${option.kind === 'choice' ? option.choices.join('|') : values[option.kind]}`;
}

function defaultHint(option: Value, lang: Lang): string {
  if (!('value' in option) || option.value === null) return '';
  return serveSentences[lang].defaultIs(String(option.value));
}

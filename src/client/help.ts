// `chaguan connect --help`.
import { clientOptionSentences } from '../i18n/client-options.ts';
import type { Lang } from '../i18n/language.ts';
import { definitions, wrap } from '../terminal/definitions.ts';
import { OPTIONS, type OptionName } from './options.ts';

/** What `--help` prints on a screen of so many columns. */
export function helpText(lang: Lang, columns: number): string {
  const t = clientOptionSentences[lang];
  const rows = Object.entries(OPTIONS).map(([name, option]): [string, string] => {
    const hint = 'choices' in option ? option.choices.join('|') : 'value' in option ? t.values[option.value] : '';
    return [`--${name} ${hint}`.trimEnd(), t.options[name as OptionName]];
  });
  return [
    ...wrap(t.usage, columns),
    '',
    ...wrap(t.intro, columns),
    '',
    t.addressTitle,
    ...definitions(t.addresses, columns),
    '',
    t.optionsTitle,
    ...definitions(rows, columns),
    '',
    ...t.notes.flatMap((note) => wrap(note, columns)),
  ].join('\n');
}

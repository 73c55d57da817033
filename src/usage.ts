import { languageFrom } from './i18n/language.ts';
import { serveSentences } from './i18n/serve.ts';

/** Says which commands there are. @returns the exit code: 2 if something else was asked for */
export function usage(command: string | undefined): number {
  const t = serveSentences[languageFrom(process.env)];
  if (command === undefined || command === '--help' || command === '-h') {
    console.log(t.commands.join('\n'));
    return 0;
  }
  console.error(t.unknownCommand(command));
  return 2;
}

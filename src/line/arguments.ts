// How the arguments of a slash command are written, and taken apart.
import { durationIn } from '../chat/duration.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import type { ArgName, Args, SlashCommand } from './commands.ts';

/** How a command is written, in the speaker's language. */
export function usage(command: SlashCommand, lang: Lang): string {
  const { args } = lineSentences[lang];
  const written = command.args.map((arg) =>
    arg.endsWith('?') ? `[${args[arg.slice(0, -1) as ArgName]}]` : args[arg as ArgName],
  );
  return [`/${command.name}`, ...written].join(' ');
}

/** The arguments of a command line, or null when one that must be there is missing. The last one keeps its spaces. */
export function splitArgs(command: SlashCommand, rest: string): Args | null {
  const found: (string | undefined)[] = [];
  let left = rest.trim();
  for (const [at, arg] of command.args.entries()) {
    const isLast = at === command.args.length - 1;
    if (left === '' && !arg.endsWith('?')) return null;
    if (left === '' || isLeftOut(arg, isLast, left)) {
      found.push(undefined);
      continue;
    }
    const space = isLast ? -1 : left.search(/\s/);
    found.push(space < 0 ? left : left.slice(0, space));
    left = space < 0 ? '' : left.slice(space).trim();
  }
  return found;
}

/** A room before other arguments is one with its `#`; a time is known by its form. */
function isLeftOut(arg: SlashCommand['args'][number], isLast: boolean, left: string): boolean {
  if (arg === 'time?') return durationIn(left.split(/\s/, 1)[0] ?? '') === null;
  return arg === 'room?' && !isLast && !/^[#＃]/.test(left);
}

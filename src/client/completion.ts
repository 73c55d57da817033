// Tab: commands, names and rooms.
import type { Completion } from '../terminal/prompt.ts';
import { COMMANDS } from './commands.ts';
import type { RosterView } from './core/roster.ts';

/** What could stand where the last word of `line` is. */
export function complete(roster: RosterView, line: string): Completion {
  const word = /\S*$/u.exec(line)?.[0] ?? '';
  return { word, candidates: candidatesFor(roster, line.length === word.length, word) };
}

function candidatesFor(roster: RosterView, isFirst: boolean, word: string): string[] {
  if (isFirst && word.startsWith('/'))
    return beginning(
      COMMANDS.map((row) => `/${row.name}`),
      word,
      ' ',
    );
  if (word.startsWith('#'))
    return beginning(
      [...roster.rooms.values()].map((room) => room.name),
      word,
      ' ',
    );
  // Nothing typed yet says nothing about whose name is meant.
  if (word === '') return [];
  const names = [...roster.users.values()].map((user) => user.name).sort();
  if (word.startsWith('@'))
    return beginning(
      names.map((name) => `@${name}`),
      word,
      ' ',
    );
  return beginning(names, word, isFirst ? ': ' : ' ');
}

function beginning(words: readonly string[], start: string, after: string): string[] {
  const wanted = start.toLowerCase();
  return words.filter((word) => word.toLowerCase().startsWith(wanted)).map((word) => word + after);
}

// Tab: commands, their arguments, and names.
import type { ChatView } from '../chat/views.ts';
import type { Completion } from '../terminal/prompt.ts';
import { COMMANDS } from './commands.ts';
import { guestsBeginning } from './guests.ts';

/** What could stand where the last word of `line` is. */
export function complete(chat: ChatView, line: string): Completion {
  const word = /\S*$/u.exec(line)?.[0] ?? '';
  return { word, candidates: candidatesFor(chat, line, word).map((candidate) => `${candidate} `) };
}

function candidatesFor(chat: ChatView, line: string, word: string): readonly string[] {
  const before = line.slice(0, line.length - word.length).trim();
  if (before === '' && word.startsWith('/')) {
    return COMMANDS.map((row) => `/${row.name}`).filter((name) => name.startsWith(word.toLowerCase()));
  }
  if (before === '' && word.startsWith('@')) return guestsBeginning(chat, word.slice(1)).map((name) => `@${name}`);
  const command = COMMANDS.find((row) => `/${row.name}` === before.toLowerCase());
  if (command !== undefined) return command.complete?.(chat, word) ?? [];
  // In the middle of a text, nothing typed yet says nothing about whose name is meant.
  return word === '' ? [] : guestsBeginning(chat, word);
}

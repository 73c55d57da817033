// What somebody wrote on one line: a command, a word to one person, or something to say. The same for nc, the operator's
// console and the terminal client.

export type Written =
  | { readonly kind: 'command'; readonly name: string; readonly rest: string }
  | { readonly kind: 'private'; readonly to: string; readonly text: string }
  | { readonly kind: 'speech'; readonly text: string };

// Chinese input methods type full-width signs.
const LITERAL = /^(?:[@＠]{2}|[/／]{2})/;
const COMMAND = /^[/／](\S+)\s*(.*)$/s;
const PRIVATE = /^[@＠](?=\S)/;

/** `isKnown`: whether a private message can reach this name. `@@…` and `//…` say `@…` and `/…`. */
export function understand(line: string, isKnown: (name: string) => boolean): Written {
  if (LITERAL.test(line)) return { kind: 'speech', text: line.slice(1) };
  const [, name, rest = ''] = COMMAND.exec(line) ?? [];
  if (name !== undefined) return { kind: 'command', name, rest };
  if (PRIVATE.test(line)) return addressed(line.slice(1), isKnown);
  return { kind: 'speech', text: line };
}

/**
 * Finds the end of the name: at the space, before a sign there (`bob: hi`), or before the first full-width sign, after
 * which Chinese has no space (`看：你好`). No chosen name has these signs, but addresses do, so whoever is here decides.
 */
function addressed(written: string, isKnown: (name: string) => boolean): Written {
  const word = written.split(/\s/, 1)[0] ?? '';
  const ends = [word.length, word.replace(/[:：,，]$/, '').length, word.search(/[：，]/)].filter((end) => end > 0);
  const end = ends.find((one) => isKnown(word.slice(0, one))) ?? ends.at(-1) ?? word.length;
  return { kind: 'private', to: word.slice(0, end), text: written.slice(end).replace(/^[:：,，]?\s*/, '') };
}

// Help texts: what something is called on the left, what it is on the right, wrapped.
import { textWidth } from '../chat/width.ts';
import { padToWidth } from './width.ts';

const INDENT = '  ';
/** On narrower screens every text stands below its term. */
const NARROW = 60;

/** Text in lines of at most `columns`: broken at spaces, or between wide characters, as Chinese is. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  // Punctuation stays with what stands before it.
  for (const [piece] of text.matchAll(
    /[\uff08\u201c]?(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u201d]*\s*/g,
  )) {
    if (line !== '' && textWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Each term with its text beside it, or below it where the term is long or the screen narrow. */
export function definitions(rows: readonly (readonly [term: string, text: string])[], columns: number): string[] {
  // A term that takes more than half of the screen has its line to itself.
  const beside = rows.map(([term]) => textWidth(term)).filter((width) => width <= columns / 2);
  const side = columns >= NARROW && beside.length > 0 ? Math.max(...beside) + 4 : 6;
  return rows.flatMap(([term, text]) => {
    const [first = '', ...more] = wrap(text, columns - side).map((line) => ' '.repeat(side) + line);
    const head = INDENT + term;
    return textWidth(head) + 2 <= side ? [padToWidth(head, side) + first.trimStart(), ...more] : [head, first, ...more];
  });
}

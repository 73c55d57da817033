// Text laid out on a terminal.
import { characterWidth, textWidth } from '../chat/width.ts';

/** `text` with spaces behind it until it takes `columns`. Longer text comes back as it is. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

/** Text as a terminal breaks it, and where the cursor is in it. */
export interface Layout {
  /** Joined without anything between them they are the text. */
  readonly rows: readonly string[];
  readonly cursor: { readonly row: number; readonly column: number };
}

/**
 * Breaks `before` + `after` into rows of `columns`, with the cursor on the first character of `after`, which is not
 * empty. A wide character that does not fit at the end of a row goes to the next one, as on terminals.
 */
export function layOut(before: string, after: string, columns: number): Layout {
  const rows: string[] = [];
  let row = '';
  let column = 0;
  const makeRoomFor = (width: number): void => {
    if (column === 0 || column + width <= columns) return;
    rows.push(row);
    row = '';
    column = 0;
  };
  const place = (text: string): void => {
    for (const character of text) {
      const width = characterWidth(character);
      makeRoomFor(width);
      row += character;
      column += width;
    }
  };
  place(before);
  const [under = ''] = after;
  makeRoomFor(characterWidth(under));
  const cursor = { row: rows.length, column };
  place(after);
  rows.push(row);
  return { rows, cursor };
}

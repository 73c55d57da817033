// How many columns text takes on a terminal. Wide are the characters that Unicode (UAX #11, East Asian Width) calls W
// or F, and pictures shown as emoji; marks and invisible characters take none.

const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff\ud7b0-\ud7ff]/u;
const SOFT_HYPHEN = '\xad';

/** The columns of one character (code point): 0, 1 or 2. */
function characterWidth(character: string): 0 | 1 | 2 {
  if (character >= ' ' && character <= '~') return 1;
  if (NONE.test(character) && character !== SOFT_HYPHEN) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The columns of text without escape sequences, on an endless line. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

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

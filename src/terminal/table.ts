// Rows aligned in columns, on terminals wide and narrow.
import { textWidth } from '../chat/width.ts';
import { wrap } from './definitions.ts';
import { padToWidth } from './width.ts';

const GAP = '  ';

/**
 * The rows as lines, columns aligned (wide characters count two). When that does not fit in `columns`, each row is its
 * first cell on a line, unless that is empty, and the others indented below it. Empty last cells leave no spaces behind.
 */
export function tabulate(rows: readonly (readonly string[])[], columns: number): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, textWidth(cell));
  }
  const lines = rows.map((row) =>
    row
      .map((cell, index) => padToWidth(cell, widths[index] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
  if (lines.every((line) => textWidth(line) <= columns)) return lines;
  return rows.flatMap(([first = '', ...others]) => [...(first === '' ? [] : [first]), ...fill(others, columns)]);
}

/** Cells side by side, on as many lines as they need. */
function fill(cells: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const cell of cells.filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last + GAP + cell) <= columns) lines[lines.length - 1] = last + GAP + cell;
    else lines.push(...wrap(cell, columns - GAP.length).map((line) => GAP + line));
  }
  return lines;
}

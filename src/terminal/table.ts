// Rows aligned in columns, on terminals wide and narrow.
import { padToWidth, textWidth } from './width.ts';

const GAP = '  ';

/**
 * The rows as lines, columns aligned (wide characters count two). When that does not fit in `columns`, each row becomes
 * two lines: its first cell, and the others, indented. Empty last cells leave no spaces behind.
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
  return rows.flatMap(([first = '', ...others]) => {
    const rest = others.filter((cell) => cell !== '').join(GAP);
    return rest === '' ? [first] : [first, GAP + rest];
  });
}

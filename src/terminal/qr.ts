// A QR code on a terminal: two modules to a character, one above the other.
import { styleText } from 'node:util';
import encodeQR from 'qr';

/** What there is to draw with: black on white, or only the terminal's own two colours. */
export type Ink = 'black-on-white' | 'own';

/** ISO/IEC 18004, 6.3.8: how many modules around it must be light. */
const QUIET_ZONE = 4;

/** What can be drawn with on `stream`: no colours where there are none, or nobody wants any (NO_COLOR). */
export function inkFor(stream: NodeJS.WriteStream): Ink {
  return styleText('black', 'x', { stream }) === 'x' ? 'own' : 'black-on-white';
}

/**
 * The lines of a QR code that says `text`. In own ink, light modules are drawn and dark ones are left: right on a dark
 * terminal; on a light one it is a negative, which cameras mostly read too.
 * @returns null if it does not fit in `columns`
 */
export function qrLines(text: string, columns: number, ink: Ink): readonly string[] | null {
  // A screen has no stains: the least correction makes the smallest code.
  const isDark = encodeQR(text, 'raw', { ecc: 'low', border: QUIET_ZONE });
  if (isDark.length > columns) return null;
  const isDrawn = (row: number, column: number): boolean =>
    (isDark[row]?.[column] ?? false) === (ink === 'black-on-white');
  const lines: string[] = [];
  for (let row = 0; row < isDark.length; row += 2) {
    const line = isDark.map((_, column) => block(isDrawn(row, column), isDrawn(row + 1, column))).join('');
    lines.push(ink === 'own' ? line : styleText(['black', 'bgWhiteBright'], line, { validateStream: false }));
  }
  return lines;
}

function block(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}

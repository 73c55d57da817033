// Bytes for people to read, as `hexdump -C` shows them.
import { printable } from './text.ts';
import { characterWidth } from './width.ts';

/** Bytes in a row: the most of these that the screen has columns for. */
const PER_ROW = [16, 8, 4, 2, 1] as const;
const OFFSET_DIGITS = 4;

/**
 * The bytes in rows of at most `columns` (at least 11 for up to 64 KiB): offset, hexadecimal, and as text, in which each
 * byte has its cell. A whole character of UTF-8 that can be printed stands where its bytes do; any other byte is a dot.
 */
export function hexdump(bytes: Uint8Array, columns: number): string[] {
  const digits = Math.max(OFFSET_DIGITS, bytes.length.toString(16).length);
  const perRow = PER_ROW.find((count) => rowWidth(digits, count) <= columns) ?? 1;
  const cells = cellsOf(bytes, perRow);
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; start += perRow) {
    const end = start + perRow;
    const offset = start.toString(16).padStart(digits, '0');
    const hex = inHex(bytes.subarray(start, end), perRow).padEnd(hexWidth(perRow));
    rows.push(`${offset} ${hex} |${cells.slice(start, end).join('')}|`);
  }
  return rows;
}

function rowWidth(digits: number, perRow: number): number {
  return digits + 1 + hexWidth(perRow) + 2 + perRow + 1;
}

/** Two digits and a space for each byte, and a gap in the middle of 16. */
function hexWidth(perRow: number): number {
  return perRow * 3 - 1 + (perRow === 16 ? 1 : 0);
}

function inHex(row: Uint8Array, perRow: number): string {
  const pairs = Array.from(row, (byte) => byte.toString(16).padStart(2, '0'));
  if (perRow === 16 && row.length > 8) pairs.splice(8, 0, '');
  return pairs.join(' ');
}

/** What stands in the text column for each byte: a column each, but a wide character takes that of the byte behind, too. */
function cellsOf(bytes: Uint8Array, perRow: number): string[] {
  const cells: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at);
    if (character === null) {
      cells.push('.');
      at++;
    } else {
      cells.push(...placed(character, at % perRow, perRow));
      at += character.length;
    }
  }
  return cells;
}

interface Character {
  readonly text: string;
  /** In bytes. */
  readonly length: number;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The printable character that begins at a byte; null: none does. */
function characterAt(bytes: Uint8Array, at: number): Character | null {
  const length = lengthOf(bytes[at] ?? 0);
  if (length === 0 || at + length > bytes.length) return null;
  try {
    const text = UTF8.decode(bytes.subarray(at, at + length));
    return /[\p{Cn}\p{Co}]/u.test(text) || printable(text) !== text || characterWidth(text) === 0
      ? null
      : { text, length };
  } catch {
    return null;
  }
}

/** Bytes of the character that a byte begins (RFC 3629); 0: it begins none. */
function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** The cells of a character that begins in cell `column`. A wide one that has no room at the end of a row goes to the next. */
function placed({ text, length }: Character, column: number, perRow: number): string[] {
  const width = characterWidth(text);
  const cells = Array.from({ length }, () => ' ');
  const first = column + width <= perRow ? 0 : 1;
  if (width > perRow) return cells.fill('.');
  cells[first] = text;
  if (width === 2) cells[first + 1] = '';
  return cells;
}

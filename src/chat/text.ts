// Text made safe to print: nobody can draw on somebody else's screen.

// IRC's formatting codes say nothing outside IRC; they go without a trace.
const IRC_FORMATTING =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[0-9a-f]{6}(?:,[0-9a-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi;
const TAB = /\t/g;
// C0, DEL and C1 controls (ESC and CSI begin escape sequences); line and paragraph separators; what turns the
// direction of writing around; invisible tags and annotation characters.
const CONTROL =
  /[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\u{e0001}-\u{e007f}]/gu;
// More marks on one letter than any script needs reach into the lines above and below.
const STACKED_MARKS = /(\p{M}{6})\p{M}+/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * What may be printed on a terminal, on one line, whoever wrote it: controls show as their pictures (`␛`) or as `�`,
 * formatting codes vanish. Text without any comes back as it is.
 */
export function printable(text: string): string {
  return text
    .replace(IRC_FORMATTING, '')
    .replace(TAB, ' ')
    .replace(CONTROL, picture)
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(STACKED_MARKS, '$1');
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** Text as it may stand in HTML, between tags or in quotes. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** How many bytes the text has in UTF-8; half a surrogate pair counts as the `�` it is sent as. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // A pair has four bytes: its second half is counted already.
    if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) index++;
  }
  return bytes;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** The longest beginning of `text` that fits in `limit` bytes of UTF-8 and cuts no character (nor one from its marks). */
export function cutToBytes(text: string, limit: number): string {
  if (utf8Length(text) <= limit) return text;
  let bytes = 0;
  let cut = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    const size = utf8Length(segment);
    if (bytes + size > limit) break;
    bytes += size;
    cut += segment;
  }
  if (cut !== '') return cut;
  // A single grapheme over the limit: characters then.
  for (const character of text) {
    bytes += utf8Length(character);
    if (bytes > limit) break;
    cut += character;
  }
  return cut;
}

/**
 * A long text in pieces of at most `limit` bytes of UTF-8, which together are the text: each ends after a space if there is
 * one in its second half, else where no character is cut.
 * @param limit at least 4, so that any code point fits
 */
export function pieces(text: string, limit: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (utf8Length(rest) > limit) {
    const most = cutToBytes(rest, limit);
    const space = most.lastIndexOf(' ');
    const piece = space >= most.length / 2 ? most.slice(0, space + 1) : most;
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...found, rest];
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

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

/** The longest beginning of `text` that fits in `limit` bytes of UTF-8 and cuts no character (nor one from its marks). */
export function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let bytes = 0;
  let cut = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    const size = Buffer.byteLength(segment);
    if (bytes + size > limit) break;
    bytes += size;
    cut += segment;
  }
  if (cut !== '') return cut;
  // A single grapheme over the limit: characters then.
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    cut += character;
  }
  return cut;
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

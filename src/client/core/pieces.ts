// A long text in pieces that each fit one IRC line.

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces of at most `limit` bytes of UTF-8: after a space if there is one in the second half of the
 * piece, else between characters as a person sees them, else (one over the limit) between code points.
 * @param limit at least 4, so that any code point fits
 */
export function pieces(text: string, limit: number): string[] {
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(limit);
  const found: string[] = [];
  let rest = text;
  for (;;) {
    const { read } = encoder.encodeInto(rest, buffer);
    if (read >= rest.length) break;
    const cut = goodCut(rest, read);
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...found, rest];
}

function goodCut(text: string, most: number): number {
  const space = text.lastIndexOf(' ', most - 1);
  if (space >= most / 2) return space + 1;
  // What follows far behind the cut has no say in where a character begins.
  const start = GRAPHEMES.segment(text.slice(0, most + 64)).containing(most)?.index ?? most;
  return start === 0 ? most : start;
}

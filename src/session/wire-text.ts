// What passes over a connection, in words, the same for whose it is and for the operator.
import { printable } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import { type TraceSentences, traceSentences } from '../i18n/trace.ts';
import { TRACED_BYTES } from '../limits.ts';
import type { Line, LineEnd } from './protocol.ts';
import type { Passing } from './wire.ts';

export interface WireText {
  readonly sentence: string;
  /** To be shown with it. */
  readonly bytes: Uint8Array;
}

/** Of a message, so much that it is recognised: its bytes have been shown. */
const RECOGNISED = 40;

const NO_BYTES = new Uint8Array();

export function wireText(passing: Passing, lang: Lang): WireText {
  const t = traceSentences[lang];
  switch (passing.kind) {
    case 'came':
      return withBytes(t.received(passing.bytes.length), passing.bytes, t);
    case 'sent':
      return withBytes(t.sent(passing.bytes.length), passing.bytes, t);
    default:
      return { sentence: sentenceOf(passing, t), bytes: NO_BYTES };
  }
}

function withBytes(sentence: string, bytes: Uint8Array, t: TraceSentences): WireText {
  if (bytes.length <= TRACED_BYTES) return { sentence, bytes };
  return { sentence: sentence + t.first(TRACED_BYTES), bytes: bytes.subarray(0, TRACED_BYTES) };
}

function sentenceOf(passing: Exclude<Passing, { readonly bytes: Uint8Array }>, t: TraceSentences): string {
  switch (passing.kind) {
    case 'inside': {
      const { secured, carries } = passing;
      const parts = carries === 'bytes' ? [] : [t[carries]];
      if (secured !== null) parts.push(t.sealed(secured.version, secured.cipher));
      return parts.join(t.and);
    }
    case 'cut':
      return cutSentence(passing.line, t);
    case 'waits':
      return t.restWaits(t.rest(passing.bytes), passing.silenceMs);
    case 'carried':
      return t.carried[passing.what];
    case 'finished':
      return passing.side === 'client' ? t.clientFinished : t.thisSideFinished;
    case 'closed':
      return passing.how === 'ended' ? t.closed : t.ended(t.reasons[passing.how]);
    case 'gap':
      return t.gap(passing.events);
  }
}

function cutSentence(line: Line, t: TraceSentences): string {
  switch (line.kind) {
    case 'text':
      return t.message(endSentence(line.end, t), recognisable(line.text));
    case 'not-utf8':
      return t.message(t.notUtf8, recognisable(line.text));
    case 'too-long':
      return t.message(t.tooLong, recognisable(line.start));
  }
}

function endSentence(end: LineEnd, t: TraceSentences): string {
  switch (end) {
    case 'lf':
    case 'crlf':
      return t.cut.newline(1) + t.ofNewline[end];
    case 'nul':
      return t.upToNul;
    case 'datagram':
      return t.datagram;
    default:
      return t.cut[end];
  }
}

function recognisable(text: string): string {
  const characters = Array.from(text);
  return printable(characters.length > RECOGNISED ? `${characters.slice(0, RECOGNISED).join('')}…` : text);
}

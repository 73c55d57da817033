// Lines as they leave: of the right length, with their endings, in UTF-8.
import { cutToBytes } from '../chat/text.ts';
import { BODY_BYTES } from './decoder.ts';

const utf8 = new TextEncoder();

/** Lines that may stand on the wire as they are, one after the other. */
export function encode(lines: readonly string[]): Uint8Array {
  return utf8.encode(lines.map((line) => `${fitting(line)}\r\n`).join(''));
}

/**
 * The line, its end cut where it would be over 512 bytes without tags (modern-irc "Message Format"), and not between two
 * parameters. Only a text that explains comes to that, beside long names: a topic, a reason, a real name, a sentence.
 * Messages and lists are split before; masks and metadata are no longer than fits (limits.ts).
 */
function fitting(line: string): string {
  if (line.length * 3 <= BODY_BYTES) return line;
  const body = line.slice(line.startsWith('@') ? line.indexOf(' ') + 1 : 0);
  const cut = cutToBytes(body, BODY_BYTES);
  return cut === body ? line : line.slice(0, line.length - body.length) + cut.trimEnd();
}

/** Words joined by a separator into as few texts as possible of at most `limit` bytes each; for no words, one that is empty. */
export function packWords(words: Iterable<string>, limit: number, separator = ' '): string[] {
  const texts: string[] = [];
  let text = '';
  let bytes = 0;
  for (const word of words) {
    const size = Buffer.byteLength(word);
    if (text !== '' && bytes + 1 + size > limit) {
      texts.push(text);
      text = '';
    }
    bytes = text === '' ? size : bytes + 1 + size;
    text = text === '' ? word : text + separator + word;
  }
  if (text !== '' || texts.length === 0) texts.push(text);
  return texts;
}

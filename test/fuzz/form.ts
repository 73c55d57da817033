// Whether lines are as a server may send them: modern-irc "Message Format"; IRCv3 message-tags "Size limit".
import { type Message, parseMessage } from '../../src/irc/message.ts';
import { MARK } from './secrets.ts';

const BODY_BYTES = 510;
const TAG_BYTES = 8191;

/** Tags, a source, a verb or a numeric, parameters, none but the last empty, with spaces or a colon. */
const FORM = /^(?:@[^ ]+ )?(?::[^ ]+ )?(?:[A-Z]+|[0-9]{3})(?: [^: ][^ ]*)*(?: :.*)?$/s;

/** What was sent at once, looked at. Many guests are sent the same. */
export interface Sent {
  readonly messages: readonly Message[];
  /** The secrets in it, each as often as it is there. */
  readonly marks: readonly Marked[];
  readonly flaws: readonly string[];
}

interface Marked {
  readonly mark: string;
  readonly verb: string;
  readonly line: string;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const seen = new WeakMap<Uint8Array, Sent>();

export function inspect(bytes: Uint8Array): Sent {
  const known = seen.get(bytes);
  if (known !== undefined) return known;
  const sent = read(bytes);
  seen.set(bytes, sent);
  return sent;
}

function read(bytes: Uint8Array): Sent {
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    return { messages: [], marks: [], flaws: [`not UTF-8: ${JSON.stringify(Buffer.from(bytes).toString('latin1'))}`] };
  }
  const lines = text.split('\r\n');
  const flaws: string[] = [];
  if (lines.pop() !== '') flaws.push(`the last line has no end: ${JSON.stringify(text)}`);
  const marks: Marked[] = [];
  const messages = lines.flatMap((line) => {
    const flaw = flawOf(line);
    if (flaw !== null) flaws.push(`${flaw}: ${JSON.stringify(line)}`);
    const message = parseMessage(line);
    marks.push(...marksIn(line).map((mark) => ({ mark, verb: message?.verb ?? '', line })));
    return message ?? [];
  });
  return { messages, marks, flaws };
}

function flawOf(line: string): string | null {
  if (/[\r\n\0]/.test(line)) return 'CR, LF or NUL in a line';
  if (!FORM.test(line)) return 'not a message';
  if (line.startsWith('@') && hasTagTwice(line)) return 'a tag twice';
  const body = line.startsWith('@') ? line.indexOf(' ') + 1 : 0;
  if (line.length * 3 > BODY_BYTES && Buffer.byteLength(line.slice(body)) > BODY_BYTES) return 'too long';
  if (body * 3 > TAG_BYTES && Buffer.byteLength(line.slice(0, body)) > TAG_BYTES) return 'too long in its tags';
  if (/^(?:@[^ ]+ )?[0-9]{3}/.test(line)) return 'a numeric from nobody';
  return null;
}

function hasTagTwice(line: string): boolean {
  const keys = line
    .slice(1, line.indexOf(' '))
    .split(';')
    .map((tag) => tag.split('=', 1)[0]);
  return new Set(keys).size < keys.length;
}

/** In plain, and in the base64 of a SASL message. */
function marksIn(text: string): string[] {
  const plain = text.match(MARK.plain) ?? [];
  const encoded = text.match(MARK.base64) ?? [];
  return [...plain, ...encoded.map((word) => Buffer.from(word, 'base64').toString())].map((mark) => mark.toLowerCase());
}

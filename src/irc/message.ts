// The form of an IRC message, read and written. Pure, and free of Node: the server, the terminal client and the page use it.

/** One message. `verb` is in upper case; tag values are unescaped, and a tag without a value has an empty one. */
export interface Message {
  readonly tags: ReadonlyMap<string, string>;
  readonly source: string | null;
  readonly verb: string;
  readonly params: readonly string[];
}

/** Tags as they are handed to `formatMessage`: in the order in which they are to be written. */
export type Tags = ReadonlyMap<string, string>;

export const NO_TAGS: Tags = new Map();

/**
 * Reads one line without its ending.
 * @returns null when there is no verb in it. A verb is letters or digits only by convention; that is not judged here.
 * @see modern-irc "Message Format"; IRCv3 message-tags "Format"
 */
export function parseMessage(line: string): Message | null {
  let rest = line;
  let tags = NO_TAGS;
  if (rest.startsWith('@')) {
    const [word, after] = takeWord(rest);
    tags = parseTags(word.slice(1));
    rest = after;
  }
  rest = rest.replace(/^ +/, '');
  let source: string | null = null;
  if (rest.startsWith(':')) {
    const [word, after] = takeWord(rest);
    source = word.slice(1);
    rest = after;
  }
  const [verb, after] = takeWord(rest);
  if (verb === '') return null;
  return { tags, source, verb: verb.toUpperCase(), params: parseParams(after) };
}

function parseParams(text: string): string[] {
  const params: string[] = [];
  let rest = text;
  while (rest !== '') {
    if (rest.startsWith(':')) {
      params.push(rest.slice(1));
      break;
    }
    const [word, after] = takeWord(rest);
    params.push(word);
    rest = after;
  }
  return params;
}

/** The text up to the first space, and what follows the spaces. */
function takeWord(text: string): [string, string] {
  const space = text.indexOf(' ');
  if (space === -1) return [text, ''];
  let next = space;
  while (text[next] === ' ') next++;
  return [text.slice(0, space), text.slice(next)];
}

/**
 * Writes one line without its ending. Nothing that is handed in can end the line or become another part of it: CR, LF and
 * NUL become spaces; a parameter before the last that is empty, holds a space or begins with `:` becomes `*`.
 * @param params the last one may be any text; it gets its `:` when it needs one
 * @see modern-irc "Message Format"
 */
export function formatMessage(
  verb: string,
  params: readonly string[] = [],
  source: string | null = null,
  tags: Tags = NO_TAGS,
): string {
  const words = [verb];
  if (source !== null) words.unshift(`:${middle(source)}`);
  if (tags.size > 0) words.unshift(formatTags(tags));
  params.forEach((param, index) => {
    words.push(index < params.length - 1 ? middle(param) : trailing(param));
  });
  return words.join(' ');
}

function middle(param: string): string {
  const safe = oneLine(param);
  return safe === '' || safe.startsWith(':') || safe.includes(' ') ? '*' : safe;
}

function trailing(param: string): string {
  const safe = oneLine(param);
  return safe === '' || safe.startsWith(':') || safe.includes(' ') ? `:${safe}` : safe;
}

/** The text with what may not be in a line made spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, ' ');
}

/** `key=value;key2`, without the `@`. */
export function parseTags(text: string): Tags {
  const tags = new Map<string, string>();
  for (const tag of text.split(';')) {
    const equals = tag.indexOf('=');
    const key = equals === -1 ? tag : tag.slice(0, equals);
    // The last of several with one key counts.
    if (key !== '') tags.set(key, equals === -1 ? '' : unescapeTag(tag.slice(equals + 1)));
  }
  return tags;
}

/** `@key=value;key2`, without the space after it. */
export function formatTags(tags: Tags): string {
  const written = Array.from(tags, ([key, value]) => {
    const safe = key.replace(/[ \r\n\0;=]/g, '');
    return value === '' ? safe : `${safe}=${escapeTag(value)}`;
  });
  return `@${written.join(';')}`;
}

// IRCv3 message-tags, "Escaping values"
const ESCAPES: Readonly<Record<string, string>> = { ';': '\\:', ' ': '\\s', '\\': '\\\\', '\r': '\\r', '\n': '\\n' };
const UNESCAPES: Readonly<Record<string, string>> = { ':': ';', s: ' ', '\\': '\\', r: '\r', n: '\n' };

function escapeTag(value: string): string {
  return value.replace(/[; \\\r\n]/g, (character) => ESCAPES[character] ?? '').replaceAll('\0', '');
}

/** A backslash before any other character, or at the end, is dropped. */
function unescapeTag(value: string): string {
  return value.replace(/\\(.?)/gsu, (_, character: string) => UNESCAPES[character] ?? character);
}

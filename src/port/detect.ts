// Who is calling? The first bytes decide.

/** `undecided`: more bytes may tell; if none come, `guess` is what it is taken for. */
export type Caller =
  | { readonly kind: 'irc' | 'line' | 'tls' | 'http' }
  | { readonly kind: 'undecided'; readonly guess: 'irc' | 'line' };

const IRC: Caller = { kind: 'irc' };
const LINE: Caller = { kind: 'line' };
const TLS: Caller = { kind: 'tls' };
const HTTP: Caller = { kind: 'http' };

/** What an IRC client begins with, in capitals as clients write it. Only these may have tags or a source before them. */
const OPENING_VERBS = ['CAP', 'NICK', 'USER', 'PASS'];
const IRC_VERBS = [...OPENING_VERBS, 'QUIT', 'PING', 'PONG', 'AUTHENTICATE', 'WEBIRC', 'JOIN', 'PRIVMSG'];
const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE', 'PRI'];

// Typed by hand in small letters, only what nobody would say: a greeting "nick" or "user" alone is a name.
const IRC_BY_HAND = /^(?:nick \S+|user \S+ \S+ \S+ :.+|user \S+ 0 \* .+|cap (?:ls|req|list|end)\b.*)$/i;
const TAGS_AND_SOURCE = '(?:@\\S+ +)?(?::\\S+ +)?';
const PREFIX = new RegExp(`^${TAGS_AND_SOURCE}`);
const IRC_LINE = new RegExp(
  `^(?:(?:${IRC_VERBS.join('|')})|${TAGS_AND_SOURCE}(?:${OPENING_VERBS.join('|')}))(?: .*)?$`,
);
const IRC_BEGINNING = new RegExp(`^${TAGS_AND_SOURCE}(?:${OPENING_VERBS.join('|')}) +\\S`);
const HTTP_LINE = new RegExp(`^(?:${HTTP_METHODS.join('|')}) \\S+ HTTP/`);
/** Longer than is read to tell: nobody says such a thing. */
const LONG_HTTP_LINE = new RegExp(`^(?:${HTTP_METHODS.join('|')}) (?:/|https?://)\\S*$`);

/** As much as can be needed to tell: a line of tags aside, an HTTP request line with a long path. */
const ENOUGH = 512;

/** Tells from the first bytes of a connection what it speaks. Called again with all of them when more have come. */
export function detect(first: Uint8Array): Caller {
  const [zero, one] = first;
  if (zero === undefined) return { kind: 'undecided', guess: 'line' };
  // A TLS record: handshake (22), version 3.x (RFC 8446, 5.1).
  if (zero === 0x16) return one === undefined ? { kind: 'undecided', guess: 'line' } : one === 3 ? TLS : LINE;
  const text = Buffer.from(first.buffer, first.byteOffset, Math.min(first.length, ENOUGH)).toString('latin1');
  const end = text.search(/[\r\n]/);
  if (end >= 0) return ofLine(text.slice(0, end));
  if (HTTP_LINE.test(text)) return HTTP;
  if (first.length >= ENOUGH) return LONG_HTTP_LINE.test(text) ? HTTP : LINE;
  if (!mayBecome(text)) return LINE;
  return { kind: 'undecided', guess: IRC_BEGINNING.test(text) ? 'irc' : 'line' };
}

function ofLine(line: string): Caller {
  if (HTTP_LINE.test(line)) return HTTP;
  return IRC_LINE.test(line) || IRC_BY_HAND.test(line) ? IRC : LINE;
}

/** Whether an unfinished line can still turn out to be IRC or HTTP. */
function mayBecome(text: string): boolean {
  const verbOn = text.replace(PREFIX, '');
  const [word = '', ...more] = verbOn.split(' ');
  if (more.length === 0 && /^[@:]/.test(word)) return true;
  const words = verbOn === text ? [...IRC_VERBS, ...HTTP_METHODS, 'nick', 'user', 'cap'] : OPENING_VERBS;
  return more.length === 0 ? words.some((known) => known.startsWith(word)) : words.includes(word);
}

// Who is calling? The first bytes decide.

/** What a connection can turn out to carry. `proxy`: a PROXY header; `ssh`: somebody who is wrong here. */
export type Kind = 'irc' | 'line' | 'tls' | 'http' | 'ssh' | 'proxy';

/** `undecided`: more bytes may tell; if none come, `guess` is what it is taken for. */
export type Caller =
  | { readonly kind: Kind }
  | { readonly kind: 'undecided'; readonly guess: 'irc' | 'line' | 'tls' | 'http' };

const IRC: Caller = { kind: 'irc' };
const LINE: Caller = { kind: 'line' };
const TLS: Caller = { kind: 'tls' };
const HTTP: Caller = { kind: 'http' };
const SSH: Caller = { kind: 'ssh' };
const PROXY: Caller = { kind: 'proxy' };

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
/** Nobody says this: the rest of a request line is still on its way. */
const HTTP_BEGINNING = new RegExp(`^(?:${HTTP_METHODS.join('|')}) (?:/|https?://|\\* H)`);
/** RFC 4253 section 4.2 */
const SSH_LINE = /^SSH-\d/;
/** The PROXY protocol, section 2.1 and 2.2 */
const PROXY_LINE = /^PROXY (?:TCP[46]|UNKNOWN)/;
const PROXY_SIGNATURE = '\r\n\r\n\0\r\nQUIT\n';

/** As much as can be needed to tell: a line of tags aside, an HTTP request line with a long path. */
const ENOUGH = 512;

/** Tells from the first bytes of a connection what it speaks. Called again with all of them when more have come. */
export function detect(first: Uint8Array): Caller {
  const [zero, one] = first;
  if (zero === undefined) return { kind: 'undecided', guess: 'line' };
  if (zero === 0x16 && (one === undefined || one === 3))
    return isWholeRecord(first) ? TLS : { kind: 'undecided', guess: 'tls' };
  const text = Buffer.from(first.buffer, first.byteOffset, Math.min(first.length, ENOUGH)).toString('latin1');
  if (text.startsWith(PROXY_SIGNATURE)) return PROXY;
  const end = text.search(/[\r\n]/);
  if (end >= 0) return ofLine(text.slice(0, end));
  if (HTTP_LINE.test(text)) return HTTP;
  if (SSH_LINE.test(text)) return SSH;
  if (PROXY_LINE.test(text)) return PROXY;
  if (first.length >= ENOUGH || !mayBecome(text)) return HTTP_BEGINNING.test(text) ? HTTP : LINE;
  if (HTTP_BEGINNING.test(text)) return { kind: 'undecided', guess: 'http' };
  return { kind: 'undecided', guess: IRC_BEGINNING.test(text) ? 'irc' : 'line' };
}

/** A TLS record: handshake (22), version 3.x, length (RFC 8446, 5.1). The whole ClientHello tells what the client is. */
function isWholeRecord(first: Uint8Array): boolean {
  const [, , , high, low] = first;
  return high !== undefined && low !== undefined && first.length >= 5 + high * 256 + low;
}

function ofLine(line: string): Caller {
  if (HTTP_LINE.test(line)) return HTTP;
  if (SSH_LINE.test(line)) return SSH;
  if (PROXY_LINE.test(line)) return PROXY;
  return IRC_LINE.test(line) || IRC_BY_HAND.test(line) ? IRC : LINE;
}

/** Whether an unfinished line can still turn out to be something else than plain text. */
function mayBecome(text: string): boolean {
  const verbOn = text.replace(PREFIX, '');
  const [word = '', ...more] = verbOn.split(' ');
  if (more.length === 0 && /^[@:]/.test(word)) return true;
  const anywhere = [...IRC_VERBS, ...HTTP_METHODS, 'nick', 'user', 'cap', 'SSH-', 'PROXY'];
  const words = verbOn === text ? anywhere : OPENING_VERBS;
  return more.length === 0 ? words.some((known) => known.startsWith(word)) : words.includes(word);
}

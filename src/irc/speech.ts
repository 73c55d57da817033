// What people say, as lines: PRIVMSG, NOTICE, CTCP ACTION, TAGMSG.
import type { ClientTags } from '../chat/command.ts';
import type { EventOf, Target } from '../chat/event.ts';
import { cutToBytes, pieces } from '../chat/text.ts';
import { batched } from './batch.ts';
import { BODY_BYTES } from './decoder.ts';
import { eventTags, type Look } from './look.ts';
import { formatMessage, formatTags, NO_TAGS, oneLine, type Tags } from './message.ts';
import { signsOf } from './modes.ts';
import { sourceOf } from './userhost.ts';

/** Room that is left for text however long the names before it are. */
const LEAST_TEXT_BYTES = 16;
const ACTION = { before: '\x01ACTION ', after: '\x01' };
const PLAIN = { before: '', after: '' };
const CONCAT: Tags = new Map([['draft/multiline-concat', '']]);

/**
 * A `said` event (modern-irc "PRIVMSG message", "NOTICE message"; IRCv3 message-tags "TAGMSG"; CTCP "ACTION"). A text that is
 * too long for one line becomes several; the first carries the message's id and its client tags.
 */
export function saidLines(event: EventOf<'said'>, look: Look): string[] {
  const { to, form, lines } = event;
  if (to.kind === 'echo') return [];
  const target = targetName(to);
  const source = sourceOf(event.who);
  const rest = eventTags(event, look);
  const first = look.caps.has('message-tags') ? withClientTags(rest, event.id, event.tags) : rest;
  if (form === 'tags') return look.caps.has('message-tags') ? [formatMessage('TAGMSG', [target], source, first)] : [];
  const verb = form === 'notice' ? 'NOTICE' : 'PRIVMSG';
  if (lines === null) {
    const around = form === 'action' ? ACTION : PLAIN;
    const text = form === 'action' ? event.text.replaceAll('\x01', '') : event.text;
    return textLines(verb, source, target, text, { around, first, rest });
  }
  if (look.caps.has('draft/multiline')) return multilineBatch(event, verb, target, first);
  // multiline "Fallback": no blank lines, the tags on the first, the writer's own lines kept.
  return lines
    .filter(({ text }) => text !== '')
    .flatMap(({ text }, index) =>
      textLines(verb, source, target, text, { around: PLAIN, first: index === 0 ? first : rest, rest }),
    );
}

/** IRCv3 multiline "Batch types". A line that is too long with this sender's name goes on in another. */
function multilineBatch(event: EventOf<'said'>, verb: string, target: string, tags: Tags): string[] {
  const source = sourceOf(event.who);
  const bare = { around: PLAIN, first: NO_TAGS, rest: CONCAT };
  const lines = (event.lines ?? []).flatMap(({ text, joined }) =>
    textLines(verb, source, target, text, { ...bare, first: joined ? CONCAT : NO_TAGS }),
  );
  // An id that was imported may have other characters in it. Before the next such batch this one has ended.
  const reference = `m${event.id.replace(/[^a-z\d-]/gi, '-')}`;
  const head = { type: 'draft/multiline', params: [target], reference, source, tags };
  return batched(lines, head);
}

/** Where something was said, with the sign of those who alone are shown it (modern-irc "STATUSMSG"). */
export function targetName(to: Target): string {
  switch (to.kind) {
    case 'room':
      return `${to.least === null ? '' : signsOf(new Set([to.least]), 'highest')}${to.name}`;
    case 'user':
      return to.person.name;
    case 'echo':
      return '*';
  }
}

/** The server's own words to everybody (modern-irc "PRIVMSG message": a target with `$` is a broadcast). */
export function broadcastLines(event: EventOf<'broadcast'>, look: Look): string[] {
  const tags = eventTags(event, look);
  return textLines('NOTICE', look.server, '$*', event.text, { around: PLAIN, first: tags, rest: tags });
}

interface Dress {
  readonly around: { readonly before: string; readonly after: string };
  readonly first: Tags;
  readonly rest: Tags;
}

/** The text always gets its colon: simple programs look for it. */
function textLines(verb: string, source: string, target: string, text: string, dress: Dress): string[] {
  const { before, after } = dress.around;
  // The empty last parameter is the colon.
  const head = formatMessage(verb, [target, ''], source);
  const room = BODY_BYTES - Buffer.byteLength(head + before + after);
  const cut = pieces(oneLine(text), Math.max(room, LEAST_TEXT_BYTES));
  // A question of one client to another is one line or none: what does not fit is lost.
  const whole = text.startsWith('\x01') && cut.length > 1 ? [`${cutToBytes(cut[0] ?? '', room - 1)}\x01`] : cut;
  return whole.map((piece, index) => {
    const tags = index === 0 ? dress.first : dress.rest;
    // Where a text is cut, no CTCP may begin that nobody has sent.
    const safe = index === 0 ? piece : piece.replace(/^\x01+/, '');
    const body = `${head}${before}${safe}${after}`;
    return tags.size === 0 ? body : `${formatTags(tags)} ${body}`;
  });
}

/** The server's tags come before the client's (message-tags "Client-only tags"). */
function withClientTags(time: Tags, id: string, tags: ClientTags): Tags {
  return new Map([...time, ['msgid', id], ...Object.entries(tags)]);
}

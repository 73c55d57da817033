// What people say, as lines: PRIVMSG, NOTICE, CTCP ACTION, TAGMSG.
import type { ClientTags } from '../chat/command.ts';
import type { EventOf } from '../chat/event.ts';
import { pieces } from '../chat/text.ts';
import { BODY_BYTES } from './decoder.ts';
import { type Look, timeTags } from './look.ts';
import { formatMessage, formatTags, oneLine, type Tags } from './message.ts';
import { sourceOf } from './userhost.ts';

/** Room that is left for text however long the names before it are. */
const LEAST_TEXT_BYTES = 16;
const ACTION = { before: '\x01ACTION ', after: '\x01' };
const PLAIN = { before: '', after: '' };

/**
 * A `said` event (modern-irc "PRIVMSG message", "NOTICE message"; IRCv3 message-tags "TAGMSG"; CTCP "ACTION"). A text that is
 * too long for one line becomes several; the first carries the message's id and its client tags.
 */
export function saidLines(event: EventOf<'said'>, look: Look): string[] {
  const { to, form } = event;
  if (to.kind === 'echo') return [];
  const target = to.kind === 'room' ? to.name : to.person.name;
  const source = sourceOf(event.who);
  const time = timeTags(event, look);
  const tags = look.caps.has('message-tags') ? withClientTags(time, event.id, event.tags) : time;
  if (form === 'tags') return look.caps.has('message-tags') ? [formatMessage('TAGMSG', [target], source, tags)] : [];
  const around = form === 'action' ? ACTION : PLAIN;
  const text = form === 'action' ? event.text.replaceAll('\x01', '') : event.text;
  return textLines(form === 'notice' ? 'NOTICE' : 'PRIVMSG', source, target, text, { around, first: tags, rest: time });
}

/** The server's own words to everybody (modern-irc "PRIVMSG message": a target with `$` is a broadcast). */
export function broadcastLines(event: EventOf<'broadcast'>, look: Look): string[] {
  const tags = timeTags(event, look);
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
  return pieces(oneLine(text), Math.max(room, LEAST_TEXT_BYTES)).map((piece, index) => {
    const tags = index === 0 ? dress.first : dress.rest;
    const body = `${head}${before}${piece}${after}`;
    return tags.size === 0 ? body : `${formatTags(tags)} ${body}`;
  });
}

/** The server's tags come before the client's (message-tags "Client-only tags"). */
function withClientTags(time: Tags, id: string, tags: ClientTags): Tags {
  return new Map([...time, ['msgid', id], ...Object.entries(tags)]);
}

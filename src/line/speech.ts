// What is said, as a plain-text client reads it.
import type { EventOf, Target } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import { LOBBY } from '../chat/views.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';

type Sentences = (typeof lineSentences)[Lang];

/**
 * Each line of it with who said it and where; none for what is nothing to read.
 * @param home the room of which it need not be said that something was there
 */
export function saidLines(event: EventOf<'said'>, lang: Lang, home: string): string[] {
  const t = lineSentences[lang];
  return linesAfter(whereSaid(event.to, home, t), event, t);
}

/** The same, for who has said it itself on another connection. */
export function ownLines(event: EventOf<'said'>, lang: Lang): string[] {
  const t = lineSentences[lang];
  const { to } = event;
  const isPrivate = to.kind === 'user' && to.by === 'name';
  return linesAfter(isPrivate ? `[${t.privateTo(to.person.name)}] ` : whereSaid(to, LOBBY, t), event, t);
}

function linesAfter(where: string, event: EventOf<'said'>, t: Sentences): string[] {
  return spoken(event, t).map((line) => printable(where + line));
}

function spoken({ who, text, form, tags, replyTo }: EventOf<'said'>, t: Sentences): string[] {
  const { name } = who;
  if (form === 'tags') return reactions(name, tags, t);
  // Not what IRC clients ask each other (CTCP).
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('\x01'));
  if (form === 'action') return lines.map((line) => `* ${name} ${line}`);
  // To its own writer it is no reply, but more of the same.
  const speaker = replyTo === undefined || replyTo.id === who.id ? name : `${name} → ${replyTo.name}`;
  return lines.map((line) => `${speaker}: ${line}`);
}

/** IRCv3 react. All other messages of nothing but tags (typing) are for programs. */
function reactions(name: string, tags: EventOf<'said'>['tags'], t: Sentences): string[] {
  const { '+draft/react': reaction = '', '+draft/unreact': takenBack = '' } = tags;
  const given = reaction === '' ? [] : [`* ${t.reacts(name, reaction)}`];
  return takenBack === '' ? given : [...given, `* ${t.reactsNoMore(name, takenBack)}`];
}

/** In a conversation that the mode makes nothing needs to be said of where it is, either. */
function whereSaid(to: Target, home: string, t: Sentences): string {
  switch (to.kind) {
    case 'room':
      if (to.least !== null) return `[${t.onlyFor[to.least](to.name)}] `;
      return to.name === home ? '' : `[${to.name}] `;
    case 'user':
      return to.by === 'name' ? `[${t.private}] ` : '';
    case 'echo':
      return '';
  }
}

// Taking back what was said.
import type { SpeechCommand } from '../command.ts';
import type { Said } from '../redactable.ts';
import { audienceOf, holdersOf, reaches } from '../room.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';

type Redact = Extract<SpeechCommand, { kind: 'redact' }>;

/** By who said it; in a room also by those who keep order there. */
export function redact(step: Step, user: User, command: Redact): void {
  if (command.to.startsWith('#')) redactInRoom(step, user, command);
  else redactPrivately(step, user, command);
}

function redactInRoom(step: Step, user: User, { to, message, text }: Redact): void {
  const room = step.knownRoom(user, to);
  if (room === null) return;
  const { operator } = user.person;
  const member = room.members.get(user.id);
  const said = step.state.redactable.find(message, room);
  if (said === null || (member === undefined && !operator)) {
    return step.refuse({ why: 'no-such-message', to, message });
  }
  const keepsOrder = operator || (member !== undefined && reaches(member, 'halfop'));
  if (!keepsOrder && !isOwn(user, said)) return step.refuse({ why: 'not-your-message', to, message });
  step.state.redactable.remove(message);
  const { author, least } = said;
  const where = { kind: 'room', name: room.name, least } as const;
  const told = least === null ? audienceOf(room) : holdersOf(room, least);
  step.happened('redacted', user.person, told, { to: where, message, author, text: step.short(text) });
}

/** To who did not write it, a private message does not exist. */
function redactPrivately(step: Step, user: User, { to, message, text }: Redact): void {
  const target = step.someone(to);
  if (target === null) return;
  const said = step.state.redactable.find(message, target.id);
  if (said === null || !isOwn(user, said)) return step.refuse({ why: 'no-such-message', to, message });
  step.state.redactable.remove(message);
  const where = { kind: 'user', person: target.person, away: target.away, by: 'name' } as const;
  const told = user === target ? [user.id] : [user.id, target.id];
  step.happened('redacted', user.person, told, {
    to: where,
    message,
    author: said.author,
    text: step.short(text),
  });
}

/** Also who has come again with the same account. */
function isOwn({ person }: User, { author }: Said): boolean {
  return author.id === person.id || (person.account !== null && author.account === person.account);
}

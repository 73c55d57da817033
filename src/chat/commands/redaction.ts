// Taking back what was said.
import type { SpeechCommand } from '../command.ts';
import { audienceOf, holdersOf, reaches, type User } from '../state.ts';
import type { Step } from '../step.ts';

type Redact = Extract<SpeechCommand, { kind: 'redact' }>;

/** By who said it; in a room also by those who keep order there. */
export function redact(step: Step, user: User, { to, message, text }: Redact): void {
  const { state } = step;
  const room = to.startsWith('#') ? step.knownRoom(user, to) : null;
  if (to.startsWith('#') && room === null) return;
  const said = state.redactable.find(message, to);
  const { id, account, operator } = user.person;
  const member = room?.members.get(id);
  if (said === null || (room !== null && member === undefined && !operator)) {
    return step.refuse({ why: 'no-such-message', to, message });
  }
  const isOwn = said.author.id === id || (account !== null && said.author.account === account);
  const keepsOrder = operator || (member !== undefined && reaches(member, 'halfop'));
  // To who did not get a private message, it does not exist.
  if (!isOwn && room === null) return step.refuse({ why: 'no-such-message', to, message });
  if (!isOwn && !keepsOrder) return step.refuse({ why: 'not-your-message', to, message });
  const target = room === null ? step.someone(to) : null;
  if (room === null && target === null) return;
  state.redactable.remove(message);
  const particulars = { message, author: said.author, text: step.short(text) };
  if (room !== null) {
    const { least } = said;
    const where = { kind: 'room', name: room.name, least } as const;
    const told = least === null ? audienceOf(room) : holdersOf(room, least);
    step.happened('redacted', user.person, told, { to: where, ...particulars });
  } else if (target !== null) {
    const where = { kind: 'user', person: target.person, away: target.away, by: 'name' } as const;
    step.happened('redacted', user.person, [target.id], { to: where, ...particulars });
  }
}

// Saying things: to a room, to a user, and where the mode sends a plain line.
import type { ClientTags, Form, SpeechCommand } from '../command.ts';
import { audienceOf, type Room, type User } from '../state.ts';
import type { Step } from '../step.ts';
import { utf8Length } from '../text.ts';
import { giveLine } from './line.ts';

type Of<K extends SpeechCommand['kind']> = Extract<SpeechCommand, { kind: K }>;

interface Speech {
  readonly text: string;
  readonly form: Form;
  readonly tags: ClientTags;
}

export function speak(step: Step, user: User, command: Of<'speak'>): void {
  const speech: Speech = { text: command.text, form: 'message', tags: {} };
  if (!isSayable(step, speech)) return;
  switch (step.state.house.mode) {
    case 'hub':
      return speakInRoom(step, user, command.room, speech);
    case 'echo':
      user.spokeAt = step.at;
      return step.happened('said', user.person, [user.id], { to: { kind: 'echo' }, ...speech });
    case 'p2p':
      if (step.state.house.line === null) giveLine(step, user);
      return isBusy(step, user) ? step.refuse({ why: 'line-is-busy' }) : speakToDesk(step, user, speech);
    case 'desk':
      return speakToDesk(step, user, speech);
  }
}

/** p2p: whether somebody else has the line. */
function isBusy(step: Step, user: User): boolean {
  const { line } = step.state.house;
  return line !== null && line !== user.id;
}

function speakInRoom(step: Step, user: User, name: string | null, speech: Speech): void {
  if (name === null) return step.refuse({ why: 'nowhere' });
  const room = step.knownRoom(user, name);
  if (room !== null) sayInRoom(step, user, room, speech);
}

function speakToDesk(step: Step, user: User, speech: Speech): void {
  const [operator] = step.state.operators;
  if (operator === undefined) step.refuse({ why: 'nobody-at-the-desk' });
  else sayToUser(step, user, operator, speech, 'mode');
}

export function say(step: Step, user: User, command: Of<'say'>): void {
  const speech: Speech = { text: command.text, form: command.form, tags: command.tags };
  // That nobody is there is told first, whatever was to be said.
  if (command.to.startsWith('#')) {
    const room = step.state.roomNamed(command.to);
    if (room === undefined || isHidden(step, user, room)) step.refuse({ why: 'no-such-room', room: command.to });
    else if (isSayable(step, speech)) sayInRoom(step, user, room, speech);
  } else {
    const target = step.someone(command.to);
    if (target === null || !isSayable(step, speech)) return;
    sayToUser(step, user, target, speech, isDeskAnswer(step, user, target) ? 'mode' : 'name');
  }
}

/** A secret room is not even known to be there, unless it takes messages from outside. */
function isHidden(step: Step, user: User, room: Room): boolean {
  return room.flags.has('no-external') && !step.state.mayKnow(user.id, room);
}

function isSayable(step: Step, speech: Speech): boolean {
  if (speech.text === '' && speech.form !== 'tags') step.refuse({ why: 'nothing-said' });
  else if (utf8Length(speech.text) > step.limits.messageBytes) {
    step.refuse({ why: 'too-long', limit: step.limits.messageBytes });
  } else return true;
  return false;
}

function sayInRoom(step: Step, user: User, room: Room, speech: Speech): void {
  const because = whySilent(step, user, room);
  if (because !== null) return step.refuse({ why: 'cannot-speak', room: room.name, because });
  user.spokeAt = step.at;
  step.happened('said', user.person, audienceOf(room), { to: { kind: 'room', name: room.name }, ...speech });
}

function whySilent(step: Step, user: User, room: Room): 'banned' | 'moderated' | 'external' | null {
  if (user.person.operator) return null;
  const member = room.members.get(user.id);
  if (member === undefined && room.flags.has('no-external')) return 'external';
  // Any role is a right to speak.
  if (member !== undefined && member.roles.size > 0) return null;
  if (room.flags.has('moderated')) return 'moderated';
  return step.isBanned(room, user.person) ? 'banned' : null;
}

/** In desk and p2p the operator's words to a guest are the conversation itself, not a whisper beside it. */
function isDeskAnswer(step: Step, user: User, target: User): boolean {
  const { mode } = step.state.house;
  return user.face === 'console' && target.face === 'plain' && (mode === 'desk' || mode === 'p2p');
}

function sayToUser(step: Step, user: User, target: User, speech: Speech, by: 'mode' | 'name'): void {
  user.spokeAt = step.at;
  const to = { kind: 'user', person: target.person, away: target.away, by } as const;
  step.happened('said', user.person, [target.id], { to, ...speech });
}

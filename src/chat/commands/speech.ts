// Saying things: to a room, to a user, and where the mode sends a plain line.
import type { ClientTags, Form, Role, SpeechCommand, WrittenLine } from '../command.ts';
import type { Person, Refusal } from '../event.ts';
import type { Place } from '../redactable.ts';
import { audienceOf, holdersOf, type Room, reaches } from '../room.ts';
import type { Step } from '../step.ts';
import { utf8Length } from '../text.ts';
import type { User } from '../user.ts';
import { speaks } from '../views.ts';
import { giveLine } from './line.ts';

type Of<K extends SpeechCommand['kind']> = Extract<SpeechCommand, { kind: K }>;

interface Speech {
  readonly text: string;
  readonly form: Form;
  readonly tags: ClientTags;
  readonly lines: readonly WrittenLine[] | null;
}

/** What IRC clients ask each other, hidden in a message (CTCP). */
const CTCP = /^\x01/m;

export function speak(step: Step, user: User, command: Of<'speak'>): void {
  const speech: Speech = { text: command.text, form: 'message', tags: {}, lines: null };
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
  if (room !== null) sayInRoom(step, user, room, null, speech);
}

function speakToDesk(step: Step, user: User, speech: Speech): void {
  const [operator] = step.state.operators;
  if (operator === undefined) step.refuse({ why: 'nobody-at-the-desk' });
  else sayToUser(step, user, operator, speech, 'mode');
}

export function say(step: Step, user: User, command: Of<'say'>): void {
  const { text, form, tags, lines, least } = command;
  const speech: Speech = { text, form, tags, lines };
  // That nobody is there is told first, whatever was to be said.
  if (command.to.startsWith('#')) {
    const room = step.state.roomNamed(command.to);
    if (room === undefined || isHidden(step, user, room)) step.refuse({ why: 'no-such-room', room: command.to });
    else if (isSayable(step, speech)) sayInRoom(step, user, room, least, speech);
  } else {
    const target = step.someone(command.to);
    if (target === null || !isSayable(step, speech)) return;
    if (!isReachable(user, target)) return step.refuse({ why: 'cannot-reach', name: target.person.name });
    sayToUser(step, user, target, speech, isDeskAnswer(step, user, target) ? 'mode' : 'name');
  }
}

/** Some only hear who has an account. */
function isReachable(user: User, target: User): boolean {
  const { account, operator } = user.person;
  return !target.modes.has('registered-only') || account !== null || operator || user === target;
}

/** A secret room is not even known to be there, unless it takes messages from outside. */
function isHidden(step: Step, user: User, room: Room): boolean {
  return room.flags.has('no-external') && !step.state.mayKnow(user.id, room);
}

function isSayable(step: Step, speech: Speech): boolean {
  if (speech.text === '' && speech.form !== 'tags') step.refuse({ why: 'nothing-said' });
  else if (utf8Length(speech.text) > step.limits.messageBytes) {
    step.refuse({ why: 'too-long', limit: step.limits.messageBytes });
  } else if (speech.lines !== null && speech.lines.length > step.limits.linesPerMessage) {
    step.refuse({ why: 'too-many-lines', limit: step.limits.linesPerMessage });
  } else return true;
  return false;
}

function sayInRoom(step: Step, user: User, room: Room, least: Role | null, speech: Speech): void {
  const because = whySilent(step, user, room, speech);
  if (because !== null) return step.refuse({ why: 'cannot-speak', room: room.name, because });
  user.spokeAt = step.at;
  remember(step, user, room, speech, least);
  const to = { kind: 'room', name: room.name, least } as const;
  const audience = least === null ? audienceOf(room) : holdersOf(room, least);
  const replyTo = repliedTo(step, room, speech.tags);
  step.happened('said', user.person, audience, replyTo === undefined ? { to, ...speech } : { to, ...speech, replyTo });
}

/** So that it can be taken back. That somebody is typing is forgotten, or it would push out what was said. */
function remember(step: Step, user: User, where: Place, { form, tags }: Speech, least: Role | null): void {
  const isTyping = form === 'tags' && Object.keys(tags).every((key) => key === '+typing');
  if (!isTyping) step.state.redactable.add(step.id, user.person, where, least);
}

/** Who said what this replies to (IRCv3 reply). What was only for some is not told of to the others. */
function repliedTo(step: Step, room: Room, tags: ClientTags): Person | undefined {
  const message = tags['+reply'] ?? tags['+draft/reply'];
  const said = message === undefined ? null : step.state.redactable.find(message, room);
  return said === null || said.least !== null ? undefined : said.author;
}

/** In any of its lines: some clients are shown them one by one. */
function hasCtcp({ form, text }: Speech): boolean {
  return form !== 'action' && CTCP.test(text);
}

type WhySilent = Extract<Refusal, { why: 'cannot-speak' }>['because'];

function whySilent(step: Step, user: User, room: Room, speech: Speech): WhySilent | null {
  if (user.person.operator) return null;
  if (room.flags.has('no-ctcp') && hasCtcp(speech)) return 'no-ctcp';
  const member = room.members.get(user.id);
  if (member === undefined && room.flags.has('no-external')) return 'external';
  // Any role is a right to speak.
  if (member !== undefined && reaches(member, 'voice')) return null;
  if (room.flags.has('moderated')) return 'moderated';
  if (room.flags.has('registered-speech') && user.person.account === null) return 'registered-speech';
  return step.banOn(room, user.person, 'speaking') === undefined ? null : 'banned';
}

/** In desk and p2p the operator's words to a guest are the conversation itself, not a whisper beside it. */
function isDeskAnswer(step: Step, user: User, target: User): boolean {
  const { mode } = step.state.house;
  return speaks(user, 'console') && speaks(target, 'plain') && (mode === 'desk' || mode === 'p2p');
}

function sayToUser(step: Step, user: User, target: User, speech: Speech, by: 'mode' | 'name'): void {
  user.spokeAt = step.at;
  remember(step, user, target.id, speech, null);
  const to = { kind: 'user', person: target.person, away: target.away, by } as const;
  // Who has several sessions sees on each what it has said.
  const told = user === target ? [user.id] : [user.id, target.id];
  step.happened('said', user.person, told, { to, ...speech });
}

// Coming, going, and what a user says about itself.
import { type Departure, type PresenceCommand, peerName } from '../command.ts';
import { canonical } from '../names.ts';
import { audienceOfAll, type User, witnessesOf } from '../state.ts';
import type { Step } from '../step.ts';
import type { UserView } from '../views.ts';
import { giveLine, giveLineToNext, takeBackLine } from './line.ts';
import { enterLobby } from './membership.ts';

type Of<K extends PresenceCommand['kind']> = Extract<PresenceCommand, { kind: K }>;

export function enter(step: Step, command: Of<'enter'>): void {
  const { state } = step;
  if (command.face !== 'console' && !isLetIn(step, command.peer.host)) return;
  const name = nameFor(step, command);
  if (name === null) return;
  const user: User = {
    id: command.user,
    person: {
      id: command.user,
      name,
      username: command.username,
      realname: step.short(command.realname),
      peer: command.peer,
      operator: command.face === 'console',
    },
    face: command.face,
    enteredAt: step.at,
    spokeAt: step.at,
    away: null,
    invisible: false,
    rooms: new Set(),
    invitedTo: new Set(),
  };
  state.addUser(user);
  step.happened('entered', user.person, [user.id], {});
  if (user.face === 'console' && state.house.mode === 'p2p') giveLineToNext(step);
  if (user.face !== 'plain') return;
  if (state.house.mode === 'hub') enterLobby(step, user);
  if (state.house.mode === 'p2p') giveLine(step, user);
}

function isLetIn(step: Step, host: string): boolean {
  const { house, users, operators } = step.state;
  const ban = house.bans.get(host);
  if (ban !== undefined) step.refuse({ why: 'address-banned', text: ban.text });
  else if (house.locked) step.refuse({ why: 'house-locked' });
  else if (users.size - operators.size >= house.limit) step.refuse({ why: 'house-full', limit: house.limit });
  else return true;
  return false;
}

function nameFor(step: Step, command: Of<'enter'>): string | null {
  const { name: choice } = command;
  switch (choice.kind) {
    case 'chosen':
      return freeName(step, choice.name, { id: command.user, face: command.face });
    case 'address':
      return freeAddressName(step, peerName(command.peer));
    case 'guest':
      for (;;) {
        const name = `${choice.prefix}${++step.state.guests}`;
        if (step.state.userNamed(name) === undefined && !step.state.isOperatorName(name)) return name;
      }
  }
}

function freeAddressName(step: Step, name: string): string | null {
  if (step.state.userNamed(name) === undefined) return name;
  step.refuse({ why: 'name-taken', name });
  return null;
}

/** The name in the form it is shown, or null (and a refusal) when `asker` cannot have it. */
function freeName(step: Step, wanted: string, asker: Pick<UserView, 'id' | 'face'>): string | null {
  const refusal = step.state.nameRefusal(wanted, asker);
  if (refusal === null) return canonical(wanted);
  step.refuse(refusal);
  return null;
}

export function leave(step: Step, user: User, command: Of<'leave'>): void {
  remove(step, user, { ...command.departure, text: step.short(command.departure.text) });
}

/** Takes a user out of the chat and tells those who saw it. */
export function remove(step: Step, user: User, departure: Departure): void {
  const rooms = [...user.rooms];
  step.state.removeUser(user);
  const names = rooms.map((room) => room.name);
  step.happened('left', user.person, audienceOfAll(rooms), { departure, rooms: names });
  takeBackLine(step, user);
}

export function rename(step: Step, user: User, command: Of<'rename'>): void {
  const name = freeName(step, command.name, user);
  if (name === null || name === user.person.name) return;
  const before = user.person;
  const after = { ...before, name };
  step.state.replacePerson(user, after);
  const rooms = [...user.rooms].map((room) => room.name);
  step.happened('renamed', before, witnessesOf(user), { after, rooms });
}

export function away(step: Step, user: User, command: Of<'away'>): void {
  const text = command.text === '' ? null : step.short(command.text);
  // Some clients repeat it by themselves: what is not new is told only to who said it.
  const to = text === user.away ? [user.id] : witnessesOf(user);
  user.away = text;
  step.happened('away-changed', user.person, to, { text });
}

export function describe(step: Step, user: User, command: Of<'describe'>): void {
  const realname = step.short(command.realname);
  const to = realname === user.person.realname ? [user.id] : witnessesOf(user);
  step.state.replacePerson(user, { ...user.person, realname });
  step.happened('described', user.person, to, { realname });
}

export function userMode(step: Step, user: User, command: Of<'user-mode'>): void {
  if (user.invisible === command.set) return;
  user.invisible = command.set;
  step.happened('user-mode-changed', user.person, [user.id], { set: command.set, mode: command.mode });
}

export function operate(step: Step, user: User, command: Of<'operate'>): void {
  if (user.person.operator === command.set || user.face === 'console') return;
  step.state.replacePerson(user, { ...user.person, operator: command.set });
  step.happened('user-mode-changed', user.person, [user.id], { set: command.set, mode: 'operator' });
}

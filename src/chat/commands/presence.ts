// Coming, going, and what a user says about itself.

import { audienceOfAll, operatorsOf, witnessesOf } from '../audience.ts';
import { type Departure, type Face, type PresenceCommand, peerName, type UserMode } from '../command.ts';
import type { Person, Refusal } from '../event.ts';
import { canonical, fold } from '../names.ts';
import { banOf } from '../sanctions.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';
import { type Asker, type SessionView, speaks } from '../views.ts';
import { giveLineToNext, takeBackLine } from './line.ts';
import { attach, begin, stayIfWanted } from './sessions.ts';

type Of<K extends PresenceCommand['kind']> = Extract<PresenceCommand, { kind: K }>;

export function enter(step: Step, command: Of<'enter'>): void {
  const { state } = step;
  const { account, peer, face, secure, certificate } = command;
  const session: SessionView = { id: command.user, peer, face, secure, certificate };
  const owner = account === null || face === 'console' ? null : state.ownerHere(account, nameAsked(command));
  if (face !== 'console' && !isLetIn(step, command, owner)) return;
  if (owner !== null) return attach(step, owner, session, null);
  const name = nameFor(step, command);
  if (name === null) return;
  const user: User = {
    id: command.user,
    person: {
      id: command.user,
      name,
      username: command.username,
      realname: step.short(command.realname),
      peer,
      cloak: null,
      operator: face === 'console',
      account,
      bot: false,
    },
    sessions: new Map(),
    stays: false,
    absentSince: null,
    enteredAt: step.at,
    spokeAt: step.at,
    away: awayText(step, command.away),
    modes: new Set(),
    rooms: new Set(),
    invitedTo: new Set(),
    monitored: new Map(),
    subscriptions: new Set(),
    metadata: new Map(),
  };
  state.addUser(user);
  state.addSession(user, session);
  stayIfWanted(step, user);
  step.happened('entered', user.person, [user.id], {});
  appeared(step, user);
  if (face === 'console' && state.house.mode === 'p2p') giveLineToNext(step);
  begin(step, user, session);
}

/** @param owner who is here already with another session, or wants to have one again */
function isLetIn(step: Step, command: Of<'enter'>, owner: User | null): boolean {
  const { house, present, operators } = step.state;
  const { peer, account } = command;
  const isCounted = owner !== null && owner.sessions.size > 0;
  const ban = banOf(house.sanctions.values(), { host: peer.host, account }, step.at);
  if (ban !== null) step.refuse((ban.whom === 'guests' ? mustLogIn(step, command) : null) ?? ban);
  // Who is here already, perhaps without a connection just now, is nobody new.
  else if (house.locked && owner === null) step.refuse({ why: 'house-locked' });
  else if (!isCounted && present - operators.size >= house.limit)
    step.refuse({ why: 'house-full', limit: house.limit });
  else return true;
  return false;
}

/** Empty: any. */
function nameAsked({ name }: Of<'enter'>): string {
  return name.kind === 'chosen' ? name.name : '';
}

/** Whoever takes a registered name from where no guests are let in can still prove to own it. */
function mustLogIn({ state }: Step, { name, face, user }: Of<'enter'>): Refusal | null {
  if (name.kind !== 'chosen') return null;
  const refusal = state.nameRefusal(name.name, { id: user, face, account: null });
  return refusal?.why === 'name-registered' ? refusal : null;
}

function nameFor(step: Step, command: Of<'enter'>): string | null {
  const { name: choice } = command;
  switch (choice.kind) {
    case 'chosen':
      return freeName(step, choice.name, { id: command.user, face: command.face, account: command.account });
    case 'address':
      return freeAddressName(step, peerName(command.peer));
    case 'guest':
      return guestName(step, choice.prefix);
  }
}

/** The next name that anybody may have: this beginning, as much of it as fits, and a number. */
export function guestName(step: Step, prefix: string): string {
  const anybody: Asker = { id: '', face: 'plain', account: null };
  const characters = [...prefix];
  for (;;) {
    const number = String(++step.state.guests);
    const name = characters.slice(0, step.limits.nameLength - number.length).join('') + number;
    if (step.state.nameRefusal(name, anybody) === null) return name;
  }
}

function freeAddressName(step: Step, name: string): string | null {
  if (step.state.userNamed(name) === undefined) return name;
  step.refuse({ why: 'name-taken', name });
  return null;
}

/** The name in the form it is shown, or null (and a refusal) when `asker` cannot have it. */
function freeName(step: Step, wanted: string, asker: Asker): string | null {
  const refusal = step.state.nameRefusal(wanted, asker);
  if (refusal === null) return canonical(wanted);
  step.refuse(refusal);
  return null;
}

/** Takes a user out of the chat and tells those who saw it, or watched for it. */
export function remove(step: Step, user: User, departure: Departure): void {
  const rooms = [...user.rooms];
  step.state.removeUser(user);
  step.state.past.add({ person: user.person, at: step.at });
  const names = rooms.map((room) => room.name);
  step.happened('left', user.person, audienceOfAll(rooms), { departure, rooms: names });
  disappeared(step, user.person);
  takeBackLine(step, user);
}

function appeared(step: Step, user: User): void {
  const watchers = step.state.watchers.of(user.person.name);
  if (watchers.length === 0) return;
  step.happened('appeared', user.person, watchers, {});
  // IRCv3 metadata "Notifications": also "when one of their monitored users comes online".
  for (const [key, value] of user.metadata) {
    const subscribed = watchers.filter((id) => step.state.user(id)?.subscriptions.has(key) === true);
    const of = user.person.name;
    if (subscribed.length > 0) step.happened('metadata-changed', user.person, subscribed, { of, key, value });
  }
}

function disappeared(step: Step, person: Person): void {
  const watchers = step.state.watchers.of(person.name);
  if (watchers.length > 0) step.happened('disappeared', person, watchers, {});
}

export function rename(step: Step, user: User, command: Of<'rename'>): void {
  const asker: Asker = { id: user.id, face: faceOf(user), account: user.person.account };
  const name = freeName(step, command.name, asker);
  if (name !== null) giveName(step, user, name);
}

/** At a console one may have names that others may not. */
export function faceOf(user: User): Face {
  return speaks(user, 'console') ? 'console' : 'irc';
}

/** Gives a user a name that is free for it. */
export function giveName(step: Step, user: User, name: string): void {
  const before = user.person;
  if (name === before.name) return;
  const after = { ...before, name };
  const witnesses = witnessesOf(user);
  step.state.replacePerson(user, after);
  const rooms = [...user.rooms].map((room) => room.name);
  step.happened('renamed', before, witnesses, { after, rooms });
  if (fold(before.name) === fold(name)) return;
  step.state.past.add({ person: before, at: step.at });
  disappeared(step, before);
  appeared(step, user);
}

export function away(step: Step, user: User, command: Of<'away'>): void {
  const text = awayText(step, command.text);
  // Some clients repeat it by themselves: what is not new is told only to who said it.
  if (text === user.away) return step.happened('away-changed', user.person, [user.id], { text });
  user.away = text;
  step.state.changedUser(user);
  step.happenedTo('away-changed', user, { text });
}

function awayText(step: Step, text: string): string | null {
  return text === '' ? null : step.short(text);
}

export function describe(step: Step, user: User, command: Of<'describe'>): void {
  const realname = step.short(command.realname);
  const before = user.person;
  step.state.replacePerson(user, { ...before, realname });
  if (realname === before.realname) step.happened('described', before, [user.id], { realname });
  else step.happenedTo('described', user, { realname }, before);
}

/** Being an operator can only be given up here. */
export function userModes(step: Step, user: User, { changes }: Of<'user-modes'>): void {
  const done = changes.filter(({ set, mode }) => {
    return mode === 'operator' ? !set && makeOperator(step, user, false) : setMode(step, user, mode, set);
  });
  step.state.changedUser(user);
  if (done.length > 0) step.happened('user-modes-changed', user.person, [user.id], { changes: done });
}

/** @returns whether anything changed */
function setMode(step: Step, user: User, mode: UserMode, set: boolean): boolean {
  if (user.modes.has(mode) === set) return false;
  if (set) user.modes.add(mode);
  else user.modes.delete(mode);
  if (mode === 'bot') step.state.replacePerson(user, { ...user.person, bot: set });
  return true;
}

export function operate(step: Step, user: User, _: Of<'operate'>): void {
  const changes = [{ set: true, mode: 'operator' }] as const;
  if (makeOperator(step, user, true)) step.happened('user-modes-changed', user.person, [user.id], { changes });
}

/** The operators are told: somebody may be guessing their password. */
export function denyOperator(step: Step, user: User, _: Of<'deny-operator'>): void {
  step.happened('operator-denied', user.person, operatorsOf(step.state), {});
}

/** @returns whether anything changed; who sits at the console is always one */
export function makeOperator(step: Step, user: User, operator: boolean): boolean {
  if (user.person.operator === operator || speaks(user, 'console')) return false;
  step.state.replacePerson(user, { ...user.person, operator });
  return true;
}

// One person on several connections, or on none: users are here, sessions come and go.
import type { PresenceCommand } from '../command.ts';
import { fold } from '../names.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';
import { type SessionView, speaks } from '../views.ts';
import { giveLine, takeBackLine } from './line.ts';
import { enterLobby } from './membership.ts';
import { makeOperator, remove } from './presence.ts';

type Of<K extends PresenceCommand['kind']> = Extract<PresenceCommand, { kind: K }>;

/**
 * Somebody who is here has another session.
 * @param from whose session it was until now; that user has no other and leaves
 */
export function attach(step: Step, user: User, session: SessionView, from: User | null): void {
  const { state, limits } = step;
  const { name } = user.person;
  if (user.sessions.size >= limits.sessionsPerUser) {
    return step.refuse({ why: 'too-many-sessions', name, limit: limits.sessionsPerUser });
  }
  const since = user.absentSince;
  const { id, peer, face } = session;
  const before = from === null ? null : { person: from.person, rooms: [...from.rooms].map((room) => room.name) };
  if (from !== null) state.removeSession(from, session, step.at);
  state.addSession(user, session);
  step.happened('attached', user.person, [user.id], { session: id, peer, face, before, since });
  if (from !== null) remove(step, from, { cause: 'logged-in', text: user.person.account ?? name });
  if (user.away === '') setAway(step, user, null);
  begin(step, user, session);
}

/** Where a new session's plain lines go. */
export function begin(step: Step, user: User, { face }: SessionView): void {
  const { mode } = step.state.house;
  if (face !== 'plain') return;
  if (mode === 'hub' && user.rooms.size === 0) enterLobby(step, user);
  if (mode === 'p2p') giveLine(step, user);
}

export function leave(step: Step, user: User, command: Of<'leave'>): void {
  const session = user.sessions.get(command.session);
  if (session === undefined) return;
  const departure = { ...command.departure, text: step.short(command.departure.text) };
  if (user.sessions.size === 1 && !user.stays) return remove(step, user, departure);
  step.state.removeSession(user, session, step.at);
  const { id, peer } = session;
  const others = user.sessions.size;
  step.happened('detached', user.person, [user.id], { session: id, peer, departure, others });
  if (others === 0) goesOffline(step, user);
  if (!speaks(user, 'plain')) takeBackLine(step, user);
}

/** Being an operator is proved anew: the account's password, with which it comes again, does not prove that. */
function goesOffline(step: Step, user: User): void {
  if (user.away === null) setAway(step, user, '');
  if (!makeOperator(step, user, false)) return;
  const changes = [{ set: false, mode: 'operator' }] as const;
  step.happened('user-modes-changed', user.person, [user.id], { changes });
}

function setAway(step: Step, user: User, text: string | null): void {
  user.away = text;
  step.state.changedUser(user);
  step.happenedTo('away-changed', user, { text });
}

/** Only one user of an account stays: whoever logs in to it must know whose session it is. */
export function stay(step: Step, user: User, { set }: Of<'stay'>): void {
  const { state, limits } = step;
  const account = state.accountOf(user);
  if (account === undefined) return step.refuse({ why: 'not-logged-in' });
  const stayer = state.stayers.get(fold(account.name));
  if (set && stayer !== undefined && stayer !== user) {
    return step.refuse({ why: 'another-stays', account: account.name, name: stayer.person.name });
  }
  if (set && !account.stays && state.staying >= limits.staying) return step.refuse({ why: 'too-many-stay' });
  account.stays = set;
  state.changed.stayers.add(fold(account.name));
  if (set) state.setStays(user, true);
  else if (stayer !== undefined) goIfAbsent(step, stayer);
  step.happened('stay-changed', user.person, [user.id], { account: account.name, set });
}

/** It does not stay any more; without a session it is gone. */
function goIfAbsent(step: Step, user: User): void {
  step.state.setStays(user, false);
  if (user.sessions.size === 0) remove(step, user, { cause: 'left', text: '' });
}

/** Somebody is logged in to an account from now on: if its owner wants to stay, and nobody else does, it stays. */
export function stayIfWanted(step: Step, user: User): void {
  const account = step.state.accountOf(user);
  if (account?.stays === true && !step.state.stayers.has(fold(account.name))) step.state.setStays(user, true);
}

// What the operator does about the whole house.
import type { HouseCommand } from '../command.ts';
import { settingFact } from '../fact.ts';
import { audienceOf } from '../room.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';
import { speaks } from '../views.ts';
import { giveLineToNext } from './line.ts';
import { enterLobby } from './membership.ts';
import { remove } from './presence.ts';

type Of<K extends HouseCommand['kind']> = Extract<HouseCommand, { kind: K }>;

/** Whether somebody is; refuses otherwise. */
export function isOperator(step: Step, user: User): boolean {
  if (!user.person.operator) step.refuse({ why: 'operator-needed' });
  return user.person.operator;
}

export function broadcast(step: Step, user: User, command: Of<'broadcast'>): void {
  if (!isOperator(step, user)) return;
  if (command.text === '') return step.refuse({ why: 'nothing-said' });
  step.happened('broadcast', user.person, [...step.state.users.keys()], { text: command.text });
}

export function wallops(step: Step, user: User, command: Of<'wallops'>): void {
  if (!isOperator(step, user)) return;
  if (command.text === '') return step.refuse({ why: 'nothing-said' });
  const told = [...step.state.users.values()].filter(({ modes }) => modes.has('wallops')).map(({ id }) => id);
  step.happened('wallops', user.person, told, { text: command.text });
}

/** What can stand in `nick!user@host`: of ASCII, so that it has as many bytes as characters. */
const USERNAME = /^~?[A-Za-z0-9._-]{1,62}$/;
const HOST = /^[A-Za-z0-9._/-]{1,63}$/;

export function changeHost(step: Step, user: User, command: Of<'change-host'>): void {
  if (!isOperator(step, user)) return;
  const target = step.someone(command.name);
  if (target === null) return;
  if (!USERNAME.test(command.username)) return step.refuse({ why: 'host-invalid', host: command.username });
  if (!HOST.test(command.host)) return step.refuse({ why: 'host-invalid', host: command.host });
  const before = target.person;
  const after = { ...before, username: command.username, cloak: command.host };
  step.state.replacePerson(target, after);
  step.happenedTo('host-changed', target, { after, by: user.person }, before);
  const { away } = target;
  for (const room of target.rooms) {
    const others = audienceOf(room).filter((id) => id !== target.id);
    const roles = [...(room.members.get(target.id)?.roles ?? [])];
    if (others.length > 0) step.happened('rejoined', after, others, { room: room.name, roles, away });
  }
}

export function expel(step: Step, user: User, command: Of<'expel'>): void {
  if (!isOperator(step, user)) return;
  const target = step.someone(command.name);
  if (target === null) return;
  if (speaks(target, 'console')) return step.refuse({ why: 'is-the-operator' });
  remove(step, target, { cause: 'kicked', text: step.short(command.text), by: user.person });
}

export function limit(step: Step, user: User, command: Of<'limit'>): void {
  if (!isOperator(step, user)) return;
  step.state.house.limit = command.users;
  step.keep(settingFact('limit', command.users));
  step.happened('limited', user.person, [user.id], { users: command.users });
}

export function lock(step: Step, user: User, command: Of<'lock'>): void {
  if (!isOperator(step, user)) return;
  step.state.house.locked = command.locked;
  step.keep(settingFact('locked', command.locked));
  step.happened('locked', user.person, [user.id], { locked: command.locked });
}

export function mode(step: Step, user: User, command: Of<'mode'>): void {
  if (!isOperator(step, user)) return;
  const { state } = step;
  state.house.mode = command.mode;
  step.keep(settingFact('mode', command.mode));
  state.house.line = null;
  step.happened('mode-changed', user.person, [...state.users.keys()], { mode: command.mode });
  if (command.mode === 'p2p') giveLineToNext(step);
  if (command.mode !== 'hub') return;
  for (const other of state.users.values()) {
    if (speaks(other, 'plain') && other.rooms.size === 0) enterLobby(step, other);
  }
}

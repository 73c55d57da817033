// What a user wants to be told of, and what it has read.
import type { PresenceCommand } from '../command.ts';
import { fold } from '../names.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';

type Of<K extends PresenceCommand['kind']> = Extract<PresenceCommand, { kind: K }>;

export function monitor(step: Step, user: User, { add, remove }: Of<'monitor'>): void {
  const { watchers } = step.state;
  const limit = step.limits.monitorsPerUser;
  if (remove === 'all') watchers.forget(user);
  else for (const name of remove) watchers.remove(user, name);
  const added: string[] = [];
  const tooMany: string[] = [];
  for (const name of add) {
    if (user.monitored.has(fold(name))) continue;
    if (user.monitored.size >= limit) tooMany.push(name);
    else {
      watchers.add(user, name);
      added.push(name);
    }
  }
  if (added.length > 0) step.happened('monitored', user.person, [user.id], { names: added });
  if (tooMany.length > 0) step.refuse({ why: 'too-many-monitored', names: tooMany, limit });
}

/** Told to everybody who is logged in to the same account: it is one person. */
export function markRead(step: Step, user: User, command: Of<'mark-read'>): void {
  const { state } = step;
  const { account } = user.person;
  const before = state.markers.of(user.person, command.target);
  const read = state.markers.move(user.person, command.target, Math.min(command.at, step.at), step.keepMarker);
  const same = [...state.users.values()].filter((other) => account !== null && other.person.account === account);
  // What is not new is told only to who said it.
  const to = account === null || read === before ? [user.id] : same.map(({ id }) => id);
  step.happened('read-marked', user.person, to, { of: command.target, read });
}

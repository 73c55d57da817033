// What a user wants to be told of, and what it has read.
import type { PresenceCommand } from '../command.ts';
import { fold } from '../names.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';

type Of<K extends PresenceCommand['kind']> = Extract<PresenceCommand, { kind: K }>;

/** Whoever adds a name is told of it also if the user watches for it already: this connection may have come later. */
export function monitor(step: Step, user: User, { add, remove }: Of<'monitor'>): void {
  const { watchers } = step.state;
  const limit = step.limits.monitorsPerUser;
  if (remove === 'all') watchers.forget(user);
  else for (const name of remove) watchers.remove(user, name);
  const names = new Set<string>();
  const tooMany: string[] = [];
  for (const name of add) {
    if (!user.monitored.has(fold(name))) {
      if (user.monitored.size >= limit) {
        tooMany.push(name);
        continue;
      }
      watchers.add(user, name);
    }
    names.add(user.monitored.get(fold(name)) ?? name);
  }
  if (names.size > 0) step.happened('monitored', user.person, [user.id], { names: [...names] });
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

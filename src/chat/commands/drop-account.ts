// The end of an account: its name is free again, and whoever has it later gets nothing of what was this one's.
import type { ModeChange, PresenceCommand } from '../command.ts';
import { formerFact } from '../fact.ts';
import { fold } from '../names.ts';
import { audienceOf, isOfRoom, lasts, type Room, rolesOf } from '../room.ts';
import type { Step } from '../step.ts';
import { isLoggedInTo, type User } from '../user.ts';
import { setAccount } from './accounts.ts';
import { remove } from './presence.ts';
import { passOn } from './room-registration.ts';

type DropAccount = Extract<PresenceCommand, { kind: 'drop-account' }>;

export function dropAccount(step: Step, user: User, command: DropAccount): void {
  const { state } = step;
  const account = state.accountNamed(command.account);
  if (account === undefined) return step.refuse({ why: 'no-such-account', account: command.account });
  if (!isLoggedInTo(user, account.name) && !user.person.operator) return step.refuse({ why: 'operator-needed' });
  const { name } = account;
  const owners = [...state.users.values()].filter((other) => isLoggedInTo(other, name));
  const stayer = state.stayers.get(fold(name));
  if (stayer !== undefined) state.setStays(stayer, false);
  if (account.stays) state.changed.stayers.add(fold(name));
  state.removeAccount(account);
  const told = new Set([user, ...owners].map(({ id }) => id));
  step.happened('account-dropped', user.person, [...told], { account: name, heir: leaveToNobody(step, name, owners) });
  state.markers.forgetAccount(name, step.keepMarker);
  for (const room of [...state.rooms]) {
    if (room.invitedAccounts.delete(fold(name))) step.touch(room);
    if (lasts(room) && isOfRoom(room, name)) leaveRoom(step, room, name, user);
  }
  for (const owner of owners) setAccount(step, owner, null);
  if (stayer?.sessions.size === 0) remove(step, stayer, { cause: 'left', text: '' });
}

/** @returns the heir, whom nobody can be: it has spaces, and no id has */
function leaveToNobody(step: Step, name: string, owners: readonly User[]): string {
  const heir = `heir of ${step.id}`;
  const users = new Set(owners.map(({ id }) => id));
  const forgotten = step.state.formerAccounts.add(name, { heir, users });
  if (forgotten !== null) step.keep(formerFact(forgotten, null));
  step.keep(formerFact(name, heir));
  return heir;
}

/** What it was there by account it is no longer, also where somebody is there with it. */
function leaveRoom(step: Step, room: Room, account: string, by: User): void {
  passOn(step, room, account, by);
  // It is a room like any other now, in which everybody is what they were.
  if (!lasts(room)) return;
  step.touch(room);
  const held = rolesOf(room, account);
  room.roleHolders.delete(fold(account));
  const changes: ModeChange[] = [];
  for (const { user, roles } of room.members.values()) {
    if (!isLoggedInTo(user, account)) continue;
    for (const role of held) {
      if (roles.delete(role)) changes.push({ set: false, what: 'role', role, name: user.person.name });
    }
  }
  if (changes.length > 0) step.happened('modes-changed', by.person, audienceOf(room), { room: room.name, changes });
}

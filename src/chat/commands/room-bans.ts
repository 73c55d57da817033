// A room's lists of masks, and bans by name.
import type { RoomCommand, RoomList } from '../command.ts';
import type { Person } from '../event.ts';
import { expiresAt } from '../expiry.ts';
import { completeMask, identityOf, isMask, matcherOf } from '../masks.ts';
import { fold } from '../names.ts';
import { audienceOf, type Room } from '../room.ts';
import { isSame } from '../sanctions.ts';
import type { Step } from '../step.ts';
import { utf8Length } from '../text.ts';
import type { User } from '../user.ts';
import { type RoomMask, speaks } from '../views.ts';
import { isWithinReach, putOut } from './membership.ts';

type Of<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

/** Whom a mask was made from, why it is there and until when. */
type Reason = Pick<RoomMask, 'name' | 'text' | 'until'>;

const NO_REASON: Reason = { name: null, text: '', until: null };

/** The mask, or null when nothing changed. Whom a ban hits must be invited anew. */
export function addMask(
  step: Step,
  user: User,
  room: Room,
  list: RoomList,
  mask: string,
  reason: Reason = NO_REASON,
): string | null {
  const pattern = fold(mask);
  if (room.lists[list].has(pattern)) return null;
  const { bansPerRoom, maskBytes } = step.limits;
  if (utf8Length(mask) > maskBytes) {
    step.refuse({ why: 'mask-too-long', room: room.name, list, limit: maskBytes });
    return null;
  }
  if (!isMask(mask)) {
    step.refuse({ why: 'mask-invalid', room: room.name, list, mask });
    return null;
  }
  if (Object.values(room.lists).reduce((sum, { size }) => sum + size, 0) >= bansPerRoom) {
    step.refuse({ why: 'too-many-masks', room: room.name, list, mask, limit: bansPerRoom });
    return null;
  }
  const matcher = matcherOf(pattern);
  room.lists[list].set(pattern, { mask, ...reason, by: user.person.name, at: step.at, matcher });
  if (list !== 'ban' || matcher.mutes) return mask;
  for (const invited of room.invited) {
    if (matcher.matches(identityOf(invited.person))) step.state.takeBackInvitation(room, invited);
  }
  for (const account of room.invitedAccounts.keys()) {
    if (matcher.matches({ account, sources: [] })) room.invitedAccounts.delete(account);
  }
  return mask;
}

/** The mask as it was set, or null when it was not. */
export function removeMask(room: Room, list: RoomList, mask: string): string | null {
  const pattern = fold(mask);
  const listed = room.lists[list].get(pattern);
  room.lists[list].delete(pattern);
  return listed?.mask ?? null;
}

export function roomBan(step: Step, user: User, command: Of<'room-ban'>): void {
  const room = step.ownRoom(user, command.room);
  if (room === null) return;
  const target = step.someone(command.name);
  if (target === null) return;
  if (speaks(target, 'console')) return step.refuse({ why: 'is-the-operator' });
  const member = room.members.get(target.id);
  if (member !== undefined && target !== user && !isWithinReach(member, step.reachIn(room, user))) {
    return step.refuse({ why: 'op-needed', room: room.name });
  }
  const mask = narrowMask(room, target);
  const text = step.short(command.text);
  const until = command.lasting === null ? null : step.at + command.lasting;
  if (setBan(step, user, room, mask, { name: target.person.name, text, until })) {
    step.touch(room);
    expiresAt(step.state, until);
  }
  if (member !== undefined) putOut(step, user, room, member, text, until);
}

/** @returns whether anything changed; a ban that is there already may get another reason, or another end */
function setBan(step: Step, user: User, room: Room, mask: string, reason: Reason): boolean {
  const pattern = fold(mask);
  const before = room.lists.ban.get(pattern);
  if (before !== undefined) {
    room.lists.ban.set(pattern, { ...before, ...reason, by: user.person.name, at: step.at });
    return true;
  }
  if (addMask(step, user, room, 'ban', mask, reason) === null) return false;
  const changes = [{ set: true, what: 'ban', mask }] as const;
  step.happened('modes-changed', user.person, audienceOf(room), { room: room.name, changes });
  return true;
}

export function roomUnban(step: Step, user: User, { room: name, who }: Of<'room-unban'>): void {
  const room = step.ownRoom(user, name);
  if (room === null) return;
  const pattern = fold(completeMask(who));
  const lifted = [...room.lists.ban].filter(([key, ban]) => key === pattern || isSame(ban.name, who));
  if (lifted.length === 0) return step.refuse({ why: 'not-banned', who });
  for (const [key] of lifted) room.lists.ban.delete(key);
  step.touch(room);
  const changes = lifted.map(([, { mask }]) => ({ set: false, what: 'ban', mask }) as const);
  step.happened('modes-changed', user.person, audienceOf(room), { room: room.name, changes });
}

/** The address that is shown, unless somebody else in the room has it too (a classroom, a proxy): then only the name. */
function narrowMask(room: Room, { person }: User): string {
  const host = shownHost(person);
  for (const { user } of room.members.values()) {
    if (user.id !== person.id && shownHost(user.person) === host) return `${person.name}!*@*`;
  }
  return `*!*@${host}`;
}

function shownHost({ cloak, peer }: Person): string {
  return cloak ?? peer.host;
}

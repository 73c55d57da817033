// Being in rooms: coming in, going out, being put out, being asked in.
import { ROLES, type Role, type RoomCommand } from '../command.ts';
import type { Refusal } from '../event.ts';
import { identityOf } from '../masks.ts';
import { canonical, fold, roomNameFlaw } from '../names.ts';
import { audienceOf, holdersOf, isInvited, lasts, type Member, type Room, reaches, rolesOf } from '../room.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';
import { LOBBY, type RoleHolder, speaks } from '../views.ts';
import { giveRoles } from './room-registration.ts';

type Of<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

export function join(step: Step, user: User, command: Of<'join'>): void {
  const { state, limits } = step;
  const flaw = roomNameFlaw(command.room, limits.roomNameLength);
  if (flaw !== null) return step.refuse({ why: 'room-name-invalid', room: command.room, flaw });
  const existing = state.roomNamed(command.room);
  if (existing?.members.has(user.id)) return;
  const name = existing?.name ?? canonical(command.room);
  if (user.rooms.size >= limits.roomsPerUser) {
    return step.refuse({ why: 'too-many-rooms', room: name, limit: limits.roomsPerUser });
  }
  if (existing !== undefined && !mayJoin(step, user, existing, command.key)) return;
  const room = existing ?? state.openRoom(name, step.at);
  const created = existing === undefined;
  if (existing?.invitedAccounts.has(fold(user.person.account ?? ''))) step.touch(existing);
  state.addMember(room, user, created || speaks(user, 'console') ? ['op'] : []);
  step.happened('joined', user.person, audienceOf(room), { room: name, created, away: user.away });
  giveRoles(step, room, user);
}

/** Hub mode: somebody whose lines go to the room must be in one. */
export function enterLobby(step: Step, user: User): void {
  join(step, user, { kind: 'join', user: user.id, room: LOBBY, key: '' });
}

function mayJoin(step: Step, user: User, room: Room, key: string): boolean {
  // Who keeps order there is not kept out by it.
  if (user.person.operator || reaches({ roles: rolesOf(room, user.person.account) }, 'halfop')) return true;
  const invited = isInvited(room, user);
  const refuse = (because: Exclude<Extract<Refusal, { why: 'cannot-join' }>['because'], 'banned'>): false => {
    step.refuse({ why: 'cannot-join', room: room.name, because });
    return false;
  };
  const ban = invited ? undefined : step.banOn(room, user.person, 'joining');
  if (ban !== undefined) {
    const { text, until } = ban;
    step.refuse({ why: 'cannot-join', room: room.name, because: 'banned', text, until });
    return false;
  }
  if (!invited && room.flags.has('invite-only') && !needsNoInvitation(room, user)) return refuse('invite-only');
  if (!invited && room.flags.has('registered-only') && user.person.account === null) return refuse('registered-only');
  if (room.key !== null && room.key !== key) return refuse('key');
  if (room.limit !== null && room.members.size >= room.limit) return refuse('full');
  return true;
}

function needsNoInvitation(room: Room, user: User): boolean {
  const list = room.lists['invite-exception'];
  if (list.size === 0) return false;
  const identity = identityOf(user.person);
  return list.values().some(({ matcher }) => matcher.matches(identity));
}

export function part(step: Step, user: User, command: Of<'part'>): void {
  const room = step.knownRoom(user, command.room);
  if (room === null) return;
  if (!room.members.has(user.id)) return step.refuse({ why: 'not-in-room', room: room.name });
  const audience = audienceOf(room);
  step.state.removeMember(room, user);
  step.happened('parted', user.person, audience, { room: room.name, text: step.short(command.text) });
}

/** What is wrong with the room, or with who asks, is told once for all names. */
export function kick(step: Step, user: User, { room: name, names, text }: Of<'kick'>): void {
  const room = step.ownRoom(user, name);
  if (room === null) return;
  let isBeyondReach = false;
  for (const one of names) {
    const member = step.memberNamed(room, one);
    if (member === null) continue;
    if (speaks(member.user, 'console') && member.user !== user) step.refuse({ why: 'is-the-operator' });
    else if (member.user === user || isWithinReach(member, step.reachIn(room, user)))
      putOut(step, user, room, member, text);
    else isBeyondReach = true;
  }
  if (isBeyondReach) step.refuse({ why: 'op-needed', room: room.name });
}

/** Puts somebody out of a room and tells everybody there. @param until when it may come back; null: that is not said */
export function putOut(
  step: Step,
  user: User,
  room: Room,
  member: Member,
  text: string,
  until: number | null = null,
): void {
  const audience = audienceOf(room);
  step.state.removeMember(room, member.user);
  step.happened('kicked', user.person, audience, {
    room: room.name,
    target: member.user.person,
    text: step.short(text),
    ...(until === null ? {} : { until }),
  });
}

/** An op's invitation lets in whom a ban or invite-only would keep out; any other member's only tells of the room. */
export function invite(step: Step, user: User, command: Of<'invite'>): void {
  const room = step.knownRoom(user, command.room);
  if (room === null) return;
  const member = room.members.get(user.id);
  if (member === undefined) return step.refuse({ why: 'not-in-room', room: room.name });
  const isOp = reaches(member, 'halfop') || user.person.operator;
  if (room.flags.has('invite-only') && !isOp) {
    return step.refuse({ why: 'op-needed', room: room.name });
  }
  const target = step.someone(command.name);
  if (target === null) return;
  if (room.members.has(target.id)) {
    return step.refuse({ why: 'target-in-room', room: room.name, name: target.person.name });
  }
  if (isOp) letIn(step, room, target);
  // Those who keep order there are told too (IRCv3 invite-notify).
  const told = [...new Set([target.id, ...holdersOf(room, 'halfop')])];
  step.happened('invited', user.person, told, { room: room.name, target: target.person });
}

/** Who has an account may come another day, into a room that is still there then. */
function letIn(step: Step, room: Room, target: User): void {
  step.state.addInvitation(room, target);
  const { account } = target.person;
  if (account === null || !lasts(room)) return;
  const { invitedAccounts } = room;
  invitedAccounts.set(fold(account), account);
  const [first = ''] = invitedAccounts.keys();
  if (invitedAccounts.size > step.limits.invitedPerRoom) invitedAccounts.delete(first);
  step.touch(room);
}

export function renameRoom(step: Step, user: User, command: Of<'rename-room'>): void {
  const room = step.ownRoom(user, command.room);
  if (room === null) return;
  const member = room.members.get(user.id);
  if (!user.person.operator && (member === undefined || !reaches(member, 'op'))) {
    return step.refuse({ why: 'op-needed', room: room.name });
  }
  const flaw = roomNameFlaw(command.name, step.limits.roomNameLength);
  // Everybody looks for the lobby where it always was.
  if (flaw !== null || room.name === LOBBY) {
    return step.refuse({ why: 'room-cannot-be-renamed', room: room.name, name: command.name });
  }
  const name = canonical(command.name);
  const other = step.state.roomNamed(name);
  if (other !== undefined && other !== room) return step.refuse({ why: 'room-name-taken', room: room.name, name });
  const before = room.name;
  if (name === before) return;
  step.touch(room);
  step.state.renameRoom(room, name);
  step.touch(room);
  step.happened('room-renamed', user.person, audienceOf(room), {
    room: before,
    after: name,
    text: step.short(command.text),
  });
}

/** Whether somebody with this reach may put a member out, or change its roles. */
export function isWithinReach({ roles }: Pick<RoleHolder, 'roles'>, reach: Role | null): boolean {
  if (reach === null) return false;
  return [...roles].every((role) => ROLES.indexOf(role) >= ROLES.indexOf(reach));
}

// Being in rooms: coming in, going out, being put out, being asked in.
import type { RoomCommand } from '../command.ts';
import { canonical, roomNameFlaw } from '../names.ts';
import { audienceOf, type Room, type User } from '../state.ts';
import type { Step } from '../step.ts';
import { LOBBY } from '../views.ts';

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
  state.addMember(room, user, created || user.face === 'console' ? ['op'] : []);
  step.happened('joined', user.person, audienceOf(room), { room: name, created, away: user.away });
}

/** Hub mode: somebody whose lines go to the room must be in one. */
export function enterLobby(step: Step, user: User): void {
  join(step, user, { kind: 'join', user: user.id, room: LOBBY, key: '' });
}

function mayJoin(step: Step, user: User, room: Room, key: string): boolean {
  if (user.person.operator) return true;
  const invited = room.invited.has(user);
  const refuse = (because: 'banned' | 'key' | 'full' | 'invite-only'): false => {
    step.refuse({ why: 'cannot-join', room: room.name, because });
    return false;
  };
  if (!invited && step.isBanned(room, user.person)) return refuse('banned');
  if (!invited && room.flags.has('invite-only')) return refuse('invite-only');
  if (room.key !== null && room.key !== key) return refuse('key');
  if (room.limit !== null && room.members.size >= room.limit) return refuse('full');
  return true;
}

export function part(step: Step, user: User, command: Of<'part'>): void {
  const room = step.knownRoom(user, command.room);
  if (room === null) return;
  if (!room.members.has(user.id)) return step.refuse({ why: 'not-in-room', room: room.name });
  const audience = audienceOf(room);
  step.state.removeMember(room, user);
  step.happened('parted', user.person, audience, { room: room.name, text: step.short(command.text) });
}

export function kick(step: Step, user: User, command: Of<'kick'>): void {
  const room = step.ownRoom(user, command.room);
  if (room !== null) putOut(step, user, room, command.name, command.text);
}

/** Puts somebody out of a room and tells everybody there. */
export function putOut(step: Step, user: User, room: Room, name: string, text: string): void {
  const member = step.memberNamed(room, name);
  if (member === null) return;
  if (member.user.face === 'console' && member.user !== user) return step.refuse({ why: 'is-the-operator' });
  const audience = audienceOf(room);
  step.state.removeMember(room, member.user);
  step.happened('kicked', user.person, audience, {
    room: room.name,
    target: member.user.person,
    text: step.short(text),
  });
}

/** An op's invitation lets in whom a ban or invite-only would keep out; any other member's only tells of the room. */
export function invite(step: Step, user: User, command: Of<'invite'>): void {
  const room = step.knownRoom(user, command.room);
  if (room === null) return;
  const member = room.members.get(user.id);
  if (member === undefined) return step.refuse({ why: 'not-in-room', room: room.name });
  const isOp = member.roles.has('op') || user.person.operator;
  if (room.flags.has('invite-only') && !isOp) {
    return step.refuse({ why: 'op-needed', room: room.name });
  }
  const target = step.someone(command.name);
  if (target === null) return;
  if (room.members.has(target.id)) {
    return step.refuse({ why: 'target-in-room', room: room.name, name: target.person.name });
  }
  if (isOp) step.state.addInvitation(room, target);
  step.happened('invited', user.person, [target.id], { room: room.name, target: target.person });
}

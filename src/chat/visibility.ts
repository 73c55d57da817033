// What somebody may be told of: rules on top of who may know of a room and who may come upon a person.
import { ROLES, type Role, type UserId } from './command.ts';
import { reaches } from './room.ts';
import type { ChatView, MemberView, RoomView, UserView } from './views.ts';

/** A room by name, if there is one and the asker may know of it. The lobby is there though nobody is in it. */
export function roomSeen(chat: ChatView, asker: UserId, name: string): RoomView | undefined {
  const room = chat.roomNamed(name);
  return room !== undefined && chat.mayKnow(asker, room) ? room : undefined;
}

/** The rooms of somebody that the asker may know of; of somebody invisible, only those they share. */
export function roomsSeen(chat: ChatView, asker: UserId, user: UserView): RoomView[] {
  const seesAll = !user.modes.has('invisible') || seesEverything(chat, asker, user);
  return [...user.rooms].filter((room) => (seesAll ? chat.mayKnow(asker, room) : room.members.has(asker)));
}

/** Who is in a room; the invisible only for who is there too (modern-irc "NAMES message"). */
export function membersSeen(chat: ChatView, asker: UserId, room: RoomView): MemberView[] {
  const seesAll = room.members.has(asker) || isOperator(chat, asker);
  return [...room.members.values()].filter(({ user }) => seesAll || !user.modes.has('invisible'));
}

/** Whether nothing about somebody is kept from the asker: it is itself, or the asker is an operator. */
export function seesEverything(chat: ChatView, asker: UserId, user: UserView): boolean {
  return user.id === asker || isOperator(chat, asker);
}

/** Whether the asker keeps order in a room: may change its modes and lists, put out, invite. */
export function keepsOrder(chat: ChatView, asker: UserId, room: RoomView): boolean {
  const roles: ReadonlySet<Role> | undefined = room.members.get(asker)?.roles;
  return isOperator(chat, asker) || ROLES.some((role) => role !== 'voice' && roles?.has(role) === true);
}

/** Whether somebody is in a room with this role or a higher one. */
export function holdsRole(room: RoomView, user: UserId, least: Role): boolean {
  const member = room.members.get(user);
  return member !== undefined && reaches(member, least);
}

function isOperator(chat: ChatView, asker: UserId): boolean {
  return chat.user(asker)?.person.operator === true;
}

// What may be told of (modern-irc "Secret Channel Mode", "Invisible User Mode").
import type { MemberView, RoomView, UserView } from '../chat/views.ts';
import type { Client } from './client.ts';

/** A room by name, if there is one and the client may know of it. */
export function knownRoom(client: Client, name: string): RoomView | undefined {
  const room = client.chat.roomNamed(name);
  return room !== undefined && client.chat.mayKnow(client.host.userId, room) ? room : undefined;
}

/** The rooms of somebody that the client may know of; of somebody invisible, only those they share. */
export function roomsSeen(client: Client, user: UserView): RoomView[] {
  const { chat, host } = client;
  const seesAll = !user.modes.has('invisible') || mayKnowAll(client, user);
  return [...user.rooms].filter((room) => (seesAll ? chat.mayKnow(host.userId, room) : room.members.has(host.userId)));
}

/** Who is in a room; the invisible only for who is there too ("NAMES message"). */
export function membersSeen(client: Client, room: RoomView): MemberView[] {
  const seesAll = room.members.has(client.host.userId) || client.self?.person.operator === true;
  return [...room.members.values()].filter(({ user }) => seesAll || !user.modes.has('invisible'));
}

/** Whether nothing about somebody is kept from the client: it is itself, or the asker is an operator. */
export function mayKnowAll(client: Client, user: UserView): boolean {
  return user.id === client.host.userId || client.self?.person.operator === true;
}

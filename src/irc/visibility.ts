// What may be told of (modern-irc "Secret Channel Mode", "Invisible User Mode").
import type { RoomView, UserView } from '../chat/views.ts';
import type { Client } from './client.ts';

/** A room by name, if there is one and the client may know of it. */
export function knownRoom(client: Client, name: string): RoomView | undefined {
  const room = client.chat.roomNamed(name);
  return room !== undefined && client.chat.mayKnow(client.host.userId, room) ? room : undefined;
}

/** The rooms of somebody that the client may know of; of somebody invisible, only those they share. */
export function roomsSeen(client: Client, user: UserView): RoomView[] {
  const { chat, self, host } = client;
  const seesAll = !user.modes.has('invisible') || user === self || self?.person.operator === true;
  return [...user.rooms].filter((room) => (seesAll ? chat.mayKnow(host.userId, room) : room.members.has(host.userId)));
}

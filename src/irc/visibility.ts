// Who may be told of whom (modern-irc "Invisible User Mode", "Secret Channel Mode").
import type { RoomView, UserView } from '../chat/state.ts';
import type { Client } from './client.ts';

function sharesRoom(user: UserView, other: UserView): boolean {
  for (const room of user.rooms) if (other.rooms.has(room)) return true;
  return false;
}

/** Whether `asker` finds somebody without having been told the name. */
export function isFound(user: UserView, asker: UserView): boolean {
  return !user.invisible || user === asker || asker.person.operator || sharesRoom(user, asker);
}

/** A room by name, if there is one and the client may know of it. */
export function knownRoom(client: Client, name: string): RoomView | undefined {
  const room = client.chat.roomNamed(name);
  return room !== undefined && client.chat.mayKnow(client.host.userId, room) ? room : undefined;
}

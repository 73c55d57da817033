// What may be told of (modern-irc "Secret Channel Mode").
import type { RoomView } from '../chat/views.ts';
import type { Client } from './client.ts';

/** A room by name, if there is one and the client may know of it. */
export function knownRoom(client: Client, name: string): RoomView | undefined {
  const room = client.chat.roomNamed(name);
  return room !== undefined && client.chat.mayKnow(client.host.userId, room) ? room : undefined;
}

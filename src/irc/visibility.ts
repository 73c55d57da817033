// What a client may be told of: the chat's rules, asked for this client.
import type { MemberView, RoomView, UserView } from '../chat/views.ts';
import * as chat from '../chat/visibility.ts';
import type { Client } from './client.ts';

/** To IRC a room where nobody is does not exist (modern-irc "INVITE message"), unless it is registered. */
export function knownRoom({ chat: view, host }: Client, name: string): RoomView | undefined {
  const room = chat.roomSeen(view, host.userId, name);
  return room !== undefined && (room.members.size > 0 || room.registration !== null) ? room : undefined;
}

export function roomsSeen({ chat: view, host }: Client, user: UserView): RoomView[] {
  return chat.roomsSeen(view, host.userId, user);
}

export function membersSeen({ chat: view, host }: Client, room: RoomView): MemberView[] {
  return chat.membersSeen(view, host.userId, room);
}

export function mayKnowAll({ chat: view, host }: Client, user: UserView): boolean {
  return chat.seesEverything(view, host.userId, user);
}

export function keepsOrder({ chat: view, host }: Client, room: RoomView): boolean {
  return chat.keepsOrder(view, host.userId, room);
}

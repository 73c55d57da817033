// Whether what is kept stays within the limits, whatever was asked for.

import { ROOM_LISTS } from '../../src/chat/command.ts';
import type { RoomView, UserView } from '../../src/chat/views.ts';
import type { House } from './house.ts';

type Count = readonly [what: string, count: number, limit: number];

/** @returns what there is more of than may be */
export function excesses(house: House): string[] {
  const { chat, limits, guests } = house;
  const rooms = [...chat.rooms];
  const users = [...chat.users.values()];
  const most = guests.size + limits.staying;
  const counts: readonly Count[] = [
    ['users', users.length, most],
    ['rooms', rooms.length, most * limits.roomsPerUser + limits.registeredRooms + 1],
    ['rooms that last', rooms.filter(({ registration }) => registration !== null).length, limits.registeredRooms],
    ['rooms without anybody', rooms.filter((room) => isForNobody(room) && room.name !== chat.lobby).length, 0],
    ...users.flatMap((user) => ofUser(user, house)),
    ...rooms.flatMap((room) => ofRoom(room, house)),
  ];
  return counts
    .filter(([, count, limit]) => count > limit)
    .map(([what, count, limit]) => `${count} ${what} of ${limit}`);
}

function isForNobody({ members, registration }: RoomView): boolean {
  return members.size === 0 && registration === null;
}

function ofUser(user: UserView, { limits, chat }: House): Count[] {
  const { person } = user;
  return [
    ['characters in a name', [...person.name].length, limits.nameLength],
    ['bytes in a real name', Buffer.byteLength(person.realname), limits.textBytes],
    ['bytes in an away text', Buffer.byteLength(user.away ?? ''), limits.textBytes],
    ['rooms of a user', user.rooms.size, limits.roomsPerUser],
    ['sessions', user.sessions.size, limits.sessionsPerUser],
    ['invitations', user.invitedTo.size, chat.roomCount],
    ['names watched for', user.monitored.size, limits.monitorsPerUser],
    ['subscriptions', user.subscriptions.size, limits.subscriptionsPerUser],
    ...ofMetadata(user.metadata, limits),
  ];
}

function ofRoom(room: RoomView, { limits, guests }: House): Count[] {
  const masks = ROOM_LISTS.flatMap((list) => [...room.lists[list].values()]);
  return [
    ['characters in a room’s name', [...room.name].length, limits.roomNameLength],
    ['members', room.members.size, guests.size + limits.staying],
    ['bytes in a topic', Buffer.byteLength(room.topic?.text ?? ''), limits.textBytes],
    ['characters in a key', [...(room.key ?? '')].length, limits.keyLength],
    ['masks of a room', masks.length, limits.bansPerRoom],
    ['bytes in a mask', Math.max(0, ...masks.map(({ mask }) => Buffer.byteLength(mask))), limits.maskBytes],
    ...ofMetadata(room.metadata, limits),
  ];
}

function ofMetadata(metadata: ReadonlyMap<string, string>, limits: House['limits']): Count[] {
  const most = Math.max(0, ...[...metadata.values()].map((value) => Buffer.byteLength(value)));
  return [
    ['metadata keys', metadata.size, limits.metadataKeys],
    ['bytes in metadata', most, limits.metadataBytes],
  ];
}

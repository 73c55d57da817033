// What a client is told of a room that it has just come into (modern-irc "JOIN message").
import type { RoomView } from '../chat/views.ts';
import type { Client } from './client.ts';
import { sendMarker } from './verbs/markread.ts';
import { syncRoom } from './verbs/metadata.ts';
import { sendNames } from './verbs/names.ts';
import { sendTopic } from './verbs/topic.ts';

/** The topic if there is one, what has been read (IRCv3 read-marker: "before the RPL_ENDOFNAMES"), the names, metadata. */
export function arrive(client: Client, room: RoomView): void {
  if (room.topic !== null) sendTopic(client, room);
  if (client.caps.has('draft/read-marker')) sendMarker(client, room.name);
  if (!client.caps.has('no-implicit-names')) sendNames(client, room);
  if (client.caps.has('draft/metadata-2')) syncRoom(client, room);
}

// What was said in a room before somebody came in, for clients that do not ask for it.
import type { RoomView } from '../chat/views.ts';
import type { Client } from './client.ts';
import { playEach, unasked } from './history.ts';
import { playRoom } from './playback.ts';

/** "if a client requests this capability, the server SHOULD NOT play back any history" (IRCv3 chathistory). */
export function replay(client: Client, room: RoomView): void {
  const { caps, host, rules } = client;
  if (caps.has('draft/chathistory')) return;
  if (caps.has('znc.in/playback')) return playRoom(client, room.name);
  const talk = rules.replay === 0 ? null : host.archive.talk(host.userId, room.name);
  if (talk === null) return;
  const part = { what: 'messages', after: null, before: null, from: 'newest', limit: rules.replay } as const;
  playEach(client, [talk], part, unasked(client));
}

// IRCv3 channel-rename: what a room's new name looks like to one client.
import type { EventOf } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import { arrive } from './arrival.ts';
import type { Client } from './client.ts';
import { eventTags } from './look.ts';
import { formatMessage } from './message.ts';
import { realnamePart, sourceOf } from './userhost.ts';

/** RENAME; without the capability the client leaves one room and comes into another ("Fallback"). */
export function showRename(client: Client, event: EventOf<'room-renamed'>): void {
  const { room, after, text, who } = event;
  const { self, look } = client;
  if (self === undefined || client.chat.roomNamed(after)?.members.has(self.id) !== true) return;
  const tags = eventTags(event, look);
  if (client.caps.has('draft/channel-rename')) {
    return client.write([formatMessage('RENAME', [room, after, text], sourceOf(who), tags)]);
  }
  // "This fallback SHOULD NOT be used if the rename only changes the case of the channel name"
  if (fold(room) === fold(after)) return;
  client.write([formatMessage('PART', text === '' ? [room] : [room, text], sourceOf(self.person))]);
  const extended = client.caps.has('extended-join') ? [self.person.account ?? '*', realnamePart(self.person)] : [];
  client.write([formatMessage('JOIN', [after, ...extended], sourceOf(self.person))]);
  const here = client.chat.roomNamed(after);
  if (here !== undefined) arrive(client, here);
}

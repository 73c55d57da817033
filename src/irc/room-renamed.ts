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
  if (client.caps.has('draft/channel-rename')) {
    return client.write([formatMessage('RENAME', [room, after, text], sourceOf(who), eventTags(event, look))]);
  }
  const here = client.chat.roomNamed(after);
  // An operator may rename a room from outside. "This fallback SHOULD NOT be used if the rename only changes the case".
  if (self === undefined || here?.members.has(self.id) !== true || fold(room) === fold(after)) return;
  const { person } = self;
  const source = sourceOf(person);
  const tags = eventTags({ ...event, who: person }, look);
  const extended = client.caps.has('extended-join') ? [person.account ?? '*', realnamePart(person)] : [];
  client.write([
    formatMessage('PART', text === '' ? [room] : [room, text], source, tags),
    formatMessage('JOIN', [after, ...extended], source, tags),
  ]);
  arrive(client, here);
}

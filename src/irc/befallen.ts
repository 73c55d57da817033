// What happens to a client by somebody else's doing, as it is told of it.
import type { Event } from '../chat/event.ts';
import type { Client } from './client.ts';
import { inviteLines } from './events.ts';
import { accountChanged, showOwnHost } from './own.ts';
import { showRename } from './room-renamed.ts';

export function showBefallen(client: Client, event: Event): void {
  switch (event.kind) {
    case 'invited':
      return client.write(inviteLines(event, client.look));
    case 'room-renamed':
      return showRename(client, event);
    case 'account-changed':
      return accountChanged(client, event);
    case 'host-changed':
      return showOwnHost(client, event);
    default:
      client.show(event);
  }
}

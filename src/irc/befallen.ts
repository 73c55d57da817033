// What happens to a client by somebody else's doing, or by another session of its own, as it is told of it.
import type { Event } from '../chat/event.ts';
import { arrive } from './arrival.ts';
import type { Client } from './client.ts';
import { eventLines, inviteLines } from './events.ts';
import { accountChanged, isInAny, showOwnHost, userModesChanged } from './own.ts';
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
    case 'joined': {
      client.write(eventLines(event, client.look).slice(0, 1));
      const room = client.chat.roomNamed(event.room);
      return room === undefined ? undefined : arrive(client, room);
    }
    case 'away-changed':
      return client.reply(event.text === null ? 'RPL_UNAWAY' : 'RPL_NOWAWAY');
    case 'said':
      // What its user has said elsewhere. A question of that client to another (CTCP), or an answer, is not for this one to answer.
      return event.form !== 'action' && event.text.startsWith('\x01') ? undefined : client.show(event);
    case 'room-registered':
    case 'room-dropped':
    case 'founder-changed':
      // Its user may have done it from outside.
      return isInAny(client, [event.room]) ? client.show(event) : undefined;
    case 'user-modes-changed':
      return userModesChanged(client, event);
    default:
      client.show(event);
  }
}

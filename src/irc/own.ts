// What came of the client's own commands, as it is told of it. Most events are shown as to everybody else.
import type { Event, EventOf } from '../chat/event.ts';
import type { Client } from './client.ts';
import { lookOf } from './dialect.ts';
import { eventLines } from './events.ts';
import { formatMessage } from './message.ts';
import { sourceOf } from './userhost.ts';
import { sendNames } from './verbs/names.ts';
import { sendTopic } from './verbs/topic.ts';
import { welcome } from './welcome.ts';

export function answerOwn(client: Client, event: Event): void {
  switch (event.kind) {
    case 'entered':
      client.stage = { kind: 'entered' };
      return welcome(client);
    case 'joined':
      return joined(client, event);
    case 'said':
      return said(client, event);
    case 'away-changed':
      // away-notify: nobody is told of its own away in AWAY.
      return client.reply(event.text === null ? 'RPL_UNAWAY' : 'RPL_NOWAWAY');
    case 'invited':
      return client.reply('RPL_INVITING', event.target.name, event.room);
    case 'user-mode-changed':
      return userModeChanged(client, event);
    case 'left':
      // Its own departure, or that of somebody it sent away: then it is told if it shared a room.
      if (event.rooms.some((room) => client.chat.roomNamed(room)?.members.has(client.host.userId))) client.show(event);
      return;
    default:
      client.show(event);
  }
}

/** "the server MUST send, in this order": JOIN, the topic if there is one, the names (modern-irc "JOIN message"). */
function joined(client: Client, event: EventOf<'joined'>): void {
  // The lines after the first tell others that somebody away has come.
  client.write(eventLines(event, lookOf(client.rules, client.caps)).slice(0, 1));
  const room = client.chat.roomNamed(event.room);
  if (room === undefined) return;
  if (room.topic !== null) sendTopic(client, room);
  sendNames(client, room);
}

/** IRCv3 echo-message; labeled-response "When a client sends a message to itself"; modern-irc "PRIVMSG message", RPL_AWAY. */
function said(client: Client, event: EventOf<'said'>): void {
  const { to, form } = event;
  if (to.kind === 'user' && to.person.id === client.host.userId) {
    client.writeUnlabelled(client.dialect.render(event));
  }
  if (client.caps.has('echo-message')) client.show(event);
  if (to.kind === 'user' && to.away !== null && (form === 'message' || form === 'action')) {
    client.reply('RPL_AWAY', to.person.name, to.away);
  }
}

/** modern-irc "OPER message": RPL_YOUREOPER, and a MODE message. */
function userModeChanged(client: Client, { who, mode, set }: EventOf<'user-mode-changed'>): void {
  if (mode === 'operator' && set) client.reply('RPL_YOUREOPER');
  const letter = mode === 'operator' ? 'o' : 'i';
  client.write([formatMessage('MODE', [who.name, `${set ? '+' : '-'}${letter}`], sourceOf(who))]);
}

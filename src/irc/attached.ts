// A client that turns out to be somebody who is here already: it is told where that person is, and what it has missed.
import type { EventOf } from '../chat/event.ts';
import { MOST_MESSAGES_READ, UNNOTICED_MS } from '../limits.ts';
import { arrive } from './arrival.ts';
import type { Client } from './client.ts';
import { eventLines } from './events.ts';
import { playEach, unasked } from './history.ts';
import { sendLoggedIn } from './login.ts';
import { formatMessage } from './message.ts';
import { replay } from './replay.ts';
import { sourceOf } from './userhost.ts';
import { sendNames } from './verbs/names.ts';
import { welcome } from './welcome.ts';

export function attached(client: Client, event: EventOf<'attached'>): void {
  const { before, since } = event;
  if (before === null) {
    client.stage = { kind: 'entered' };
    welcome(client);
  } else becomes(client, event, before);
  const { self, caps } = client;
  if (self === undefined) return;
  if (self.away !== null && self.away !== '') client.reply('RPL_NOWAWAY');
  for (const room of self.rooms) {
    if (before?.rooms.includes(room.name) === true) {
      // What it is there may be another than it was.
      if (!caps.has('no-implicit-names')) sendNames(client, room);
      continue;
    }
    client.write(eventLines({ ...event, kind: 'joined', room: room.name, created: false, away: null }, client.look));
    arrive(client, room);
    if (since === null) replay(client, room);
  }
  // Such clients ask for what they have missed: on coming in, and of a room on joining it.
  const asks = caps.has('draft/chathistory') || caps.has('znc.in/playback');
  if (asks && before === null) return;
  if (since !== null && !asks) catchUp(client, since, 'everywhere');
  else catchUp(client, since ?? event.at - UNNOTICED_MS, 'in-private');
}

/** It was called otherwise, and was in other rooms. Where both were, there are no longer two: the other has left before it has that name. */
function becomes(
  client: Client,
  { who }: EventOf<'attached'>,
  { person, rooms }: NonNullable<EventOf<'attached'>['before']>,
): void {
  const isThere = (room: string): boolean => client.chat.roomNamed(room)?.members.has(who.id) === true;
  client.write(rooms.filter(isThere).map((room) => formatMessage('PART', [room], sourceOf(who))));
  client.write([formatMessage('NICK', [who.name], sourceOf(person))]);
  sendLoggedIn(client, who.account ?? who.name);
  client.write(rooms.filter((room) => !isThere(room)).map((room) => formatMessage('PART', [room], sourceOf(who))));
}

/** What was missed, as much of it as may be sent at once. */
function catchUp(client: Client, since: number, where: 'everywhere' | 'in-private'): void {
  const { host } = client;
  client.historyBytes = client.rules.limits.sendQueueBytes / 2;
  host.wait(host.archive.missed(host.userId, since - 1), (missed) => {
    // That it cannot be read now is said to who asks for it.
    const all = missed ?? [];
    const talks = where === 'everywhere' ? all : all.filter(({ name }) => !name.startsWith('#'));
    const part = {
      what: 'messages',
      after: { at: since - 1 },
      before: null,
      from: 'newest',
      limit: MOST_MESSAGES_READ,
    } as const;
    playEach(client, talks, part, unasked(client));
  });
}

// What can be asked of ChanServ: rooms that last.
import type { RoomCommand } from '../chat/command.ts';
import type { RoomView } from '../chat/views.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { registeredRoomLines } from '../i18n/registered-rooms.ts';
import type { Client } from './client.ts';
import { serviceSays } from './services.ts';
import { keepsOrder, knownRoom } from './visibility.ts';
import { firstWord } from './words.ts';

/** Each takes a room. */
export const CHANSERV = new Map<string, (client: Client, rest: string) => void>([
  ['REGISTER', (client, rest) => ask(client, 'register-room', rest)],
  ['DROP', (client, rest) => ask(client, 'drop-room', rest)],
  ['INFO', info],
]);

export function chanServHelp(client: Client): void {
  for (const line of client.text.chanServHelp) says(client, line);
}

function says(client: Client, sentence: string): void {
  serviceSays(client, 'ChanServ', sentence);
}

/** That a room is not there is said here: the chat's refusal could be of anything else in the same line. */
function ask(client: Client, kind: Extract<RoomCommand['kind'], 'register-room' | 'drop-room'>, rest: string): void {
  const room = roomIn(client, rest);
  if (room !== null) client.submit({ kind, user: client.host.userId, room: room.name });
}

function info(client: Client, rest: string): void {
  const room = roomIn(client, rest);
  if (room === null) return;
  const roles = keepsOrder(client, room) ? 'with-roles' : 'without-roles';
  for (const line of registeredRoomLines(room, roles, client.rules.lang)) says(client, line);
}

function roomIn(client: Client, rest: string): RoomView | null {
  const [name] = firstWord(rest);
  if (name === '') {
    chanServHelp(client);
    return null;
  }
  const room = knownRoom(client, name);
  if (room === undefined) says(client, refusalSentence({ why: 'no-such-room', room: name }, client.rules.lang));
  return room ?? null;
}

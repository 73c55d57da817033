import { fold } from '../../chat/names.ts';
import type { RoomView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { parseModes, roomModes } from '../modes.ts';
import { answerRefusal } from '../refusals.ts';
import { knownRoom } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "MODE message" */
export const mode: Verb = {
  when: 'entered',
  least: 1,
  run(client, { params: [target = '', modestring, ...args] }) {
    if (!target.startsWith('#')) return userMode(client, target, modestring);
    const room = knownRoom(client, target);
    if (room === undefined) answerRefusal(client, { why: 'no-such-room', room: target });
    else if (modestring === undefined) sendModes(client, room);
    else changeModes(client, room, modestring, args);
  },
};

function sendModes(client: Client, room: RoomView): void {
  client.reply('RPL_CHANNELMODEIS', room.name, ...roomModes(room, room.members.has(client.host.userId)));
  // The lobby has been there from the beginning.
  client.reply('RPL_CREATIONTIME', room.name, seconds(room.createdAt || client.rules.startedAt));
}

function changeModes(client: Client, room: RoomView, modestring: string, args: readonly string[]): void {
  const { changes, bansAsked, unknown, wrong } = parseModes(modestring, args);
  for (const letter of new Set(unknown)) client.reply('ERR_UNKNOWNMODE', letter);
  for (const { letter, param, flaw } of wrong) {
    const why = flaw === 'missing' ? client.text.modeNeedsParameter : client.text.modeBadLimit;
    client.reply('ERR_INVALIDMODEPARAM', room.name, letter, param, why);
  }
  if (bansAsked) sendBans(client, room);
  if (changes.length > 0) client.submit({ kind: 'modes', user: client.host.userId, room: room.name, changes });
}

function sendBans(client: Client, room: RoomView): void {
  for (const { mask, by, at } of room.bans.values()) client.reply('RPL_BANLIST', room.name, mask, by, seconds(at));
  client.reply('RPL_ENDOFBANLIST', room.name);
}

/** "User mode": `i` can be set and cleared; `o` only be given up. */
function userMode(client: Client, target: string, modestring: string | undefined): void {
  const { chat, host, self } = client;
  if (self === undefined) return;
  if (chat.userNamed(target) === undefined) return answerRefusal(client, { why: 'no-such-user', name: target });
  if (fold(target) !== fold(self.person.name)) return client.reply('ERR_USERSDONTMATCH');
  if (modestring === undefined) {
    return client.reply('RPL_UMODEIS', `+${self.invisible ? 'i' : ''}${self.person.operator ? 'o' : ''}`);
  }
  let set = true;
  let unknown = false;
  for (const letter of modestring) {
    if (letter === '+' || letter === '-') set = letter === '+';
    else if (letter === 'i') client.submit({ kind: 'user-mode', user: host.userId, set, mode: 'invisible' });
    else if (letter === 'o' && !set) client.submit({ kind: 'operate', user: host.userId, set: false });
    else if (letter !== 'o') unknown = true;
  }
  if (unknown) client.reply('ERR_UMODEUNKNOWNFLAG');
}

function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}

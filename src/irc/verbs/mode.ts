import type { RoomList, UserModeChange } from '../../chat/command.ts';
import { fold } from '../../chat/names.ts';
import type { RoomView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { parseModes, roomModes } from '../modes.ts';
import type { Numeric } from '../numerics.ts';
import { answerRefusal } from '../refusals.ts';
import { openedAt, seconds } from '../time.ts';
import { userModeLetter, userModeOf } from '../user-modes.ts';
import { keepsOrder, knownRoom } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "MODE message" */
export const mode: Verb = {
  when: 'entered',
  least: 1,
  usage: '<target> [<modes> [<parameter> ...]]',
  help: { en: 'Shows and changes the modes of a room, or your own.', 'zh-CN': '查看和更改房间或你自己的模式。' },
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
  client.reply('RPL_CREATIONTIME', room.name, seconds(openedAt(client, room)));
}

function changeModes(client: Client, room: RoomView, modestring: string, args: readonly string[]): void {
  const { changes, asked, unknown, ofServer, wrong } = parseModes(modestring, args);
  for (const letter of unknown) client.reply('ERR_UNKNOWNMODE', letter);
  if (ofServer) client.reply('ERR_ONLYSERVERSCANCHANGE', room.name);
  for (const { letter, param, flaw } of wrong) {
    const why = flaw === 'missing' ? client.text.modeNeedsParameter : client.text.modeBadLimit;
    client.reply('ERR_INVALIDMODEPARAM', room.name, letter, param, why);
  }
  for (const list of asked) sendList(client, room, list);
  if (changes.length > 0) client.submit({ kind: 'modes', user: client.host.userId, room: room.name, changes });
}

const LIST_NUMERICS: Readonly<Record<RoomList, readonly [item: Numeric, end: Numeric]>> = {
  ban: ['RPL_BANLIST', 'RPL_ENDOFBANLIST'],
  exception: ['RPL_EXCEPTLIST', 'RPL_ENDOFEXCEPTLIST'],
  'invite-exception': ['RPL_INVEXLIST', 'RPL_ENDOFINVEXLIST'],
};

/** Bans are for everybody to see, the exceptions for those who may change them. */
function sendList(client: Client, room: RoomView, list: RoomList): void {
  if (list !== 'ban' && !keepsOrder(client, room)) {
    return answerRefusal(client, { why: 'op-needed', room: room.name });
  }
  const [item, end] = LIST_NUMERICS[list];
  for (const { mask, by, at } of room.lists[list].values()) client.reply(item, room.name, mask, by, seconds(at));
  client.reply(end, room.name);
}

/** "User mode". `o` can only be given up. */
function userMode(client: Client, target: string, modestring: string | undefined): void {
  const { chat, host, self } = client;
  if (self === undefined) return;
  if (chat.userNamed(target) === undefined) return answerRefusal(client, { why: 'no-such-user', name: target });
  if (fold(target) !== fold(self.person.name)) return client.reply('ERR_USERSDONTMATCH');
  if (modestring === undefined) {
    const modes = [...self.modes, ...(self.person.operator ? (['operator'] as const) : [])];
    return client.reply('RPL_UMODEIS', `+${modes.map(userModeLetter).sort().join('')}`);
  }
  const changes: UserModeChange[] = [];
  let set = true;
  let unknown = false;
  for (const letter of modestring) {
    const meant = userModeOf(letter);
    if (letter === '+' || letter === '-') set = letter === '+';
    else if (meant === undefined) unknown = true;
    else changes.push({ set, mode: meant });
  }
  if (changes.length > 0) client.submit({ kind: 'user-modes', user: host.userId, changes });
  if (unknown) client.reply('ERR_UMODEUNKNOWNFLAG');
}

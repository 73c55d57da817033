// What a reply to WHO tells of somebody (modern-irc "WHO message"; IRCv3 whox).
import type { RoomView, UserView } from '../chat/views.ts';
import type { Client } from './client.ts';
import { formatMessage } from './message.ts';
import { signsFor } from './modes.ts';
import { NUMERICS } from './numerics.ts';
import { idleSeconds } from './time.ts';
import { userModeLetter } from './user-modes.ts';
import { actualHost, hostPart, realnamePart, userPart } from './userhost.ts';
import { mayKnowAll } from './visibility.ts';

/** Somebody who was found, and through which room, if any. */
export interface Found {
  readonly user: UserView;
  readonly room: RoomView | null;
}

/** Here or gone, operator, signs, bot (IRCv3 bot-mode "The WHO bot flag"), in the order of RPL_WHOREPLY. */
function flagsOf(client: Client, { user, room }: Found): string {
  const { person, away, id } = user;
  const signs = signsFor(client.caps, room?.members.get(id)?.roles ?? new Set());
  return `${away === null ? 'H' : 'G'}${person.operator ? '*' : ''}${signs}${person.bot ? userModeLetter('bot') : ''}`;
}

/** RPL_WHOREPLY */
export function sendWho(client: Client, found: Found): void {
  const { person } = found.user;
  const where = [found.room?.name ?? '*', userPart(person), hostPart(person), client.server];
  client.reply('RPL_WHOREPLY', ...where, person.name, flagsOf(client, found), `0 ${realnamePart(person)}`);
}

/** "when the server refuses to disclose the IP address": it is shown something else instead. */
const NO_ADDRESS = '255.255.255.255';

type Field = (found: Found, client: Client, token: string) => string;

/** "Servers MUST send the fields in the order specified". */
const FIELDS = new Map<string, Field>([
  ['t', (_, __, token) => token],
  ['c', ({ room }) => room?.name ?? '*'],
  ['u', ({ user }) => userPart(user.person)],
  ['i', ({ user }, client) => shownAddress(client, user)],
  ['h', ({ user }) => hostPart(user.person)],
  ['s', (_, client) => client.server],
  ['n', ({ user }) => user.person.name],
  ['f', (found, client) => flagsOf(client, found)],
  ['d', () => '0'],
  ['l', ({ user }, client) => idleSeconds(client, user)],
  ['a', ({ user }) => user.person.account ?? '0'],
  ['o', () => 'n/a'],
  ['r', ({ user }) => realnamePart(user.person)],
]);

function shownAddress(client: Client, user: UserView): string {
  return user.person.cloak === null || mayKnowAll(client, user) ? actualHost(user.person) : NO_ADDRESS;
}

/** RPL_WHOSPCRPL; letters that mean nothing are ignored. */
export function sendFields(client: Client, found: Found, asked: string, token: string): void {
  const wanted = [...FIELDS].filter(([letter]) => asked.includes(letter));
  const values = wanted.map(([, field]) => field(found, client, token));
  client.write([formatMessage(NUMERICS.RPL_WHOSPCRPL, [client.nick, ...values], client.server)]);
}

// What a reply to WHO tells of somebody (modern-irc "WHO message"; IRCv3 whox).
import type { RoomView, UserView } from '../chat/views.ts';
import type { Client } from './client.ts';
import { formatMessage } from './message.ts';
import { signsOf } from './modes.ts';
import { NUMERICS } from './numerics.ts';
import { userModeLetter } from './user-modes.ts';
import { hostPart, userPart } from './userhost.ts';

/** Somebody who was found, and through which room, if any. */
export interface Found {
  readonly user: UserView;
  readonly room: RoomView | null;
}

/** Here or gone, operator, bot (IRCv3 bot-mode "The WHO bot flag"), signs (IRCv3 multi-prefix). */
function flagsOf(client: Client, { user, room }: Found): string {
  const { person, away, id } = user;
  const signs = signsOf(room?.members.get(id)?.roles ?? new Set(), client.caps.has('multi-prefix') ? 'all' : 'highest');
  return `${away === null ? 'H' : 'G'}${person.operator ? '*' : ''}${person.bot ? userModeLetter('bot') : ''}${signs}`;
}

/** RPL_WHOREPLY */
export function sendWho(client: Client, found: Found): void {
  const { person } = found.user;
  const where = [found.room?.name ?? '*', userPart(person), hostPart(person), client.server];
  client.reply('RPL_WHOREPLY', ...where, person.name, flagsOf(client, found), `0 ${person.realname}`);
}

/** "when the server refuses to disclose the IP address": it is shown something else instead. */
const NO_ADDRESS = '255.255.255.255';

type Field = (found: Found, client: Client, token: string) => string;

/** "Servers MUST send the fields in the order specified". */
const FIELDS = new Map<string, Field>([
  ['t', (_, __, token) => token],
  ['c', ({ room }) => room?.name ?? '*'],
  ['u', ({ user }) => userPart(user.person)],
  ['i', ({ user }) => (user.person.cloak === null ? hostPart(user.person) : NO_ADDRESS)],
  ['h', ({ user }) => hostPart(user.person)],
  ['s', (_, client) => client.server],
  ['n', ({ user }) => user.person.name],
  ['f', (found, client) => flagsOf(client, found)],
  ['d', () => '0'],
  ['l', ({ user }, client) => String(Math.max(0, Math.floor((client.host.now() - user.spokeAt) / 1000)))],
  ['a', ({ user }) => user.person.account ?? '0'],
  ['o', () => 'n/a'],
  ['r', ({ user }) => user.person.realname],
]);

/** RPL_WHOSPCRPL; letters that mean nothing are ignored. */
export function sendFields(client: Client, found: Found, asked: string, token: string): void {
  const wanted = [...FIELDS].filter(([letter]) => asked.toLowerCase().includes(letter));
  const values = wanted.map(([, field]) => field(found, client, token));
  client.write([formatMessage(NUMERICS.RPL_WHOSPCRPL, [client.nick, ...values], client.server)]);
}

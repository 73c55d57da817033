import type { UserView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { signsOf } from '../modes.ts';
import { answerRefusal } from '../refusals.ts';
import { isForThisServer } from '../server-name.ts';
import { hostPart, userPart } from '../userhost.ts';
import { roomsSeen } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "WHOIS message". Before the name, a server or somebody on it may be named: there is one. */
export const whois: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<server>] <nick>',
  help: { en: 'Tells about somebody.', 'zh-CN': '查询某人的资料。' },
  run(client, { params }) {
    const [server, name = ''] = params.length > 1 ? params : [undefined, params[0]];
    if (name === '') return client.reply('ERR_NONICKNAMEGIVEN');
    if (!isForThisServer(client, server)) return;
    const user = client.chat.userNamed(name);
    if (user === undefined) answerRefusal(client, { why: 'no-such-user', name });
    else sendWhois(client, user);
    client.reply('RPL_ENDOFWHOIS', name);
  },
};

function sendWhois(client: Client, user: UserView): void {
  const { person, away, spokeAt, enteredAt } = user;
  const { name } = person;
  client.reply('RPL_WHOISUSER', name, userPart(person), hostPart(person), '*', person.realname);
  const inside = rooms(client, user);
  if (inside.length > 0) client.replyList('RPL_WHOISCHANNELS', [name], inside);
  client.reply('RPL_WHOISSERVER', name, client.server, client.text.serverInfo);
  if (person.operator) client.reply('RPL_WHOISOPERATOR', name);
  if (person.account !== null) client.reply('RPL_WHOISACCOUNT', name, person.account);
  if (person.bot) client.reply('RPL_WHOISBOT', name);
  if (user.secure) client.reply('RPL_WHOISSECURE', name);
  if (person.cloak !== null) sendActually(client, user);
  if (away !== null) client.reply('RPL_AWAY', name, away);
  const idle = Math.max(0, Math.floor((client.host.now() - spokeAt) / 1000));
  client.reply('RPL_WHOISIDLE', name, String(idle), String(Math.floor(enteredAt / 1000)));
}

/** Where somebody is who is shown otherwise: for operators and that person. */
function sendActually(client: Client, user: UserView): void {
  const { self } = client;
  if (user !== self && self?.person.operator !== true) return;
  client.reply('RPL_WHOISACTUALLY', user.person.name, hostPart({ ...user.person, cloak: null }));
}

function rooms(client: Client, user: UserView): string[] {
  const show = client.caps.has('multi-prefix') ? 'all' : 'highest';
  return roomsSeen(client, user).map((room) => {
    return `${signsOf(room.members.get(user.id)?.roles ?? new Set(), show)}${room.name}`;
  });
}

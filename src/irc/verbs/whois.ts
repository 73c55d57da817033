import type { UserView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import { signsOf } from '../modes.ts';
import { answerRefusal } from '../refusals.ts';
import { hostPart, userPart } from '../userhost.ts';
import type { Verb } from './verb.ts';

/** modern-irc "WHOIS message". Before the name, a server may be named: there is one. */
export const whois: Verb = {
  when: 'entered',
  least: 0,
  run(client, { params }) {
    const name = params[1] ?? params[0] ?? '';
    if (name === '') return client.reply('ERR_NONICKNAMEGIVEN');
    const user = client.chat.userNamed(name);
    if (user === undefined) answerRefusal(client, { why: 'no-such-user', name });
    else sendWhois(client, user);
    client.reply('RPL_ENDOFWHOIS', user?.person.name ?? name);
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
  if (away !== null) client.reply('RPL_AWAY', name, away);
  const idle = Math.max(0, Math.floor((client.host.now() - spokeAt) / 1000));
  client.reply('RPL_WHOISIDLE', name, String(idle), String(Math.floor(enteredAt / 1000)));
}

/** The rooms the asker may know of; of somebody invisible, only those they share. */
function rooms(client: Client, user: UserView): string[] {
  const { chat, self, caps, host } = client;
  const asker = self?.person.operator === true || user === self;
  return [...user.rooms]
    .filter((room) => (user.invisible && !asker ? room.members.has(host.userId) : chat.mayKnow(host.userId, room)))
    .map((room) => {
      const roles = room.members.get(user.id)?.roles ?? new Set();
      return `${signsOf(roles, caps.has('multi-prefix') ? 'all' : 'highest')}${room.name}`;
    });
}

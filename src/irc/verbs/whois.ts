import { fold } from '../../chat/names.ts';
import type { UserView } from '../../chat/views.ts';
import { awayText } from '../../i18n/sessions.ts';
import type { Client } from '../client.ts';
import { signsFor } from '../modes.ts';
import { answerRefusal } from '../refusals.ts';
import { isForThisServer } from '../server-name.ts';
import { TARGMAX, targetsIn } from '../targets.ts';
import { idleSeconds, seconds } from '../time.ts';
import { actualHost, hostPart, realnamePart, userPart } from '../userhost.ts';
import { mayKnowAll, roomsSeen } from '../visibility.ts';
import type { Verb } from './verb.ts';

/** modern-irc "WHOIS message", with several names ("Optional extensions"). Before them, a server or somebody on it may be named. */
export const whois: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<server>] <nick>[,<nick>]',
  help: { en: 'Tells about somebody.', 'zh-CN': '查询某人的资料。' },
  run(client, { params }) {
    const [server, list = ''] = params.length > 1 ? params : [undefined, params[0]];
    const names = targetsIn(list);
    if (names.length === 0) return client.reply('ERR_NONICKNAMEGIVEN');
    // `WHOIS ann ann` asks the server that ann is on; that ann is not here is what is wrong with it.
    if (fold(server ?? '') === fold(list) || isForThisServer(client, server)) {
      for (const name of names.slice(0, TARGMAX.WHOIS ?? undefined)) sendWhois(client, name);
    }
    // "`<nick>` MUST be exactly the `<nick>` parameter sent by the client", also for several.
    client.reply('RPL_ENDOFWHOIS', list);
  },
};

function sendWhois(client: Client, wanted: string): void {
  const user = client.chat.userNamed(wanted);
  if (user === undefined) return answerRefusal(client, { why: 'no-such-user', name: wanted });
  const { person, away } = user;
  const { name } = person;
  client.reply('RPL_WHOISUSER', name, userPart(person), hostPart(person), '*', realnamePart(person));
  const inside = rooms(client, user);
  if (inside.length > 0) client.replyList('RPL_WHOISCHANNELS', [name], inside);
  client.reply('RPL_WHOISSERVER', name, client.server, client.text.serverInfo);
  if (away !== null) client.reply('RPL_AWAY', name, awayText(away, client.rules.lang));
  if (person.operator) client.reply('RPL_WHOISOPERATOR', name);
  if (person.account !== null) client.reply('RPL_WHOISACCOUNT', name, person.account);
  if (person.bot) client.reply('RPL_WHOISBOT', name);
  const sessions = [...user.sessions.values()];
  // Whoever speaks to it may be read on any of them.
  if (sessions.length > 0 && sessions.every(({ secure }) => secure)) client.reply('RPL_WHOISSECURE', name);
  if (mayKnowAll(client, user)) {
    for (const fingerprint of new Set(sessions.flatMap(({ certificate }) => certificate ?? []))) {
      client.reply('RPL_WHOISCERTFP', name, client.text.hasCertificate(fingerprint));
    }
  }
  if (person.cloak !== null && mayKnowAll(client, user)) client.reply('RPL_WHOISACTUALLY', name, actualHost(person));
  client.reply('RPL_WHOISIDLE', name, idleSeconds(client, user), seconds(user.enteredAt));
}

function rooms(client: Client, user: UserView): string[] {
  return roomsSeen(client, user).map((room) => {
    return signsFor(client.caps, room.members.get(user.id)?.roles ?? new Set()) + room.name;
  });
}

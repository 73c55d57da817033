import { printable } from '../../chat/text.ts';
import { banLine, whomSentence } from '../../i18n/bans.ts';
import { twoDigits } from '../../i18n/time.ts';
import type { Client } from '../client.ts';
import { answerRefusal } from '../refusals.ts';
import { isForThisServer } from '../server-name.ts';
import type { Verb } from './verb.ts';

const SECONDS = { day: 86_400, hour: 3600, minute: 60 };

/** modern-irc "STATS message": `u` tells how long the server has been up, `k` lists the bans to operators. */
export const stats: Verb = {
  when: 'entered',
  least: 1,
  usage: '<query> [<server>]',
  help: {
    en: 'STATS u tells how long the server has been running, STATS k lists the bans. The latter is for operators.',
    'zh-CN': 'STATS u 查询服务器已运行多久；STATS k 列出封禁（仅限掌柜）。',
  },
  run(client, { params: [query = '', server] }) {
    if (!isForThisServer(client, server)) return;
    const letter = [...query][0] ?? '*';
    const up = Math.max(0, Math.floor((client.host.now() - client.rules.startedAt) / 1000));
    if (letter === 'u') client.reply('RPL_STATSUPTIME', uptime(up));
    if (letter === 'k') sendBans(client);
    client.reply('RPL_ENDOFSTATS', letter);
  },
};

/** RFC 1459 section 6.2, RPL_STATSKLINE: `K <host> * <username> …`; the number is what UNKLINE takes. */
function sendBans(client: Client): void {
  if (!client.self?.person.operator) return answerRefusal(client, { why: 'operator-needed' });
  const { lang } = client.rules;
  for (const sanction of client.chat.house.sanctions.values()) {
    const { number, account, networks } = sanction;
    const hosts = networks.map(({ text }) => text);
    const masks = [...(account === null ? [] : [`~a:${account}`]), ...hosts].join(',');
    const line = banLine(sanction, whomSentence(sanction, lang), lang);
    client.reply('RPL_STATSKLINE', 'K', masks, '*', String(number), printable(line));
  }
}

/** `Server Up 1 days 2:03:04`: clients look for this form. */
function uptime(seconds: number): string {
  const { day, hour, minute } = SECONDS;
  const clock = `${Math.floor((seconds % day) / hour)}:${twoDigits(Math.floor((seconds % hour) / minute))}:${twoDigits(seconds % minute)}`;
  return `Server Up ${Math.floor(seconds / day)} days ${clock}`;
}

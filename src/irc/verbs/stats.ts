import { isForThisServer } from '../server-name.ts';
import type { Verb } from './verb.ts';

const SECONDS = { day: 86_400, hour: 3600, minute: 60 };

/** modern-irc "STATS message": `u` tells how long the server has been up; there are no other statistics. */
export const stats: Verb = {
  when: 'entered',
  least: 1,
  usage: '<query> [<server>]',
  help: { en: 'STATS u tells how long the server has been running.', 'zh-CN': 'STATS u 查询服务器已运行多久。' },
  run(client, { params: [query = '', server] }) {
    if (!isForThisServer(client, server)) return;
    const letter = [...query][0] ?? '*';
    const up = Math.max(0, Math.floor((client.host.now() - client.rules.startedAt) / 1000));
    if (letter === 'u') client.reply('RPL_STATSUPTIME', uptime(up));
    client.reply('RPL_ENDOFSTATS', letter);
  },
};

/** `Server Up 1 days 2:03:04`: clients look for this form. */
function uptime(seconds: number): string {
  const { day, hour, minute } = SECONDS;
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = `${Math.floor((seconds % day) / hour)}:${two(Math.floor((seconds % hour) / minute))}:${two(seconds % minute)}`;
  return `Server Up ${Math.floor(seconds / day)} days ${clock}`;
}

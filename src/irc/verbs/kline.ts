import { durationIn } from '../../chat/duration.ts';
import type { Verb } from './verb.ts';

/** As IRC operators know it from other servers: minutes, but `2h` and `7d` too; 0 is for good. */
export const kline: Verb = {
  when: 'entered',
  least: 1,
  usage: '[<minutes>] <nick or account or address or network> [<reason>]',
  help: {
    en: 'Keeps somebody out of the server: account and address. For operators.',
    'zh-CN': '封禁某人的账号和地址，不让再进服务器。仅限掌柜。',
  },
  run(client, { params }) {
    const [first = ''] = params;
    const isTime = params.length > 1 && (/^\d{1,9}$/.test(first) || durationIn(first) !== null);
    const [who = '', text = ''] = isTime ? params.slice(1) : params;
    const lasting = isTime ? durationIn(/^\d+$/.test(first) ? `${first}m` : first) : null;
    client.submit({ kind: 'ban', user: client.host.userId, who: whoIn(who), lasting, text });
  },
};

/** Clients write an address as `*@1.2.3.4`. */
export function whoIn(written: string): string {
  return written.replace(/^(?:\*!)?\*@/, '');
}

import { sendIsupport } from '../welcome.ts';
import type { Verb } from './verb.ts';

/** IRCv3 extended-isupport "`ISUPPORT` command": with the capability, on the way in too. */
export const isupport: Verb = {
  when: 'always',
  least: 0,
  usage: '',
  help: { en: 'Lists what this server is like.', 'zh-CN': '列出本服务器的特性。' },
  run(client) {
    const mayAsk = client.stage.kind === 'entered' || client.caps.has('draft/extended-isupport');
    if (mayAsk) sendIsupport(client);
    else client.reply('ERR_NOTREGISTERED');
  },
};

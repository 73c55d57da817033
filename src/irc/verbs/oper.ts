import { denyPassword } from '../login.ts';
import type { Verb } from './verb.ts';

/** modern-irc "OPER message" */
export const oper: Verb = {
  when: 'entered',
  least: 2,
  usage: '<name> <password>',
  help: { en: 'Makes you an operator of this server.', 'zh-CN': '成为本服务器的掌柜。' },
  run(client, { params: [name = '', password = ''] }) {
    const verdict = client.attempts.check(() => client.rules.isOperator(name, password));
    if (verdict.kind === 'denied') {
      client.submit({ kind: 'deny-operator', user: client.host.userId });
      denyPassword(client, verdict.why);
    } else if (client.self?.person.operator) client.reply('RPL_YOUREOPER');
    else client.submit({ kind: 'operate', user: client.host.userId });
  },
};

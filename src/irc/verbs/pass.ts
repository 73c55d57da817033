import type { Verb } from './verb.ts';

/** modern-irc "PASS message": looked at when everything else is there; the last one counts. */
export const pass: Verb = {
  when: 'registering',
  least: 1,
  usage: '<password>',
  help: { en: 'Gives the server’s password, before anything else.', 'zh-CN': '报上服务器的密码，要最先发出。' },
  run(client, { params: [password = ''] }) {
    if (client.stage.kind === 'registering') client.stage = { ...client.stage, password };
  },
};

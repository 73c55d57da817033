import type { Verb } from './verb.ts';

/** modern-irc "PING message" */
export const ping: Verb = {
  when: 'always',
  least: 1,
  run(client, { params: [token = ''] }) {
    if (token === '') client.reply('ERR_NOORIGIN');
    else client.say('PONG', [client.server, token]);
  },
};

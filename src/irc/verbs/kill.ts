import type { Verb } from './verb.ts';

/** modern-irc "KILL message" */
export const kill: Verb = {
  when: 'entered',
  least: 2,
  run(client, { params: [name = '', text = ''] }) {
    client.submit({ kind: 'expel', user: client.host.userId, name, text });
  },
};

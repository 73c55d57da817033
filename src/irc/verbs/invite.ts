import type { Verb } from './verb.ts';

/** modern-irc "INVITE message" */
export const invite: Verb = {
  when: 'entered',
  least: 2,
  run(client, { params: [name = '', room = ''] }) {
    client.submit({ kind: 'invite', user: client.host.userId, room, name });
  },
};

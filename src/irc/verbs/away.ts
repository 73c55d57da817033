import type { Verb } from './verb.ts';

/** modern-irc "AWAY message": without a text, or with an empty one, back again. */
export const away: Verb = {
  when: 'entered',
  least: 0,
  run: (client, { params }) => client.submit({ kind: 'away', user: client.host.userId, text: params[0] ?? '' }),
};

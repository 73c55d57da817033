import type { Verb } from './verb.ts';

/** modern-irc "QUIT message": answered with ERROR, which is the farewell. */
export const quit: Verb = {
  when: 'always',
  least: 0,
  run: (client, { params: [text = ''] }) => client.close('left', text),
};

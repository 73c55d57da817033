import { canonical } from '../../chat/names.ts';
import { answerRefusal } from '../refusals.ts';
import { enterWhenReady } from '../registration.ts';
import type { Verb } from './verb.ts';

/** modern-irc "NICK message". On the way in, a name that cannot be had is refused at once, not only at the end. */
export const nick: Verb = {
  when: 'always',
  least: 0,
  run(client, { params: [name = ''] }) {
    if (name === '') return client.reply('ERR_NONICKNAMEGIVEN');
    const { stage, chat, host } = client;
    if (stage.kind === 'entered') return client.submit({ kind: 'rename', user: host.userId, name });
    const refusal = chat.nameRefusal(name, { id: host.userId, face: 'irc' });
    if (refusal !== null) return answerRefusal(client, refusal);
    client.stage = { ...stage, name: canonical(name) };
    enterWhenReady(client);
  },
};

import { canonical } from '../../chat/names.ts';
import { answerRefusal } from '../refusals.ts';
import { enterWhenReady } from '../registration.ts';
import type { Verb } from './verb.ts';

/** modern-irc "NICK message". On the way in, a name that cannot be had is refused at once, not only at the end. */
export const nick: Verb = {
  when: 'always',
  least: 0,
  usage: '<nick>',
  help: { en: 'Takes a name.', 'zh-CN': '取名或改名。' },
  run(client, { params: [name = ''] }) {
    if (name === '') return client.reply('ERR_NONICKNAMEGIVEN');
    const { stage, chat, host } = client;
    if (stage.kind === 'entered') return client.submit({ kind: 'rename', user: host.userId, name });
    const refusal = chat.nameRefusal(name, { id: host.userId, face: 'irc', account: stage.account });
    // Whether a registered name is the client's own is known when it comes in.
    if (refusal !== null && refusal.why !== 'name-registered') return answerRefusal(client, refusal);
    client.stage = { ...stage, name: canonical(name) };
    enterWhenReady(client);
  },
};

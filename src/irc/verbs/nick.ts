import { canonical, userNameFlaw } from '../../chat/names.ts';
import { answerRefusal } from '../refusals.ts';
import { enterWhenReady } from '../registration.ts';
import type { Verb } from './verb.ts';

/** modern-irc "NICK message". On the way in, a name that cannot be had is refused at once, not only at the end. */
export const nick: Verb = {
  when: 'always',
  least: 0,
  run(client, { params: [name = ''] }) {
    if (name === '') return client.reply('ERR_NONICKNAMEGIVEN');
    const { stage, chat, rules, host } = client;
    if (stage.kind === 'entered') return client.submit({ kind: 'rename', user: host.userId, name });
    const flaw = userNameFlaw(name, rules.limits.nameLength);
    if (flaw !== null) return answerRefusal(client, { why: 'name-invalid', name, flaw });
    if (chat.userNamed(name) !== undefined) return answerRefusal(client, { why: 'name-taken', name });
    client.stage = { ...stage, name: canonical(name) };
    enterWhenReady(client);
  },
};

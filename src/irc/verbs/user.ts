import { cutToBytes } from '../../chat/text.ts';
import { USERLEN } from '../isupport.ts';
import { enterWhenReady } from '../registration.ts';
import type { Verb } from './verb.ts';

/** modern-irc "USER message". The `~` shows that the user name is what the client said, and nobody has checked it. */
export const user: Verb = {
  when: 'registering',
  least: 4,
  usage: '<username> 0 * <realname>',
  help: { en: 'Says who you are, on the way in.', 'zh-CN': '进来时说明你是谁。' },
  run(client, message) {
    const { stage } = client;
    if (stage.kind === 'entered') return;
    const [given = '', , , realname = ''] = message.params;
    if (given === '') return client.reply('ERR_NEEDMOREPARAMS', 'USER');
    const name = given.replace(/[^A-Za-z0-9_.-]/g, '') || 'user';
    client.stage = { ...stage, user: { username: cutToBytes(`~${name}`, USERLEN), realname } };
    enterWhenReady(client);
  },
};
